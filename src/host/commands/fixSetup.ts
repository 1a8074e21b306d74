import * as vscode from "vscode";
import { checkSetup } from "../../core/setup/checkSetup.ts";
import type { SetupFix } from "../../core/setup/model.ts";
import { commands } from "../ids.ts";
import { setupFacts } from "../setupFacts.ts";
import type { MachineWorkbench } from "../workbench.ts";
import { plainMessage } from "../plainText.ts";

/** Mends what a line of the report of the set-up says, and makes the report again. Called by the lens above the line. */
export async function run({ machine: { aws, store } }: MachineWorkbench, argument: unknown): Promise<void> {
  // Any extension can call a command: only what the machine is found to need now is done.
  const needed = checkSetup(await setupFacts(aws)).flatMap(({ fix }) => (fix === undefined ? [] : [fix]));
  const fix = needed.find((one) => sameFix(one, argument));
  if (fix?.kind === "close") {
    const problem = await aws.setMode(fix.path, fix.mode);
    if (problem !== undefined) {
      await vscode.window.showErrorMessage(
        plainMessage(vscode.l10n.t("{0} stays open to others: {1}", fix.path, problem)),
      );
      return;
    }
  } else if (fix?.kind === "signIn") {
    const profile = (await store.load()).byName.get(fix.profile);
    if (profile !== undefined)
      await vscode.commands.executeCommand(commands.ssoSignIn, { kind: "profile", profile });
  }
  await vscode.commands.executeCommand(commands.checkSetup, "again");
}

function sameFix(fix: SetupFix, argument: unknown): boolean {
  return JSON.stringify(fix) === JSON.stringify(argument);
}
