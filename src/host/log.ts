import * as vscode from "vscode";

/** The `Assume Role` log channel, opened on first use. What is written there was redacted by the live room. */
export class Log implements vscode.Disposable {
  #channel: vscode.LogOutputChannel | undefined;

  get channel(): vscode.LogOutputChannel {
    return (this.#channel ??= vscode.window.createOutputChannel("Assume Role", { log: true }));
  }

  write(level: "debug" | "info" | "warning" | "error", line: string): void {
    switch (level) {
      case "debug":
        this.channel.debug(line);
        return;
      case "info":
        this.channel.info(line);
        return;
      case "warning":
        this.channel.warn(line);
        return;
      case "error":
        this.channel.error(line);
        return;
    }
  }

  show(): void {
    this.channel.show();
  }

  dispose(): void {
    this.#channel?.dispose();
  }
}
