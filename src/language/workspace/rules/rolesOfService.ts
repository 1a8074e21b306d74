import { parseRoleArn } from "../../../core/arn.ts";
import type { Span } from "../../../core/text/span.ts";
import { allowing } from "../grants.ts";
import type { ConfigFile } from "../indexedFile.ts";
import { readingsInConfig, readingsOfPolicy } from "../reading.ts";
import { workspaceKey } from "../workspaceKey.ts";
import type { WorkspaceView } from "../workspaceView.ts";

export interface ServiceRole {
  readonly arn: string;
  readonly name: string;
  readonly config: ConfigFile;
  /** Of its ARN in the role config. */
  readonly span: Span;
}

/** More policies than these are not looked through for one action. */
const mostFiles = 200;

/** The roles of an account, as role configs describe them, whose trust policies name a service. Each once. */
export function rolesOfService(
  view: WorkspaceView,
  service: string,
  account: string,
): readonly ServiceRole[] {
  const files = view.filesWith(workspaceKey.namesService(service)).slice(0, mostFiles);
  const readings = files.flatMap((file) => {
    if (file.kind === "roleConfig") return readingsInConfig(file);
    return "policy" in file ? readingsOfPolicy(file, view.configsWith(workspaceKey.uses(file.path))) : [];
  });
  const found = new Map<string, ServiceRole>();
  for (const { policy, config, part } of readings) {
    const text = part.kind === "trust" ? config.config.hops[part.hop]?.roleArn : undefined;
    const role = text && parseRoleArn(text.value);
    if (text === undefined || role?.account !== account) continue;
    const trusts = allowing(policy, "sts:AssumeRole").some(({ principal }) =>
      principal?.entries.some(
        ({ type, values }) => type.value === "Service" && values.items.some(({ value }) => value === service),
      ),
    );
    if (trusts && !found.has(text.value)) {
      found.set(text.value, { arn: text.value, name: role.name, config, span: text.span });
    }
  }
  return [...found.values()];
}
