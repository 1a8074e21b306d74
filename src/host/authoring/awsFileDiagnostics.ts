import * as vscode from "vscode";
import { awsFileFindings } from "../../language/awsFiles/findings.ts";
import { readOnlyScheme } from "../ids.ts";
import type { ProfileStore } from "../profiles/profileStore.ts";
import { awsFileOf, awsTexts } from "./awsFileDocument.ts";
import { awsFileSelector } from "./awsFileSelector.ts";
import type { FindingSource } from "./findingDocuments.ts";
import { findingSettings } from "./findingSettings.ts";

/**
 * The findings of `~/.aws/config` and `credentials` as they are being typed: the same words as on the rows of the
 * profiles view, which shows the files as they are saved. In the browser there are only the files of the workspace.
 */
export function awsFileFindingSource(store: ProfileStore | undefined): FindingSource {
  const outdated = new vscode.EventEmitter<void>();
  const outdate = () => {
    outdated.fire();
  };
  return {
    name: "assume-role-profiles",
    selector: awsFileSelector,
    pages: "aws-files",
    // A difference that is shown before it is written stands beside no other file, and is nothing to mend.
    isOurs: (document) => document.uri.scheme !== readOnlyScheme && awsFileOf(document) !== undefined,
    async find(document, text) {
      const file = awsFileOf(document);
      if (file === undefined) return [];
      const texts = await awsTexts(document, text, store && ((one) => store.uri(one)));
      return awsFileFindings(file, texts, findingSettings(document));
    },
    forget: () => undefined,
    onDidOutdate: outdated.event,
    disposables: [
      outdated,
      // What is typed in one file counts for the other.
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && awsFileOf(document) !== undefined) outdate();
      }),
      ...(store === undefined ? [] : [store.onDidChange(outdate)]),
    ],
  };
}
