import * as vscode from "vscode";
import type { AwsFileKind } from "../../core/awsFiles/model.ts";
import type { AwsTexts } from "../../language/awsFiles/request.ts";
import { languageIds } from "../ids.ts";
import { textOfFile } from "./filesNear.ts";

/** Which of the two files a document is. */
export function awsFileOf({ languageId }: vscode.TextDocument): AwsFileKind | undefined {
  if (languageId === languageIds.awsConfig) return "config";
  return languageId === languageIds.awsCredentials ? "credentials" : undefined;
}

/**
 * The text of a document with that of the other file beside it, saved or not: a profile is what both say. `places` says
 * where the machine's own files are, of which each may lie elsewhere.
 */
export async function awsTexts(
  document: vscode.TextDocument,
  text: string,
  places: ((file: AwsFileKind) => vscode.Uri) | undefined,
): Promise<AwsTexts> {
  const file = awsFileOf(document);
  if (file === undefined) return {};
  const other = file === "config" ? "credentials" : "config";
  const own = places?.(file).toString() === document.uri.toString() ? places(other) : undefined;
  const found = await textOfFile(own ?? vscode.Uri.joinPath(document.uri, "..", other));
  return { [file]: text, ...(found === undefined ? {} : { [other]: found }) };
}
