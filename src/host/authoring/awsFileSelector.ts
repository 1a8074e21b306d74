import type * as vscode from "vscode";
import { languageIds } from "../ids.ts";

/** The languages of `~/.aws/config` and `credentials`. */
export const awsFileSelector: vscode.DocumentSelector = [
  { language: languageIds.awsConfig },
  { language: languageIds.awsCredentials },
];
