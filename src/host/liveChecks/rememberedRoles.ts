import type * as vscode from "vscode";

const key = "rolesOfTrustPolicies";

/** Which role a trust policy belongs to, where the user was asked; kept for the workspace. */
export class RememberedRoles {
  constructor(private readonly state: vscode.Memento) {}

  of(document: vscode.Uri): string | undefined {
    return this.#all()[document.toString()];
  }

  async remember(document: vscode.Uri, roleArn: string): Promise<void> {
    await this.state.update(key, { ...this.#all(), [document.toString()]: roleArn });
  }

  #all(): Readonly<Record<string, string>> {
    return this.state.get<Record<string, string>>(key, {});
  }
}
