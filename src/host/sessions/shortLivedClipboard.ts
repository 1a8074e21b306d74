import * as vscode from "vscode";

const lifetimeMilliseconds = 60_000;

/** What is used of `vscode.env.clipboard`. */
export type Clipboard = Pick<vscode.Clipboard, "readText" | "writeText">;

/** Copies secrets, and empties the clipboard after a minute, or when the window ends, if it still holds the last one. */
export class ShortLivedClipboard implements vscode.Disposable {
  #text: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #onFocus: vscode.Disposable | undefined;

  constructor(
    private readonly lifetime = lifetimeMilliseconds,
    private readonly clipboard: Clipboard = vscode.env.clipboard,
  ) {}

  async copy(text: string): Promise<void> {
    await this.clipboard.writeText(text);
    this.#forget();
    this.#text = text;
    this.#timer = setTimeout(() => void this.empty(), this.lifetime);
  }

  async empty(): Promise<void> {
    const text = this.#text;
    this.#forget();
    if (text === undefined) return;
    // A browser lets a page at the clipboard only while it has the focus; the editor would ask its user for more.
    if (vscode.env.uiKind === vscode.UIKind.Web && !vscode.window.state.focused) this.#emptyOnFocus(text);
    else if ((await this.clipboard.readText()) === text) await this.clipboard.writeText("");
  }

  dispose(): void {
    void this.empty();
  }

  #emptyOnFocus(text: string): void {
    this.#text = text;
    this.#onFocus = vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) void this.empty();
    });
  }

  #forget(): void {
    this.#text = undefined;
    clearTimeout(this.#timer);
    this.#onFocus?.dispose();
    this.#onFocus = undefined;
  }
}
