import * as vscode from "vscode";
import { sessionAround, sessionVariables, variablesToUnset } from "../../core/handOver/variables.ts";
import { clockTime } from "../report/time.ts";
import { withoutTerminalProfile } from "../profiles/terminalProfile.ts";
import { planOfArgument, valueOrShown } from "../sessions/preparedSession.ts";
import { mayOpenTerminal } from "../sessions/workspaceTerminal.ts";
import type { MachineWorkbench } from "../workbench.ts";

/**
 * Opens a terminal that has the session in its environment, alone of all terminals. Variables that would lead programs
 * in it elsewhere are taken out. Keys go by the terminal's environment, never by a command line.
 */
export async function run(workbench: MachineWorkbench, argument: unknown): Promise<void> {
  const { machine, context } = workbench;
  const parts = await machine.live();
  const plan = await planOfArgument(parts, argument);
  if (plan === undefined) return;
  const title = vscode.l10n.t("Open Terminal with Profile");
  if (!(await mayOpenTerminal(machine.aws))) return;
  const handed = await valueOrShown(parts, title, plan, (live, request) => live.handOver(request));
  if (handed === undefined) return;
  const variables = sessionVariables(handed.keys.reveal(), plan);
  const unset = variablesToUnset(variables);
  const environment = machine.aws.environment();
  const hidden = unset.filter((name) => (environment[name] ?? "") !== "");
  const around = sessionAround(environment);
  const who =
    handed.role.arn?.replace(/^.*:assumed-role\//, "") ?? plan.profile ?? vscode.l10n.t("environment");
  const message = [
    handed.role.expiration === undefined
      ? vscode.l10n.t("AWS: {0}", who)
      : vscode.l10n.t("AWS: {0} until {1}", who, clockTime(new Date(handed.role.expiration))),
    ...(around === undefined
      ? []
      : [
          vscode.l10n.t(
            "This window was itself started inside a session ({0}); in this terminal it is replaced.",
            around,
          ),
        ]),
    ...(hidden.length === 0 ? [] : [vscode.l10n.t("Taken out here: {0}", hidden.join(", "))]),
  ];
  await withoutTerminalProfile(context, async () => {
    const terminal = vscode.window.createTerminal({
      name: plainName(handed.role.arn?.split("/").at(-2) ?? plan.profile ?? "AWS"),
      iconPath: new vscode.ThemeIcon("key"),
      message: message.map(plainName).join("\r\n"),
      // A terminal that is brought back after a restart would have lost its keys.
      isTransient: true,
      env: { ...variables, ...Object.fromEntries(unset.map((name) => [name, null])) },
    });
    terminal.show();
    await terminal.processId;
  });
}

/** A name from a file may hold what moves a terminal's cursor or turns its text round. */
function plainName(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "\ufffd");
}
