import * as vscode from "vscode";
import { placeholderValueProblem, type Placeholder } from "../../core/placeholder.ts";
import {
  likelyValues,
  openPlaces,
  placeholderAt,
  type PlaceholderPlace,
} from "../../language/workspace/placeholderPlaces.ts";
import { commands } from "../ids.ts";
import { kindOf } from "../openDocument.ts";
import type { Facts } from "./facts.ts";
import { toRange } from "./fromLanguageServer.ts";
import { ifUnchanged } from "./ifUnchanged.ts";
import type { WorkspaceFiles } from "./workspaceFiles.ts";

/** Values that are offered without a question. */
const mostValues = 3;

/** Fills a placeholder in all places of the workspace where it stands open: with a value that is known, or by asking. */
export class PlaceholderActions {
  constructor(
    private readonly workspace: WorkspaceFiles,
    private readonly facts: Facts,
  ) {}

  async actions(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
    const placeholder = placeholderAt(document.getText(), document.offsetAt(range.start));
    if (placeholder === undefined || kindOf(document) === undefined) return [];
    const facts = await ifUnchanged(document, async () => {
      await this.workspace.ready();
      return this.facts.now();
    });
    if (facts === undefined) return [];
    const places = this.#placesOf(document, placeholder);
    if (!isAmong(places, document, range.start)) return [];
    const values = likelyValues(this.workspace.index, placeholder, facts);
    const ask = new vscode.CodeAction(
      vscode.l10n.t("Fill {0} everywhere…", placeholder.text),
      vscode.CodeActionKind.QuickFix,
    );
    ask.command = { command: commands.fillPlaceholder, title: ask.title };
    return [
      ...values.slice(0, mostValues).map(({ value, from }) => {
        const action = new vscode.CodeAction(
          fillTitle(placeholder.text, value, from, places.length),
          vscode.CodeActionKind.QuickFix,
        );
        action.edit = filled(places, value);
        return action;
      }),
      ask,
    ];
  }

  /** Asks for the value of the placeholder at the cursor, with what is known to choose from. */
  async ask(editor: vscode.TextEditor | undefined): Promise<void> {
    const document = editor?.document;
    const placeholder =
      editor && document && placeholderAt(document.getText(), document.offsetAt(editor.selection.active));
    if (document === undefined || placeholder === undefined) {
      await vscode.window.showInformationMessage(
        vscode.l10n.t("Put the cursor on a placeholder such as <ACCOUNT_NO> first."),
      );
      return;
    }
    await this.workspace.ready();
    const facts = await this.facts.now();
    const value = await chooseValue(
      placeholder,
      likelyValues(this.workspace.index, placeholder, facts),
      this.#placesOf(document, placeholder).length,
    );
    if (value === undefined) return;
    await vscode.workspace.applyEdit(filled(this.#placesOf(document, placeholder), value));
  }

  /** Where it stands open now, in a workspace that was read. */
  #placesOf(document: vscode.TextDocument, placeholder: Placeholder): PlaceholderPlace[] {
    for (const open of vscode.workspace.textDocuments) {
      if (open.isDirty || open === document) this.workspace.settle(open);
    }
    return openPlaces(this.workspace.index, placeholder.name);
  }
}

function fillTitle(placeholder: string, value: string, from: string, places: number): string {
  return places === 1
    ? vscode.l10n.t("Fill {0} with {1} ({2})", placeholder, value, from)
    : vscode.l10n.t("Fill {0} with {1} ({2}) in {3} places", placeholder, value, from, places);
}

function filled(places: readonly PlaceholderPlace[], value: string): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  // The value stands in a JSON string.
  const text = JSON.stringify(value).slice(1, -1);
  for (const { uri, range } of places) edit.replace(vscode.Uri.parse(uri), toRange(range), text);
  return edit;
}

function isAmong(
  places: readonly PlaceholderPlace[],
  document: vscode.TextDocument,
  position: vscode.Position,
): boolean {
  const uri = document.uri.toString();
  return places.some((place) => place.uri === uri && toRange(place.range).contains(position));
}

/** A typed value stands first in the list once it can be one; undefined where the user gives up. */
function chooseValue(
  { text, meaning }: Placeholder,
  known: readonly { readonly value: string; readonly from: string }[],
  places: number,
): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick();
  const items = known.map(({ value, from }) => ({ label: value, description: from }));
  const title =
    places === 1 ? vscode.l10n.t("{0} in one place", text) : vscode.l10n.t("{0} in {1} places", text, places);
  pick.title = title;
  pick.placeholder = vscode.l10n.t("Type a value or choose one");
  pick.items = items;
  return new Promise((resolve) => {
    pick.onDidChangeValue((typed) => {
      const problem = typed === "" ? undefined : placeholderValueProblem(meaning, typed);
      pick.title = problem ?? title;
      pick.items =
        typed === "" || problem !== undefined || items.some(({ label }) => label === typed)
          ? items
          : [{ label: typed, description: vscode.l10n.t("as typed") }, ...items];
    });
    pick.onDidAccept(() => {
      resolve(pick.activeItems[0]?.label);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
