import * as vscode from "vscode";
import { documentKindByName } from "../../core/policy/kindByName.ts";
import type { NearFile } from "../../language/roleConfig/request.ts";
import { findWorkspaceFiles, readTextFile } from "../filesOfWorkspace.ts";

/** More files than this are no list that anybody reads. */
const mostFiles = 1000;

/** The JSON files of the workspace that may be policies, as a role config at `config` would name them. */
export async function filesNear(config: vscode.Uri): Promise<readonly NearFile[]> {
  const found = await findWorkspaceFiles("**/*.{json,jsonc}", mostFiles);
  return found
    .flatMap((uri): NearFile[] => {
      if (uri.toString() === config.toString() || uri.authority !== config.authority) return [];
      const kind = documentKindByName(uri.path);
      if (kind === undefined && !mayNameAPolicy.test(uri.path.slice(uri.path.lastIndexOf("/")))) return [];
      return [{ path: relativePath(config.path, uri.path), kind }];
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A file without a kind in its name is offered where its name speaks of what a policy is about. */
const mayNameAPolicy = /polic|trust|boundary|scp|rcp|role|bucket|iam/i;

/** From the folder of one file to another, with `/`. */
function relativePath(from: string, to: string): string {
  const folder = from.split("/").slice(0, -1);
  const target = to.split("/");
  let same = 0;
  while (same < folder.length && same < target.length - 1 && folder[same] === target[same]) same++;
  return [...folder.slice(same).map(() => ".."), ...target.slice(same)].join("/");
}

/** The text of a file as it is being edited, or as it is saved; undefined where there is none. */
export async function textOfFile(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  return readTextFile(uri);
}
