import type { Location, Position, Range, WorkspaceEdit } from "vscode-languageserver-types";
import { placeholderValueProblem } from "../../core/placeholder.ts";
import { sameRole, type RoleIdentity, type RoleMention } from "./roleMentions.ts";

/** The mentions of every known document, by its URI. */
export type RoleIndex = ReadonlyMap<string, readonly RoleMention[]>;

/** The role that is named at a position. */
export function roleAt(mentions: readonly RoleMention[], position: Position): RoleMention | undefined {
  return mentions.find(({ range }) => contains(range, position));
}

/** The hops of role configs that describe the role. */
export function roleDefinitions(index: RoleIndex, role: RoleIdentity): Location[] {
  return locations(index, role, ({ declares }) => declares);
}

/** Every place that names the role; hops of role configs only where declarations are asked for. */
export function roleReferences(index: RoleIndex, role: RoleIdentity, withDeclarations: boolean): Location[] {
  return locations(index, role, ({ declares }) => withDeclarations || !declares);
}

export type Rename =
  | { readonly kind: "edit"; readonly edit: WorkspaceEdit }
  /** Why not, in a sentence. */
  | { readonly kind: "refused"; readonly reason: string };

/** Renames a role in every place that writes its name; its path and its sessions' names stay. */
export function renameRole(index: RoleIndex, role: RoleIdentity, newName: string): Rename {
  const reason = placeholderValueProblem("roleName", newName);
  if (reason !== undefined || newName.includes("/")) {
    return { kind: "refused", reason: reason ?? "A role's name has no slash: its path stays as it is." };
  }
  const changes: NonNullable<WorkspaceEdit["changes"]> = {};
  for (const [uri, mentions] of index) {
    const edits = mentions.flatMap(({ role: other, nameRange }) =>
      nameRange !== undefined && sameRole(role, other) ? [{ range: nameRange, newText: newName }] : [],
    );
    if (edits.length > 0) changes[uri] = edits;
  }
  return { kind: "edit", edit: { changes } };
}

function locations(
  index: RoleIndex,
  role: RoleIdentity,
  wanted: (mention: RoleMention) => boolean,
): Location[] {
  return [...index].flatMap(([uri, mentions]) =>
    mentions.flatMap((mention) =>
      sameRole(role, mention.role) && wanted(mention) ? [{ uri, range: mention.range }] : [],
    ),
  );
}

function contains({ start, end }: Range, { line, character }: Position): boolean {
  const afterStart = line > start.line || (line === start.line && character >= start.character);
  const beforeEnd = line < end.line || (line === end.line && character <= end.character);
  return afterStart && beforeEnd;
}
