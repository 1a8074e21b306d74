import type { Range } from "vscode-languageserver-types";
import { findPlaceholders, placeholderValueProblem, type Placeholder } from "../../core/placeholder.ts";
import type { WorkspaceFacts } from "../workspaceFacts.ts";
import type { ConfigFile, PolicyFile } from "./indexedFile.ts";
import type { WorkspaceIndex } from "./workspaceIndex.ts";
import { workspaceKey } from "./workspaceKey.ts";

/** One place of a placeholder that nothing fills. */
export interface PlaceholderPlace {
  readonly uri: string;
  readonly range: Range;
}

/** The placeholder at an offset of a text. */
export function placeholderAt(text: string, offset: number): Placeholder | undefined {
  return findPlaceholders(text).find(({ span }) => offset >= span.start && offset <= span.end);
}

/** Every place of the workspace where a placeholder stands open: files whose role configs fill it are left out. */
export function openPlaces(index: WorkspaceIndex, name: string): PlaceholderPlace[] {
  const places: PlaceholderPlace[] = [];
  for (const file of index.files()) {
    if (!("text" in file) || !file.text.includes(name) || isFilled(index, file, name)) continue;
    for (const placeholder of findPlaceholders(file.text)) {
      if (placeholder.name !== name) continue;
      places.push({ uri: file.uri, range: file.lines.range(placeholder.span) });
    }
  }
  return places;
}

/** A value that may be meant, with where it is known from. */
export interface PlaceholderValue {
  readonly value: string;
  readonly from: string;
}

/** Values of the kind that a placeholder asks for: what role configs fill it with, then what is known of accounts, roles and buckets. */
export function likelyValues(
  index: WorkspaceIndex,
  { name, meaning }: Placeholder,
  facts: WorkspaceFacts,
): PlaceholderValue[] {
  const found = new Map<string, string>();
  const add = (value: string, from: string) => {
    if (!found.has(value) && placeholderValueProblem(meaning, value) === undefined) found.set(value, from);
  };
  for (const file of index.files()) {
    if (file.kind !== "roleConfig") continue;
    const value = file.variables[name];
    if (value !== undefined) add(value, file.path.slice(file.path.lastIndexOf("/") + 1));
  }
  switch (meaning) {
    case "accountId":
      for (const { id, profiles } of facts.accounts) {
        const [profile] = profiles;
        if (profile !== undefined) add(id, `profile ${profile}`);
      }
      for (const { id, profiles } of facts.accounts) if (profiles.length === 0) add(id, "the workspace");
      break;
    case "bucketName":
      for (const bucket of facts.buckets) add(bucket.name, bucket.from);
      break;
    case "roleName":
      for (const role of facts.roles) add(role.name.slice(role.name.lastIndexOf("/") + 1), role.from);
      break;
    case "externalId":
      for (const id of facts.externalIds) add(id.name, id.from);
      break;
    case "text":
      break;
  }
  return [...found].map(([value, from]) => ({ value, from }));
}

function isFilled(index: WorkspaceIndex, file: PolicyFile | ConfigFile, name: string): boolean {
  if (file.kind === "roleConfig") return Object.hasOwn(file.variables, name);
  const users = index.configsWith(workspaceKey.uses(file.path));
  return users.length > 0 && users.every(({ variables }) => Object.hasOwn(variables, name));
}
