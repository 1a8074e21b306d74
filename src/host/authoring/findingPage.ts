import * as vscode from "vscode";
import { commands } from "../ids.ts";

/** The folders of docs/ with a page for each code: of policies, of role configs, of the files in `~/.aws`. */
export type PageFolder = "rules" | "role-configs" | "aws-files";

/** What a click on the code of a finding opens: its page, which the extension brings along. */
export function findingPage(folder: PageFolder, code: string): vscode.Uri {
  // A role config holds policies too: their codes are in capitals.
  const page = `${/^[A-Z][A-Z0-9_]*$/.test(code) ? "rules" : folder}/${code}`;
  return vscode.Uri.from({
    scheme: "command",
    path: commands.openFindingPage,
    query: JSON.stringify([page]),
  });
}
