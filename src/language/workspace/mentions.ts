import type { Range } from "vscode-languageserver-types";
import type { Policy } from "../../core/policy/model.ts";
import type { Span } from "../../core/text/span.ts";
import { roleMention, rolesInConfig, rolesInPolicy, type RoleMention } from "../links/roleMentions.ts";
import { textsOf } from "../rules/placeholders/texts.ts";
import type { ConfigFile, IndexedFile, PolicyFile } from "./indexedFile.ts";
import { partsOf } from "./policyPart.ts";
import { readingsInConfig, readingsOfPolicy } from "./reading.ts";
import type { WorkspaceIndex } from "./workspaceIndex.ts";
import { bucketName, isBucketName, workspaceKey } from "./workspaceKey.ts";

/** One place that names a bucket, by its ARN, by that of its objects, or by its name. */
export interface BucketMention {
  readonly name: string;
  readonly range: Range;
  /** Where its name is written as it is; absent where a placeholder stands for it. */
  readonly nameRange?: Range;
  /** True for the bucket of a role config: there it is described. */
  readonly declares: boolean;
}

/** The roles that a file names, filled by every role config that names the file. In the order of the text, each place once. */
export function rolesIn(index: WorkspaceIndex, file: IndexedFile): RoleMention[] {
  switch (file.kind) {
    case "roleConfig":
      return distinct([
        ...rolesInConfig(file.text, file.config),
        ...inlinePolicies(file).flatMap((policy) => rolesInPolicy(file.text, policy, file.variables)),
      ]);
    case "awsConfig":
    case "awsCredentials":
      return file.roles.flatMap(({ value, span }) =>
        roleMention(file.lines, { written: value, value, inside: span, plain: true, declares: false }),
      );
    default: {
      const users = index.configsWith(workspaceKey.uses(file.path));
      const fillings = users.length === 0 ? [{}] : users.map(({ variables }) => variables);
      return distinct(fillings.flatMap((values) => rolesInPolicy(file.text, file.policy, values)));
    }
  }
}

/** The buckets that a file names, as `rolesIn` does roles. */
export function bucketsIn(index: WorkspaceIndex, file: IndexedFile): BucketMention[] {
  switch (file.kind) {
    case "roleConfig":
      return distinct([
        ...bucketsInConfig(file),
        ...readingsInConfig(file).flatMap(({ policy }) => bucketsInPolicy(file, policy)),
      ]);
    case "awsConfig":
    case "awsCredentials":
      return [];
    default: {
      const readings = readingsOfPolicy(file, index.configsWith(workspaceKey.uses(file.path)));
      const policies = new Set([file.policy, ...readings.map(({ policy }) => policy)]);
      return distinct([...policies].flatMap((policy) => bucketsInPolicy(file, policy)));
    }
  }
}

function bucketsInPolicy(file: PolicyFile | ConfigFile, policy: Policy): BucketMention[] {
  return policy.statements.flatMap((statement) =>
    textsOf(statement).flatMap(({ value, span }) => {
      const name = bucketName(value);
      return name === undefined ? [] : [bucketMention(file, name, span, false)];
    }),
  );
}

function bucketsInConfig(file: ConfigFile): BucketMention[] {
  const { buckets, checks, variables } = file.config;
  return [
    // `"name": "<VAR>"`: the name of the bucket is written where the variable is.
    ...variables.flatMap(({ name, value }) =>
      buckets.some((bucket) => bucket.name?.written === `<${name.value}>` && isBucketName(value.value))
        ? [bucketMention(file, value.value, value.span, false)]
        : [],
    ),
    ...buckets.flatMap(({ name }) =>
      name === undefined || !isBucketName(name.value)
        ? []
        : [bucketMention(file, name.value, name.span, true)],
    ),
    ...checks.flatMap((check) => {
      if (check.kind === "list") return [bucketMention(file, check.bucket, check.url.span, false)];
      if (check.kind !== "access") return [];
      return check.resources.flatMap(({ value, span }) => {
        const name = bucketName(value);
        return name === undefined ? [] : [bucketMention(file, name, span, false)];
      });
    }),
  ];
}

function bucketMention(
  file: PolicyFile | ConfigFile,
  name: string,
  span: Span,
  declares: boolean,
): BucketMention {
  const inside = { start: span.start + 1, end: span.end - 1 };
  const written = file.text.slice(inside.start, inside.end);
  const start = bucketStart(written);
  const behind = written.charAt(start + name.length);
  if (!written.startsWith(name, start) || (behind !== "" && behind !== "/"))
    return { name, range: file.lines.range(inside), declares };
  const range = file.lines.range({
    start: inside.start + start,
    end: inside.start + start + name.length,
  });
  return { name, range, nameRange: range, declares };
}

/** Where the name begins in the ARN of a bucket or an object, in `s3://bucket/prefix`, or in the name alone. */
function bucketStart(written: string): number {
  return /^(?:arn:(?:[^:]*:){4}|s3:\/\/)?/.exec(written)?.[0].length ?? 0;
}

function inlinePolicies({ config }: ConfigFile): Policy[] {
  return partsOf(config).flatMap(({ reference }) => (reference.kind === "inline" ? [reference.policy] : []));
}

/** Two readings of a file mostly name the same at the same place. */
function distinct<T extends { readonly range: Range }>(mentions: readonly T[]): T[] {
  const seen = new Map<string, T>();
  for (const mention of mentions) {
    const key = JSON.stringify({ ...mention, declares: undefined });
    if (!seen.has(key)) seen.set(key, mention);
  }
  return [...seen.values()].sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
}
