import { baseName } from "../../core/openConfig/filePath.ts";
import type { Policy } from "../../core/policy/model.ts";
import { readingsOfPolicy } from "./reading.ts";
import type { WorkspaceIndex } from "./workspaceIndex.ts";
import { workspaceKey } from "./workspaceKey.ts";

/** Every policy of the workspace with the name of its file, once as written and once for each way of filling it. */
export function namedPolicies(index: WorkspaceIndex): { readonly name: string; readonly policy: Policy }[] {
  const found: { name: string; policy: Policy }[] = [];
  for (const file of index.files()) {
    if (!("policy" in file)) continue;
    const readings = readingsOfPolicy(file, index.configsWith(workspaceKey.uses(file.path)));
    const policies = new Set([file.policy, ...readings.map(({ policy }) => policy)]);
    for (const policy of policies) found.push({ name: baseName(file.path), policy });
  }
  return found;
}
