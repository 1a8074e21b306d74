import * as vscode from "vscode";
import type { HeldSession, Live } from "../../core/livePort.ts";
import type { AwsMachine } from "../awsMachine.ts";
import { settings } from "../ids.ts";
import type { CurrentProfile } from "../profiles/currentProfile.ts";
import type { ProfileStore } from "../profiles/profileStore.ts";

/**
 * The sessions of this window as views see them, and what ends them early: another profile of another account, a
 * changed section, the window's end. It knows of none, and loads nothing, until the first call to AWS. Taking a
 * workspace's trust away starts the extensions anew, which ends them too.
 */
export class HeldSessions implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables: { dispose(): void }[];
  #live: Live | undefined;
  #current: string;

  constructor(
    private readonly aws: AwsMachine,
    private readonly store: ProfileStore,
    current: CurrentProfile,
  ) {
    this.#current = current.name;
    this.#disposables = [
      this.#changed,
      aws.onLive((live) => {
        this.#live = live;
        live.onSessionsChange(() => {
          this.#changed.fire();
        });
      }),
      store.onDidChange(() => void this.#live?.recheckProfiles()),
      current.onDidChange((name) => void this.#switched(name)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${settings.section}.${settings.rememberedSessions}`))
          void this.#rememberOnly();
      }),
    ];
  }

  list(): readonly HeldSession[] {
    return this.#live?.sessions() ?? [];
  }

  /** Those that a profile made, by itself or for a document. */
  of(profile: string | undefined): readonly HeldSession[] {
    return this.list().filter(({ plan }) => plan.profile === profile);
  }

  forget(id: string): void {
    this.#live?.forget(id);
  }

  dispose(): void {
    this.#live?.close();
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  async #switched(name: string): Promise<void> {
    const left = this.#current;
    this.#current = name;
    if (this.of(left).length === 0) return;
    const { byName } = await this.store.load();
    const [before, after] = [byName.get(left)?.accountId, byName.get(name)?.accountId];
    if (before !== undefined && before === after) return;
    for (const { id } of this.of(left)) this.forget(id);
  }

  async #rememberOnly(): Promise<void> {
    await (await this.aws.live()).rememberOnly(rememberedProfiles());
  }
}

/** The profiles whose sessions outlive the window. A setting of the machine: no workspace can name one. */
export function rememberedProfiles(): readonly string[] {
  const value = vscode.workspace
    .getConfiguration(settings.section)
    .get<unknown>(settings.rememberedSessions, []);
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
}
