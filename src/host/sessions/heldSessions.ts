import * as vscode from "vscode";
import type { HeldSession, Live, SessionKeys } from "../../core/livePort.ts";
import type { Secret } from "../../core/secret.ts";
import type { AwsMachine } from "../awsMachine.ts";
import { settings } from "../ids.ts";
import type { CurrentProfile } from "../profiles/currentProfile.ts";
import type { ProfileStore } from "../profiles/profileStore.ts";

/**
 * The sessions of this window as views see them, and what ends them early: another profile of another account, a
 * changed section, the window's end. It knows of none, and loads nothing, until the first call to AWS; or until a view
 * looks, where the user keeps sessions of a profile. Taking a workspace's trust away starts the extensions anew, which
 * ends them too, and nothing is taken out of the secret storage before the workspace is trusted.
 */
export class HeldSessions implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables: { dispose(): void }[];
  #live: Live | undefined;
  #current: string;
  /** A view has asked for sessions. */
  #looked = false;

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
        this.#remember(live);
      }),
      store.onDidChange(() => void this.#live?.recheckProfiles()),
      current.onDidChange((name) => void this.#switched(name)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${settings.section}.${settings.rememberedSessions}`))
          void this.#settingChanged();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        if (this.#live !== undefined) this.#remember(this.#live);
        else if (this.#looked) this.look();
      }),
    ];
  }

  /** For a view that shows sessions: those that were kept of an earlier window come, if there are any. */
  look(): void {
    this.#looked = true;
    if (vscode.workspace.isTrusted && rememberedProfiles().length > 0) void this.aws.live();
  }

  list(): readonly HeldSession[] {
    return this.#live?.sessions() ?? [];
  }

  /** Those that a profile made, by itself or for a document. */
  of(profile: string | undefined): readonly HeldSession[] {
    return this.list().filter(({ plan }) => plan.profile === profile);
  }

  /** The keys of a session that lasts on, by its id; nothing is loaded or called for it. */
  keysOf(id: string): Secret<SessionKeys> | undefined {
    return this.#live?.heldKeys(id);
  }

  forget(id: string): void {
    this.#live?.forget(id);
  }

  /** For the end of the window, while the editor still waits. */
  async close(): Promise<void> {
    await this.#live?.close();
  }

  dispose(): void {
    void this.close();
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  async #switched(name: string): Promise<void> {
    const left = this.#current;
    this.#current = name;
    if (left === name || this.of(left).length === 0) return;
    if (await this.#areOfOneAccount(left, name)) return;
    for (const { id } of this.of(left)) this.forget(id);
  }

  /** Only where both accounts are known. */
  async #areOfOneAccount(one: string, other: string): Promise<boolean> {
    try {
      const { byName } = await this.store.load();
      const account = byName.get(one)?.accountId;
      return account !== undefined && account === byName.get(other)?.accountId;
    } catch {
      return false;
    }
  }

  /** Where nobody opted in, the secret storage is not touched. */
  #remember(live: Live): void {
    const profiles = rememberedProfiles();
    if (vscode.workspace.isTrusted && profiles.length > 0) void live.rememberFor(profiles);
  }

  async #settingChanged(): Promise<void> {
    if (vscode.workspace.isTrusted) await (await this.aws.live()).rememberFor(rememberedProfiles());
  }
}

/** The profiles whose sessions outlive the window. A setting of the machine: no workspace can name one. */
export function rememberedProfiles(): readonly string[] {
  const value = vscode.workspace
    .getConfiguration(settings.section)
    .get<unknown>(settings.rememberedSessions, []);
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
}
