import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PackedManagedPolicies, PackedManagedPolicy } from "../../src/core/catalogue/packed.ts";
import { fieldsOf, recordOf, textOf, UnknownShape } from "./shape.ts";

export interface SourcePolicy {
  readonly name: string;
  /** Begins and ends with a slash. */
  readonly path: string;
  readonly version: string;
  /** ISO 8601 date. */
  readonly updated: string;
  readonly document: unknown;
}

const arnStart = "arn:aws:iam::aws:policy";

/** The latest version of every policy, sorted by name. */
export function readManagedPolicies(folder: string): SourcePolicy[] {
  const file = "dist/managedPolicies.json";
  const all = recordOf(JSON.parse(readFileSync(join(folder, file), "utf8")), file);
  return Object.entries(all)
    .map(([name, value]): SourcePolicy => {
      const where = `${file} ${name}`;
      const policy = fieldsOf(value, where, [
        "arn",
        "latestVersionId",
        "versionsCount",
        "versions",
        "createdDate",
        "lastUpdatedDate",
      ]);
      const arn = textOf(policy["arn"], where);
      if (!arn.startsWith(`${arnStart}/`) || !arn.endsWith(`/${name}`))
        throw new UnknownShape(where, "its own ARN");
      const version = textOf(policy["latestVersionId"], where);
      const latest = fieldsOf(recordOf(policy["versions"], where)[version], `${where} ${version}`, [
        "createdDate",
        "document",
      ]);
      const document = fieldsOf(latest["document"], `${where} ${version}`, ["Version", "Statement"]);
      return {
        name,
        path: arn.slice(arnStart.length, arn.length - name.length),
        version,
        updated: textOf(latest["createdDate"], where).slice(0, 10),
        document,
      };
    })
    .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
}

export interface Statement {
  /** Of Action and NotAction. */
  readonly actions: readonly string[];
  readonly conditions: readonly { readonly key: string; readonly values: readonly string[] }[];
}

export function statementsOf(policy: SourcePolicy): Statement[] {
  const strings = (value: unknown) =>
    [value].flat().filter((item): item is string => typeof item === "string");
  const statements: unknown[] = [recordOf(policy.document, policy.name)["Statement"]].flat();
  return statements.map((entry) => {
    const statement = recordOf(entry, `${policy.name} Statement`);
    const condition = recordOf(statement["Condition"] ?? {}, `${policy.name} Condition`);
    return {
      actions: [...strings(statement["Action"]), ...strings(statement["NotAction"])],
      conditions: Object.values(condition).flatMap((keys) =>
        Object.entries(recordOf(keys, `${policy.name} Condition`)).map(([key, value]) => ({
          key,
          values: strings(value),
        })),
      ),
    };
  });
}

/** Every string once, sorted, so that the documents become short rows of small numbers. */
export function packManagedPolicies(policies: readonly SourcePolicy[]): PackedManagedPolicies {
  const strings = new Set<string>();
  for (const { document } of policies) collectStrings(document, strings);
  const sorted = [...strings].sort();
  const positions = new Map(sorted.map((text, index) => [text, index]));
  return {
    strings: sorted,
    policies: Object.fromEntries(
      policies.map(({ name, path, version, updated, document }) => {
        const row: PackedManagedPolicy = [path, version, updated, encode(document, positions)];
        return [name, row];
      }),
    ),
  };
}

/** How many policies name each service and each action, by `service` and `service:action` in lower case. */
export function mentions(policies: readonly SourcePolicy[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const policy of policies) {
    const named = new Set<string>();
    for (const action of statementsOf(policy).flatMap(({ actions }) => actions)) {
      const lower = action.toLowerCase();
      named.add(lower).add(lower.split(":")[0] ?? "");
    }
    for (const name of named) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function collectStrings(value: unknown, into: Set<string>): void {
  if (typeof value === "string") into.add(value);
  else if (Array.isArray(value)) for (const item of value) collectStrings(item, into);
  else if (typeof value === "object" && value !== null) {
    for (const item of Object.values(value)) collectStrings(item, into);
  }
}

function encode(value: unknown, positions: ReadonlyMap<string, number>): unknown {
  if (typeof value === "string") return positions.get(value);
  if (Array.isArray(value)) {
    let before = 0;
    return value.map((item: unknown) => {
      const position = typeof item === "string" ? positions.get(item) : undefined;
      if (position === undefined) return encode(item, positions);
      const distance = position - before;
      before = position;
      return distance;
    });
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, encode(item, positions)]));
  }
  return JSON.stringify(value);
}
