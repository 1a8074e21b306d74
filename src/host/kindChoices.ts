import * as vscode from "vscode";
import type { PolicyKind } from "../core/policy/model.ts";

/** What the user says a file is, against its name and its text; `none`: no policy. */
export type ChosenKind = PolicyKind | "none";

const key = "assumeRole.policyKinds";

/**
 * The user's word on what files are, by their address, kept in the workspace. There is one for the window, since a
 * document must be the same to everyone who asks.
 */
class KindChoices {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #state: vscode.Memento | undefined;

  /** Where the choices are kept. Before this is called there are none. */
  keepIn(state: vscode.Memento): void {
    this.#state = state;
  }

  of(document: vscode.Uri): ChosenKind | undefined {
    return this.#all()[document.toString()];
  }

  /** Undefined takes the choice back. */
  async choose(document: vscode.Uri, kind: ChosenKind | undefined): Promise<void> {
    const address = document.toString();
    const others = Object.entries(this.#all()).filter(([other]) => other !== address);
    await this.#keep(Object.fromEntries(kind === undefined ? others : [...others, [address, kind]]));
  }

  /** The choice goes with a file that is renamed, and with all files of a folder. */
  async move(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    const before = this.#all();
    const old = from.toString();
    const moved = Object.entries(before).map(([address, kind]): [string, ChosenKind] => [
      address === old || address.startsWith(`${old}/`) ? to.toString() + address.slice(old.length) : address,
      kind,
    ]);
    if (moved.some(([address]) => !Object.hasOwn(before, address)))
      await this.#keep(Object.fromEntries(moved));
  }

  async #keep(all: Readonly<Record<string, ChosenKind>>): Promise<void> {
    await this.#state?.update(key, all);
    this.#changed.fire();
  }

  #all(): Readonly<Record<string, ChosenKind>> {
    return this.#state?.get<Record<string, ChosenKind>>(key) ?? {};
  }
}

export const kindChoices = new KindChoices();

/** What the user chose for a JSON document; undefined where nothing was chosen. */
export function chosenKind({ languageId, uri }: vscode.TextDocument): ChosenKind | undefined {
  return languageId === "json" || languageId === "jsonc" ? kindChoices.of(uri) : undefined;
}
