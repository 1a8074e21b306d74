import type { Location, Position, Range, TextEdit } from "vscode-languageserver-types";
import { placeholderValueProblem } from "../../core/placeholder.ts";
import type { RoleIdentity, RoleMention } from "../links/roleMentions.ts";
import {
  renameRole,
  roleAt,
  roleDefinitions,
  roleReferences,
  type RoleIndex,
  type Rename,
} from "../links/roleNavigation.ts";
import type { IndexedFile } from "./indexedFile.ts";
import { bucketsIn, rolesIn, type BucketMention } from "./mentions.ts";
import { partsOf } from "./policyPart.ts";
import { followPart, type Reading } from "./reading.ts";
import type { WorkspaceIndex } from "./workspaceIndex.ts";
import { principalName, workspaceKey } from "./workspaceKey.ts";

/** Where the role or bucket at a position is described: the role config, then its trust or bucket policy. */
export function definitionsAt(index: WorkspaceIndex, path: string, position: Position): Location[] {
  const target = targetAt(index, path, position);
  switch (target?.kind) {
    case "role": {
      const { role } = target.mention;
      const mentions = mentionsOfRole(index, role);
      const hops = roleDefinitions(mentions, role);
      return [...(hops.length > 0 ? hops : callers(index, role)), ...trustPolicies(index, role)];
    }
    case "bucket": {
      const { name } = target.mention;
      return [
        ...mentionsOfBucket(index, name).flatMap(({ file, mention }) =>
          mention.declares ? [{ uri: file.uri, range: mention.range }] : [],
        ),
        ...bucketPolicies(index, name),
      ];
    }
    case undefined:
      return [];
  }
}

/** Every place of the workspace and of the profiles that names the role or bucket at a position. */
export function referencesAt(
  index: WorkspaceIndex,
  path: string,
  position: Position,
  withDeclarations: boolean,
): Location[] {
  const target = targetAt(index, path, position);
  switch (target?.kind) {
    case "role": {
      const { role } = target.mention;
      return roleReferences(mentionsOfRole(index, role), role, withDeclarations);
    }
    case "bucket":
      return mentionsOfBucket(index, target.mention.name)
        .filter(({ mention }) => withDeclarations || !mention.declares)
        .map(({ file, mention }) => ({ uri: file.uri, range: mention.range }));
    case undefined:
      return [];
  }
}

export type RenamePlace =
  | { readonly kind: "place"; readonly range: Range; readonly name: string }
  /** Why not, in a sentence. */
  | { readonly kind: "refused"; readonly reason: string };

/** What a rename at a position would be about. */
export function renamePlaceAt(index: WorkspaceIndex, path: string, position: Position): RenamePlace {
  const target = targetAt(index, path, position);
  if (target === undefined) {
    return { kind: "refused", reason: "Only the names of roles and buckets can be renamed." };
  }
  const { nameRange } = target.mention;
  const name = target.kind === "role" ? target.mention.role.name : target.mention.name;
  return nameRange === undefined
    ? {
        kind: "refused",
        reason: `The name ${name} is not written here: a placeholder stands for it. Change the variable of the role config.`,
      }
    : { kind: "place", range: nameRange, name };
}

/** Renames the role or bucket at a position in every file that writes its name. */
export function renameAt(index: WorkspaceIndex, path: string, position: Position, newName: string): Rename {
  const place = renamePlaceAt(index, path, position);
  if (place.kind === "refused") return place;
  const target = targetAt(index, path, position);
  switch (target?.kind) {
    case "role":
      return renameRoleOf(index, target.mention.role, newName);
    case "bucket":
      return renameBucket(index, target.mention.name, newName);
    case undefined:
      return { kind: "refused", reason: "There is nothing to rename here." };
  }
}

function renameRoleOf(index: WorkspaceIndex, role: RoleIdentity, newName: string): Rename {
  const taken = [...rolesOf(index, { ...role, name: newName })].some(({ name }) => name === newName);
  if (taken && newName !== role.name) {
    return {
      kind: "refused",
      reason: `The workspace names another role ${newName} in account ${role.account}.`,
    };
  }
  return renameRole(mentionsOfRole(index, role), role, newName);
}

