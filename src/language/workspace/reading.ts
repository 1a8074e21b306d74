import { resolveFrom } from "../../core/openConfig/filePath.ts";
import type { Policy } from "../../core/policy/model.ts";
import { filledPolicy } from "./filledPolicy.ts";
import type { ConfigFile, PolicyFile } from "./indexedFile.ts";
import { partsOf, type NamedPart, type PolicyPart } from "./policyPart.ts";

/** A policy as one role config means it. Its spans are those of the file that it stands in. */
export interface Reading {
  /** Where the policy stands: a file of its own, or the role config. */
  readonly file: PolicyFile | ConfigFile;
  /** Filled with the variables of the role config. */
  readonly policy: Policy;
  readonly config: ConfigFile;
  readonly part: PolicyPart;
}

/** What the role configs that name a policy file make of it; empty where none does. */
export function readingsOfPolicy(file: PolicyFile, users: readonly ConfigFile[]): Reading[] {
  return users.flatMap((config) =>
    config.parts
      .filter(({ path }) => path === file.path)
      .map(({ part }) => ({ file, config, part, policy: filledPolicy(file.policy, config.variables) })),
  );
}

/** The policies that stand in a role config itself. */
export function readingsInConfig(config: ConfigFile): Reading[] {
  return partsOf(config.config).flatMap(({ reference, part }) =>
    reference.kind === "inline"
      ? [{ file: config, config, part, policy: filledPolicy(reference.policy, config.variables) }]
      : [],
  );
}

/** One reference of a role config followed: `missing` where the file is not known or is no policy. */
export function followPart(
  config: ConfigFile,
  { reference, part }: NamedPart,
  policyAt: (path: string) => PolicyFile | undefined,
):
  | { readonly kind: "reading"; readonly reading: Reading }
  | { readonly kind: "awsManaged"; readonly arn: string }
  | { readonly kind: "missing" } {
  switch (reference.kind) {
    case "awsManaged":
      return { kind: "awsManaged", arn: reference.arn.value };
    case "inline":
      return {
        kind: "reading",
        reading: { file: config, config, part, policy: filledPolicy(reference.policy, config.variables) },
      };
    case "file": {
      const file = policyAt(resolveFrom(config.path, reference.path.value));
      if (file === undefined) return { kind: "missing" };
      return {
        kind: "reading",
        reading: { file, config, part, policy: filledPolicy(file.policy, config.variables) },
      };
    }
  }
}
