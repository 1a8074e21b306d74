import * as vscode from "vscode";
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { readJsonTree } from "../../language/cursor/jsonTree.ts";
import { embeddedRefactorings } from "../../language/embedded/embeddedRefactorings.ts";
import { policyScaffold } from "../../language/fixes/scaffold.ts";
import { RoleConfigDiagnosis } from "../../language/roleConfig/findings.ts";
import { inlinePolicies } from "../../language/roleConfig/inlinePolicies.ts";
import { policyKindAt } from "../../language/roleConfig/place.ts";
import { kindOf } from "../openDocument.ts";
import { savedUri } from "../savedUri.ts";
import type { Facts } from "./facts.ts";
import { refactoringActions } from "./findingActions.ts";
import type { FindingSource } from "./findingDocuments.ts";
import { findingSettings } from "./findingSettings.ts";
import { filesNear, textOfFile } from "./filesNear.ts";
import { ifUnchanged } from "./ifUnchanged.ts";
import { policySelector } from "./policySelector.ts";

/** The findings of role configs: of the config, of the files that it names, of the policies in it. */
export function roleConfigFindings(catalogue: () => Promise<Catalogue>, facts: Facts): FindingSource {
  const diagnoses = new Map<string, RoleConfigDiagnosis>();
  const outdated = new vscode.EventEmitter<void>();
  const watcher = vscode.workspace.createFileSystemWatcher("**/*.{json,jsonc}");
  const outdate = () => {
    // Only an open config asks again.
    if (diagnoses.size > 0) outdated.fire();
  };
  return {
    name: "assume-role-configs",
    selector: policySelector,
    pages: "role-configs",
    isOurs: (document) => kindOf(document) === "roleConfig",
    async find(document, text) {
      const key = document.uri.toString();
      const diagnosis = diagnoses.get(key) ?? new RoleConfigDiagnosis(await catalogue());
      diagnoses.set(key, diagnosis);
      const findings = await diagnosis.load(
        text,
        {
          read: (path) => textOfFile(vscode.Uri.joinPath(savedUri(document.uri), "..", path)),
          list: () => filesNear(savedUri(document.uri)),
        },
        findingSettings(document, {
          filledPlaceholders: [],
          ownAccounts: (await facts.about(document.uri)).ownAccounts,
        }),
      );
      // The editor's own JSON service shows these.
      return findings.filter(({ code }) => code !== "jsonSyntax");
    },
    forget(document) {
      diagnoses.delete(document.uri.toString());
    },
    async more(document, range, findings) {
      const opened = await ifUnchanged(document, catalogue);
      if (opened === undefined) return [];
      const text = document.getText();
      const created = findings.flatMap(({ code, span, message }) => {
        const path = code === "missingFile" ? /^There is no file (.+)\.$/.exec(message)?.[1] : undefined;
        const kind = path === undefined ? undefined : policyKindAt(text, span.start + 1);
        const scaffold = kind && policyScaffold(kind);
        if (path === undefined || scaffold === undefined) return [];
        const action = new vscode.CodeAction(
          vscode.l10n.t("Create {0}", path),
          vscode.CodeActionKind.QuickFix,
        );
        action.edit = new vscode.WorkspaceEdit();
        const uri = vscode.Uri.joinPath(savedUri(document.uri), "..", path);
        action.edit.createFile(uri);
        action.edit.insert(uri, new vscode.Position(0, 0), scaffold.text);
        action.command = { title: action.title, command: "vscode.open", arguments: [uri] };
        return [action];
      });
      const policies = inlinePolicies(text, readJsonTree(text));
      const changes = embeddedRefactorings(policies, document.offsetAt(range.start), opened);
      return [...created, ...refactoringActions(document, changes)];
    },
    onDidOutdate: outdated.event,
    disposables: [
      outdated,
      watcher,
      watcher.onDidCreate(outdate),
      watcher.onDidDelete(outdate),
      watcher.onDidChange(outdate),
      facts.onDidOutdate(outdate),
    ],
  };
}
