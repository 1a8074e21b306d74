import type * as vscode from "vscode";
import type { HopRequest } from "../../core/openConfig/model.ts";

const key = "assumedRoles";
const longest = 20;

/**
 * Roles that were assumed by hand, the newest first, each with what was sent with it: the next time it is the default.
 * Nothing of a session, and no secret: an external id is none
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html).
 */
export class RoleHistory {
  constructor(private readonly state: vscode.Memento) {}

  all(): readonly HopRequest[] {
    const value = this.state.get<unknown>(key, []);
    return Array.isArray(value) ? value.flatMap(requestOf) : [];
  }

  async add(request: HopRequest): Promise<void> {
    const others = this.all().filter(({ roleArn }) => roleArn !== request.roleArn);
    await this.state.update(key, [request, ...others].slice(0, longest));
  }

  async forget(roleArn: string): Promise<void> {
    await this.state.update(
      key,
      this.all().filter((request) => request.roleArn !== roleArn),
    );
  }
}

/** What an earlier version of the extension wrote, ARNs alone, counts too. */
function requestOf(value: unknown): HopRequest[] {
  if (typeof value === "string") return [{ roleArn: value }];
  if (typeof value !== "object" || value === null || !("roleArn" in value)) return [];
  // Written by `add`, in this shape.
  return typeof value.roleArn === "string" ? [value as HopRequest] : [];
}
