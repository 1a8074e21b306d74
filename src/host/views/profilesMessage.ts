import * as vscode from "vscode";
import { environmentKeys } from "../../core/profiles/environmentKeys.ts";
import type { MachineParts } from "../workbench.ts";
import { plainMessage } from "../plainText.ts";

/** What stands above the profiles: what is off, with the way on, and keys that other tools prefer. */
export function profilesMessage(
  { aws, current }: Pick<MachineParts, "aws" | "current">,
  hasProfiles: boolean,
): string | undefined {
  const lines = [
    ...(vscode.workspace.isTrusted
      ? []
      : [
          vscode.l10n.t(
            "AWS calls stay off until you trust this workspace: run 'Workspaces: Manage Workspace Trust'.",
          ),
        ]),
    environmentKeys(aws.environment(), current.name, hasProfiles),
  ].filter((line) => line !== undefined);
  return lines.length === 0 ? undefined : lines.map(plainMessage).join(" ");
}
