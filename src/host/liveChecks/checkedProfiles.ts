import * as vscode from "vscode";

/** What a live call proved about a profile in this window. */
export interface Verified {
  readonly arn: string;
  readonly at: Date;
}

/** Which profiles a live call has proved; forgotten when the files or the sessions are. */
export class CheckedProfiles implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #verified = new Map<string, Verified>();

  of(profile: string): Verified | undefined {
    return this.#verified.get(profile);
  }

  set(profile: string, verified: Verified): void {
    this.#verified.set(profile, verified);
    this.#changed.fire();
  }

  forget(profile: string): void {
    if (this.#verified.delete(profile)) this.#changed.fire();
  }

  clear(): void {
    if (this.#verified.size === 0) return;
    this.#verified.clear();
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
