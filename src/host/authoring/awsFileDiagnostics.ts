import * as vscode from "vscode";
import { problemsOf } from "../../core/profiles/load.ts";
import type { ProfileProblem } from "../../core/profiles/model.ts";
import type { ProfileStore } from "../profiles/profileStore.ts";

const severities: Readonly<Record<ProfileProblem["severity"], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

/**
 * The problems of `~/.aws/config` and `credentials` in their editors, as the files were last saved: the same words as
 * on the rows of the profiles view. Nothing is read before one of the two is open.
 */
export function showAwsFileProblems(store: ProfileStore): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection("assume-role-profiles");
  const show = async () => {
    for (const file of ["config", "credentials"] as const) {
      const path = store.uri(file).fsPath;
      const document = vscode.workspace.textDocuments.find(({ uri }) => uri.fsPath === path);
      if (document === undefined) continue;
      const problems = problemsOf(await store.load()).filter((problem) => problem.file === file);
      collection.set(
        document.uri,
        problems.map((problem) => diagnostic(document, problem)),
      );
    }
  };
  void show();
  return vscode.Disposable.from(
    collection,
    store.onDidChange(show),
    vscode.workspace.onDidOpenTextDocument(show),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      collection.delete(uri);
    }),
  );
}

function diagnostic(document: vscode.TextDocument, problem: ProfileProblem): vscode.Diagnostic {
  const range = new vscode.Range(
    document.positionAt(problem.span.start),
    document.positionAt(problem.span.end),
  );
  const made = new vscode.Diagnostic(range, problem.message, severities[problem.severity]);
  made.source = "assume-role";
  made.code = problem.code;
  return made;
}
