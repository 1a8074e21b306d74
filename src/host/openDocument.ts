import * as vscode from "vscode";
import { deriveTarget } from "../core/openConfig/derive.ts";
import type { DocumentKind, Target } from "../core/openConfig/model.ts";
import { documentKind } from "../core/policy/kind.ts";
import { parseRoleConfig } from "../core/roleConfig/parse.ts";
import type { RoleConfig } from "../core/roleConfig/model.ts";
import { languageIds } from "./ids.ts";
import { chosenKind } from "./kindChoices.ts";
import { findWorkspaceFiles } from "./filesOfWorkspace.ts";

const languages: ReadonlySet<string> = new Set([
  "json",
  "jsonc",
  languageIds.awsConfig,
  languageIds.awsCredentials,
]);

/**
 * What the document is to us, or undefined for one that is not ours: what the user chose, else what its name promises,
 * else what its text says. Cheap for ordinary JSON.
 */
export function kindOf(document: vscode.TextDocument): DocumentKind | undefined {
  if (!languages.has(document.languageId)) return undefined;
  const chosen = chosenKind(document);
  if (chosen !== undefined) return chosen === "none" ? undefined : chosen;
  return documentKind(document.uri.path, document.languageId, document.getText());
}

/** A role config of the workspace, with where it stands. */
export interface RoleConfigFile {
  readonly uri: vscode.Uri;
  readonly config: RoleConfig;
}

/** All role configs of the workspace, read when a command needs them. Unsaved edits count. */
export async function roleConfigsOfWorkspace(): Promise<RoleConfigFile[]> {
  const uris = await findWorkspaceFiles("**/*.assume-role.{json,jsonc}");
  return Promise.all(
    uris.map(async (uri) => ({
      uri,
      config: parseRoleConfig((await vscode.workspace.openTextDocument(uri)).getText()),
    })),
  );
}

/** What the live commands can use of the document in the active editor; undefined when it is not ours. */
export async function targetOf(
  editor: vscode.TextEditor | undefined,
  rememberedRole: (uri: vscode.Uri) => string | undefined,
): Promise<Target | undefined> {
  if (editor === undefined) return undefined;
  const { document } = editor;
  const kind = kindOf(document);
  if (kind === undefined) return undefined;
  const configs =
    kind === "trust" || kind === "bucket" || kind === "identity" ? await roleConfigsOfWorkspace() : [];
  return deriveTarget(
    {
      kind,
      path: document.uri.path,
      text: document.getText(),
      offset: document.offsetAt(editor.selection.active),
    },
    {
      roleConfigs: configs.map(({ uri, config }) => ({ path: uri.path, config })),
      rememberedRole: (path) => rememberedRole(document.uri.with({ path })),
    },
  );
}
