import * as vscode from "vscode";
import { clockTime } from "../report/time.ts";
import { prepareRun, runAndReport, subjectOf } from "../liveChecks/liveCommand.ts";
import { profileOfArgument } from "../views/profileArgument.ts";
import type { MachineWorkbench } from "../workbench.ts";
import { plainMessage } from "../plainText.ts";

/** Assumes the role of the open document (or of a profile), hop by hop, always anew. */
export async function run({ machine }: MachineWorkbench, argument: unknown): Promise<void> {
  const parts = await machine.live();
  const subject = await subjectOf(parts, profileOfArgument(argument)?.name);
  const prepared = await prepareRun(parts, subject, undefined);
  if (prepared === undefined) return;
  const role = prepared.plan.hops.at(-1)?.roleArn;
  if (role === undefined) {
    await vscode.window.showInformationMessage(
      plainMessage(
        vscode.l10n.t(
          "Profile '{0}' has no role to assume. Open a role config, a trust policy or an identity policy that names one, or pick a role profile.",
          prepared.plan.profile ?? "",
        ),
      ),
    );
    return;
  }
  const session = await runAndReport(
    parts,
    prepared,
    vscode.l10n.t("Assume Role {0}", role.slice(role.lastIndexOf("/") + 1)),
    (live, request) => live.assumeRole(request),
    (value) => ({ kind: "session", session: value }),
  );
  if (session?.arn === undefined) return;
  const until = session.expiration === undefined ? "" : clockTime(new Date(session.expiration));
  vscode.window.setStatusBarMessage(vscode.l10n.t("Assumed {0} until {1}", session.arn, until), 10_000);
}