function renameBucket(index: WorkspaceIndex, name: string, newName: string): Rename {
  const reason = placeholderValueProblem("bucketName", newName);
  if (reason !== undefined) return { kind: "refused", reason };
  // No two buckets of a partition have one name.
  if (newName !== name && mentionsOfBucket(index, newName).length > 0) {
    return { kind: "refused", reason: `The workspace names another bucket ${newName}.` };
  }
  const changes: Record<string, TextEdit[]> = {};
  for (const { file, mention } of mentionsOfBucket(index, name)) {
    if (mention.nameRange === undefined) continue;
    (changes[file.uri] ??= []).push({ range: mention.nameRange, newText: newName });
  }
  return { kind: "edit", edit: { changes } };
}

type Target =
  | { readonly kind: "role"; readonly mention: RoleMention }
  | { readonly kind: "bucket"; readonly mention: BucketMention };

function targetAt(index: WorkspaceIndex, path: string, position: Position): Target | undefined {
  const file = index.file(path);
  if (file === undefined) return undefined;
  const role = roleAt(rolesIn(index, file), position);
  if (role !== undefined) return { kind: "role", mention: role };
  const bucket = bucketsIn(index, file).find(({ range }) => contains(range, position));
  return bucket && { kind: "bucket", mention: bucket };
}

/** The mentions of all files that name the role; other files are not looked at. */
function mentionsOfRole(index: WorkspaceIndex, role: RoleIdentity): RoleIndex {
  const key = workspaceKey.namesPrincipal({ kind: "role", account: role.account, name: role.name });
  return new Map(index.filesWith(key).map((file) => [file.uri, rolesIn(index, file)]));
}

function* rolesOf(index: WorkspaceIndex, role: RoleIdentity): Iterable<RoleIdentity> {
  for (const mentions of mentionsOfRole(index, role).values()) {
    for (const mention of mentions) if (mention.role.account === role.account) yield mention.role;
  }
}

function mentionsOfBucket(
  index: WorkspaceIndex,
  name: string,
): { readonly file: IndexedFile; readonly mention: BucketMention }[] {
  return index.filesWith(workspaceKey.namesBucket(name)).flatMap((file) =>
    bucketsIn(index, file)
      .filter((mention) => mention.name === name)
      .map((mention) => ({ file, mention })),
  );
}

/** Role configs whose caller is the role, for one that no hop describes. */
function callers(index: WorkspaceIndex, role: RoleIdentity): Location[] {
  const key = workspaceKey.describesPrincipal({ kind: "role", account: role.account, name: role.name });
  return index.configsWith(key).flatMap((file) => {
    const principal = file.config.caller?.principal;
    const name = principal?.kind === "arn" ? principalName(principal.arn.value) : undefined;
    if (principal === undefined || name?.name !== role.name) return [];
    return [{ uri: file.uri, range: file.lines.range(principal.span) }];
  });
}

function trustPolicies(index: WorkspaceIndex, role: RoleIdentity): Location[] {
  const key = workspaceKey.describesPrincipal({ kind: "role", account: role.account, name: role.name });
  return policiesOf(index, key, ({ config, part }) => {
    const arn = part.kind === "trust" ? config.config.hops[part.hop]?.roleArn?.value : undefined;
    const name = arn === undefined ? undefined : principalName(arn);
    return name?.account === role.account && name.name === role.name;
  });
}

function bucketPolicies(index: WorkspaceIndex, name: string): Location[] {
  return policiesOf(
    index,
    workspaceKey.describesBucket(name),
    ({ config, part }) => part.kind === "bucket" && config.config.buckets[part.bucket]?.name?.value === name,
  );
}

function policiesOf(index: WorkspaceIndex, key: string, wanted: (reading: Reading) => boolean): Location[] {
  const found = new Map<string, Location>();
  for (const config of index.configsWith(key)) {
    for (const named of partsOf(config.config)) {
      const followed = followPart(config, named, (path) => index.policyAt(path));
      if (followed.kind !== "reading" || !wanted(followed.reading)) continue;
      const { file, policy } = followed.reading;
      const start = file.lines.position(policy.span.start);
      found.set(`${file.uri} ${policy.span.start}`, { uri: file.uri, range: { start, end: start } });
    }
  }
  return [...found.values()];
}

function contains({ start, end }: Range, { line, character }: Position): boolean {
  const afterStart = line > start.line || (line === start.line && character >= start.character);
  const beforeEnd = line < end.line || (line === end.line && character <= end.character);
  return afterStart && beforeEnd;
}
