import * as vscode from "vscode";
import { settings } from "../ids.ts";
import { roleConfigsOfWorkspace } from "../openDocument.ts";
import { rememberedProfiles } from "../sessions/heldSessions.ts";

/** Where a role config names a profile: its `caller.profile`, without the quotes. */
export interface ProfileMention {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
}

/** The role configs of the workspace that name a profile as it is written; unsaved edits count. */
export async function roleConfigsThatName(profile: string): Promise<readonly ProfileMention[]> {
  const configs = await roleConfigsOfWorkspace();
  const mentions = await Promise.all(
    configs.map(async ({ uri, config }): Promise<readonly ProfileMention[]> => {
      const named = config.caller?.profile;
      if (named?.written !== profile) return [];
      const document = await vscode.workspace.openTextDocument(uri);
      const { start, end } = named.span;
      return [
        { document, range: new vscode.Range(document.positionAt(start + 1), document.positionAt(end - 1)) },
      ];
    }),
  );
  return mentions.flat();
}

/** The names of their files, fit to show. */
export function fileNames(mentions: readonly ProfileMention[]): string {
  return mentions.map(({ document }) => vscode.workspace.asRelativePath(document.uri)).join(", ");
}

/** Writes another name where role configs name a profile. What had no unsaved changes is saved. */
export async function renameInRoleConfigs(from: string, to: string): Promise<void> {
  const mentions = await roleConfigsThatName(from);
  const clean = mentions.filter(({ document }) => !document.isDirty);
  const edit = new vscode.WorkspaceEdit();
  for (const { document, range } of mentions)
    edit.replace(document.uri, range, JSON.stringify(to).slice(1, -1));
  await vscode.workspace.applyEdit(edit);
  for (const { document } of clean) await document.save();
}

/** The setting of the profiles whose sessions are kept, after a profile got another name or went. */
export async function followRemembered(from: string, to: string | undefined): Promise<void> {
  const remembered = rememberedProfiles();
  if (!remembered.includes(from)) return;
  const names = remembered.flatMap((name) => (name !== from ? [name] : to === undefined ? [] : [to]));
  await vscode.workspace
    .getConfiguration(settings.section)
    .update(settings.rememberedSessions, [...new Set(names)], vscode.ConfigurationTarget.Global);
}
