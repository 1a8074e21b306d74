import { parseAwsFile } from "../../core/awsFiles/parse.ts";
import { resolveFrom } from "../../core/openConfig/filePath.ts";
import type { DocumentKind } from "../../core/openConfig/model.ts";
import type { Policy, PolicyKind } from "../../core/policy/model.ts";
import { parsePolicy } from "../../core/policy/parse.ts";
import type { RoleConfig } from "../../core/roleConfig/model.ts";
import { parseRoleConfig, variableValues } from "../../core/roleConfig/parse.ts";
import { LineIndex } from "../../core/text/lineIndex.ts";
import type { Span } from "../../core/text/span.ts";
import { partsOf, type PolicyPart } from "./policyPart.ts";

/** A file as it is now, unsaved edits included. */
export interface WorkspaceFile {
  /** What the editor knows it by. */
  readonly uri: string;
  /** Absolute, with `/`: what role configs name it by. */
  readonly path: string;
  readonly kind: DocumentKind;
  readonly text: string;
}

interface Read {
  readonly uri: string;
  readonly path: string;
  readonly lines: LineIndex;
}

export interface PolicyFile extends Read {
  readonly kind: PolicyKind;
  readonly text: string;
  readonly policy: Policy;
}

export interface ConfigFile extends Read {
  readonly kind: "roleConfig";
  readonly text: string;
  readonly config: RoleConfig;
  readonly variables: Readonly<Record<string, string>>;
  /** The policy files that it names, by their absolute paths. */
  readonly parts: readonly { readonly path: string; readonly part: PolicyPart }[];
}

/** A file of profiles. Its text is not kept: it may hold keys. */
export interface ProfilesFile extends Read {
  readonly kind: "awsConfig" | "awsCredentials";
  /** Values of `role_arn`. */
  readonly roles: readonly { readonly value: string; readonly span: Span }[];
}

export type IndexedFile = PolicyFile | ConfigFile | ProfilesFile;

/** Reads a file for the index. Never throws. */
export function readIndexedFile({ uri, path, kind, text }: WorkspaceFile): IndexedFile {
  const read = { uri, path, lines: new LineIndex(text) };
  switch (kind) {
    case "roleConfig": {
      const config = parseRoleConfig(text);
      const parts = partsOf(config).flatMap(({ reference, part }) =>
        reference.kind === "file" ? [{ path: resolveFrom(path, reference.path.value), part }] : [],
      );
      return { ...read, kind, text, config, variables: variableValues(config), parts };
    }
    case "awsConfig":
    case "awsCredentials": {
      const file = parseAwsFile(kind === "awsConfig" ? "config" : "credentials", text);
      const roles = file.sections.flatMap(({ entries }) =>
        entries
          .filter(({ key }) => key.toLowerCase() === "role_arn")
          .map(({ value, valueSpan }) => ({ value, span: valueSpan })),
      );
      return { ...read, kind, roles };
    }
    case "trust":
    case "identity":
    case "bucket":
    case "session":
    case "boundary":
    case "scp":
    case "rcp":
      return { ...read, kind, text, policy: parsePolicy(text) };
  }
}
