import * as vscode from "vscode";
import type { Profiles } from "../../core/profiles/model.ts";
import { renamedTo } from "../../core/profiles/renamed.ts";
import type { CurrentProfile } from "./currentProfile.ts";
import type { ProfileStore } from "./profileStore.ts";

/**
 * Whether the profile in force is still there. Where the user renames it in the file, the choice follows; where it
 * goes, that is known, so that it is not used silently.
 */
export class ProfileInForce implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables: vscode.Disposable;
  #before: Profiles | undefined;
  #gone = false;

  constructor(
    private readonly store: ProfileStore,
    private readonly current: CurrentProfile,
  ) {
    this.#disposables = vscode.Disposable.from(
      this.#changed,
      store.onDidChange(() => void this.look()),
      current.onDidChange(() => void this.look()),
    );
  }

  get isGone(): boolean {
    return this.#gone;
  }

  /** Compares the choice with the files as they are now. */
  async look(): Promise<void> {
    let profiles: Profiles;
    try {
      profiles = await this.store.load();
    } catch {
      // A file that cannot be read says nothing about its profiles; the view shows why.
      return;
    }
    const before = this.#before;
    this.#before = profiles;
    const { chosen, name } = this.current;
    const to = chosen === undefined || before === undefined ? undefined : renamedTo(before, profiles, chosen);
    if (to !== undefined) {
      vscode.window.setStatusBarMessage(
        vscode.l10n.t("The profile in force was renamed: {0} is now {1}", name, to),
        10_000,
      );
      await this.current.switchTo(to);
      return;
    }
    const gone = !profiles.byName.has(name);
    if (gone === this.#gone) return;
    this.#gone = gone;
    this.#changed.fire();
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
