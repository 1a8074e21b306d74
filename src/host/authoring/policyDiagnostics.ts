import * as vscode from "vscode";
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { PolicyDiagnosis } from "../../language/diagnostics/diagnose.ts";
import { EmbeddedDiagnosis } from "../../language/embedded/embeddedDiagnosis.ts";
import { embeddedRefactorings } from "../../language/embedded/embeddedRefactorings.ts";
import { findEmbedded } from "../../language/embedded/findEmbedded.ts";
import { extractStatement } from "../../language/fixes/extractStatement.ts";
import { refactorings } from "../../language/fixes/refactorings.ts";
import { policyScaffold } from "../../language/fixes/scaffold.ts";
import { kindChoices } from "../kindChoices.ts";
import { embeddedIn } from "./embeddedDocument.ts";
import type { Facts } from "./facts.ts";
import { refactoringActions, workspaceEdit } from "./findingActions.ts";
import type { FindingSource } from "./findingDocuments.ts";
import { findingSettings } from "./findingSettings.ts";
import { ifUnchanged } from "./ifUnchanged.ts";
import { newFileBeside } from "./newFileBeside.ts";
import { policyKindOf } from "./policyDocument.ts";
import { policySelector } from "./policySelector.ts";

interface Diagnoses {
  /** Of the document as a policy. */
  readonly whole: PolicyDiagnosis;
  /** Of the policies in it, where it belongs to another tool. */
  readonly embedded: EmbeddedDiagnosis;
}

/** The findings of policies, also inside of other tools' JSON, and the changes that no finding asks for. */
export function policyFindings(catalogue: () => Promise<Catalogue>, facts: Facts): FindingSource {
  const diagnoses = new Map<string, Diagnoses>();
  const outdated = new vscode.EventEmitter<void>();
  const outdate = () => {
    outdated.fire();
  };
  return {
    name: "assume-role",
    selector: policySelector,
    pages: "rules",
    isOurs: (document) => policyKindOf(document) !== undefined || hasEmbedded(document),
    async find(document, text) {
      const kind = policyKindOf(document);
      const key = document.uri.toString();
      const opened = await catalogue();
      const diagnosis = diagnoses.get(key) ?? {
        whole: new PolicyDiagnosis(opened),
        embedded: new EmbeddedDiagnosis(opened),
      };
      diagnoses.set(key, diagnosis);
      const rules = findingSettings(document, await facts.about(document.uri));
      // The kind may have been changed meanwhile: that has a turn of its own.
      if (policyKindOf(document) !== kind) return [];
      if (kind !== undefined) return diagnosis.whole.load(text, kind, rules);
      const found = text === document.getText() ? embeddedIn(document) : findEmbedded(text);
      return found === undefined ? [] : diagnosis.embedded.load(found, rules);
    },
    forget(document) {
      diagnoses.delete(document.uri.toString());
    },
    async more(document, range) {
      const opened = await ifUnchanged(document, catalogue);
      if (opened === undefined) return [];
      const kind = policyKindOf(document);
      const offset = document.offsetAt(range.start);
      if (kind === undefined) {
        const found = embeddedIn(document);
        return found === undefined
          ? []
          : refactoringActions(document, embeddedRefactorings(found, offset, opened));
      }
      const text = document.getText();
      const actions = refactoringActions(document, refactorings(text, kind, offset, opened));
      const scaffold = text.trim() === "" ? policyScaffold(kind) : undefined;
      if (scaffold !== undefined) {
        const action = new vscode.CodeAction(scaffold.title, vscode.CodeActionKind.RefactorRewrite);
        action.edit = workspaceEdit(document, {
          edits: [{ span: { start: 0, end: text.length }, newText: scaffold.text }],
        });
        actions.push(action);
      }
      const extracted = extractStatement(text, kind, offset);
      if (extracted !== undefined) {
        const action = new vscode.CodeAction(
          vscode.l10n.t("Move the statement to a new file"),
          vscode.CodeActionKind.RefactorExtract,
        );
        action.edit = workspaceEdit(document, extracted);
        const uri = await newFileBeside(document.uri, extracted.fileName);
        action.edit.createFile(uri);
        action.edit.insert(uri, new vscode.Position(0, 0), extracted.newFile);
        action.command = { title: action.title, command: "vscode.open", arguments: [uri] };
        actions.push(action);
      }
      return actions;
    },
    onDidOutdate: outdated.event,
    disposables: [outdated, facts.onDidOutdate(outdate), kindChoices.onDidChange(outdate)],
  };
}

/** A template or a plan without a policy is ordinary JSON. */
function hasEmbedded(document: vscode.TextDocument): boolean {
  return (embeddedIn(document)?.policies.length ?? 0) > 0;
}
