import * as vscode from "vscode";
import { planOfArgument, valueOrShown } from "../sessions/preparedSession.ts";
import type { MachineWorkbench } from "../workbench.ts";

/** Opens the AWS console as the role's session, in the browser. The address is a key: it is shown and logged nowhere. */
export async function run({ machine }: MachineWorkbench, argument: unknown): Promise<void> {
  const parts = await machine.live();
  const plan = await planOfArgument(parts, argument);
  if (plan === undefined) return;
  const address = await valueOrShown(parts, vscode.l10n.t("Open AWS Console"), plan, (live, request) =>
    live.consoleAddress(request),
  );
  // As text: a Uri decodes the query, and a plus sign of the token would arrive as a blank. The editor takes text too.
  if (address !== undefined) await vscode.env.openExternal(address.reveal() as unknown as vscode.Uri);
}
