import * as vscode from "vscode";
import type { AwsFile } from "../../core/awsFiles/model.ts";
import { parseAwsFile } from "../../core/awsFiles/parse.ts";
import { loadProfiles } from "../../core/profiles/load.ts";
import type { Profiles } from "../../core/profiles/model.ts";

/** The profiles of the two files; either may be absent. Rejects for a file that is there and cannot be read. */
export async function readProfiles(config: vscode.Uri, credentials: vscode.Uri): Promise<Profiles> {
  const [configFile, credentialsFile] = await Promise.all([
    parseIfThere("config", config),
    parseIfThere("credentials", credentials),
  ]);
  return loadProfiles({
    ...(configFile === undefined ? {} : { config: configFile }),
    ...(credentialsFile === undefined ? {} : { credentials: credentialsFile }),
  });
}

async function parseIfThere(kind: "config" | "credentials", uri: vscode.Uri): Promise<AwsFile | undefined> {
  const bytes = await readIfThere(uri);
  // The decoder drops a byte order mark, as the editor does, so that spans fit the document.
  return bytes === undefined ? undefined : parseAwsFile(kind, new TextDecoder("utf-8").decode(bytes));
}

async function readIfThere(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
}
