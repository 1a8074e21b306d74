import * as vscode from "vscode";
import type { AwsMachine } from "../awsMachine.ts";

const key = "currentProfile";

/**
 * The profile in force for this workspace: the one the user switched to, else `AWS_PROFILE`, else `default`, as the
 * CLI and the SDKs choose. https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
 */
export class CurrentProfile implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<string>();
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly state: vscode.Memento,
    private readonly machine: AwsMachine,
  ) {}

  get name(): string {
    return this.chosen ?? this.fromEnvironment ?? "default";
  }

  /** The profile that the user switched to in this workspace. */
  get chosen(): string | undefined {
    return this.state.get<string>(key);
  }

  get fromEnvironment(): string | undefined {
    const { AWS_PROFILE, AWS_DEFAULT_PROFILE } = this.machine.environment();
    return nonEmpty(AWS_PROFILE) ?? nonEmpty(AWS_DEFAULT_PROFILE);
  }

  async switchTo(name: string): Promise<void> {
    await this.state.update(key, name);
    this.#changed.fire(name);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
