import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fieldsOf, flagOf, listOf, oneOf, recordOf, textOf, UnknownShape } from "./shape.ts";

/** What the actions package says, checked field by field. */
export interface SourceService {
  readonly prefix: string;
  readonly name: string;
  readonly actions: readonly SourceAction[];
  readonly resources: readonly SourceResource[];
  readonly keys: readonly SourceKey[];
}

export interface SourceAction {
  readonly name: string;
  readonly description: string;
  /** One letter: List, Read, Write, Tagging and Permissions management; the last two are writes as well. */
  readonly level: "L" | "R" | "W" | "T" | "P";
  readonly resources: readonly {
    readonly type: string;
    readonly required: boolean;
    readonly keys: readonly string[];
  }[];
  readonly keys: readonly string[];
  readonly dependents: readonly string[];
  readonly permissionOnly: boolean;
}

export interface SourceResource {
  readonly name: string;
  readonly arns: readonly string[];
  readonly keys: readonly string[];
}

export interface SourceKey {
  readonly key: string;
  readonly type: (typeof keyTypes)[number];
  readonly description: string;
}

export const keyTypes = [
  "String",
  "ARN",
  "Bool",
  "Date",
  "IPAddress",
  "Numeric",
  "ArrayOfString",
  "ArrayOfARN",
  "ArrayOfBool",
] as const;

const levels: Readonly<Record<string, SourceAction["level"]>> = {
  List: "L",
  Read: "R",
  Write: "W",
  Tagging: "T",
  "Tagging, Write": "T",
  "Permissions management": "P",
  "Permissions management, Write": "P",
};

export function readServices(folder: string): SourceService[] {
  const prefixes = listOf(readJson(folder, "services.json"), "services.json", textOf);
  const names = recordOf(readJson(folder, "serviceNames.json"), "serviceNames.json");
  return prefixes.map((prefix) => ({
    prefix,
    name: textOf(names[prefix], `serviceNames.json ${prefix}`),
    actions: readEach(folder, "actions", prefix, readAction),
    resources: readEach(folder, "resourceTypes", prefix, readResource),
    keys: readEach(folder, "conditionKeys", prefix, readKey),
  }));
}

/** The day the package's data were read from AWS, ISO 8601. */
export function updatedAt(folder: string): string {
  const manifest = recordOf(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")), "package.json");
  const at = textOf(manifest["updatedAt"], "package.json updatedAt");
  if (!/^\d{4}-\d\d-\d\dT/.test(at)) throw new UnknownShape("package.json updatedAt", "an ISO 8601 date");
  return at.slice(0, 10);
}

/** Name and type of the global keys, read from the module's text: the package has no file of data for them. */
export function readGlobalKeys(folder: string): ReadonlyMap<string, string> {
  const file = "dist/esm/globalConditionKeys.js";
  const text = readFileSync(join(folder, file), "utf8");
  const keys = new Map<string, string>();
  for (const [, key, type] of text.matchAll(/key: '([^']+)',\s*category: '[^']+',\s*type: '([^']+)'/g)) {
    if (key !== undefined && type !== undefined) keys.set(templated(key), oneOf(type, file, keyTypes));
  }
  const expected = text.match(/^\s+key: '/gm)?.length ?? 0;
  if (keys.size === 0 || keys.size !== expected)
    throw new UnknownShape(file, "a key, category and type each");
  return keys;
}

/** AWS marks the part that a user fills in three ways: `${TagKey}`, `<key>` and `tag-key`. Here it is always the first. */
export function templated(key: string): string {
  return key.replace(/<(\w+)>/g, "${$1}").replace(/(?<=\/)tag-key$/, "${TagKey}");
}

function readEach<T>(
  folder: string,
  kind: string,
  prefix: string,
  read: (value: unknown, where: string) => T,
): T[] {
  const file = `${kind}/${prefix}.json`;
  return Object.entries(recordOf(readJson(folder, file), file)).map(([name, value]) =>
    read(value, `${file} ${name}`),
  );
}

function readAction(value: unknown, where: string): SourceAction {
  // `scenarios` tells of five actions which resource types go together; nothing here asks for it.
  const action = fieldsOf(
    value,
    where,
    ["name", "description", "accessLevel", "resourceTypes", "conditionKeys", "dependentActions"],
    ["isPermissionOnly", "scenarios"],
  );
  const level = levels[textOf(action["accessLevel"], `${where} accessLevel`)];
  if (level === undefined) throw new UnknownShape(`${where} accessLevel`, Object.keys(levels).join(" or "));
  const name = textOf(action["name"], `${where} name`);
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name)) throw new UnknownShape(`${where} name`, "letters and digits");
  const resources = listOf(action["resourceTypes"], `${where} resourceTypes`, (entry, at) => {
    const fields = fieldsOf(entry, at, ["name", "required", "conditionKeys", "dependentActions"]);
    return {
      type: textOf(fields["name"], at).toLowerCase(),
      required: flagOf(fields["required"], at),
      keys: listOf(fields["conditionKeys"], at, keyName),
      dependents: listOf(fields["dependentActions"], at, textOf),
    };
  });
  return {
    name,
    description: textOf(action["description"], `${where} description`).replace(/\s+/g, " "),
    level,
    resources,
    keys: listOf(action["conditionKeys"], `${where} conditionKeys`, keyName),
    dependents: [
      ...listOf(action["dependentActions"], `${where} dependentActions`, textOf),
      ...resources.flatMap((resource) => resource.dependents),
    ],
    permissionOnly:
      "isPermissionOnly" in action && flagOf(action["isPermissionOnly"], `${where} isPermissionOnly`),
  };
}

function readResource(value: unknown, where: string): SourceResource {
  const resource = fieldsOf(value, where, ["key", "arn"], ["conditionKeys"]);
  const arns = textOf(resource["arn"], `${where} arn`).split(", ");
  for (const arn of arns) {
    if (!/^arn:\$\{Partition\}:[^:]+:[^:]*:[^:]*:.+$/.test(arn))
      throw new UnknownShape(`${where} arn`, "an ARN format");
  }
  return {
    name: textOf(resource["key"], `${where} key`),
    arns,
    keys: listOf(resource["conditionKeys"] ?? [], `${where} conditionKeys`, keyName),
  };
}

function readKey(value: unknown, where: string): SourceKey {
  const key = fieldsOf(value, where, ["key", "type", "description"]);
  return {
    key: keyName(key["key"], `${where} key`),
    type: oneOf(key["type"], `${where} type`, keyTypes),
    description: textOf(key["description"], `${where} description`).replace(/\s+/g, " "),
  };
}

function keyName(value: unknown, where: string): string {
  const key = templated(textOf(value, where));
  if (!/^[^:\s]+:\S+$/.test(key)) throw new UnknownShape(where, "a condition key");
  return key;
}

function readJson(folder: string, file: string): unknown {
  return JSON.parse(readFileSync(join(folder, "data", file), "utf8"));
}
