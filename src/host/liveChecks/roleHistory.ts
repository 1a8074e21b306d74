import type * as vscode from "vscode";

const key = "assumedRoles";
const longest = 20;

/** ARNs of roles that were assumed by hand, the newest first. Names only; nothing of a session. */
export class RoleHistory {
  constructor(private readonly state: vscode.Memento) {}

  all(): readonly string[] {
    const value = this.state.get<unknown>(key, []);
    return Array.isArray(value) ? value.filter((arn) => typeof arn === "string") : [];
  }

  async add(roleArn: string): Promise<void> {
    const others = this.all().filter((arn) => arn !== roleArn);
    await this.state.update(key, [roleArn, ...others].slice(0, longest));
  }
}
