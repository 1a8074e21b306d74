import * as vscode from "vscode";
import type { Plan } from "../../core/profiles/model.ts";
import { runAndReport } from "../liveChecks/liveCommand.ts";
import type { LiveParts } from "../liveChecks/liveParts.ts";
import { sessionOfArgument } from "../sessions/sessionArgument.ts";
import type { MachineWorkbench } from "../workbench.ts";

/** Makes the session of a row, or of the report with this address, anew by the same plan. */
export async function run({ machine }: MachineWorkbench, argument: unknown): Promise<void> {
  const parts = await machine.live();
  const plan = sessionOfArgument(argument)?.plan ?? parts.reports.planOf(argument);
  if (plan !== undefined) await renew(parts, plan);
}

async function renew(parts: LiveParts, plan: Plan): Promise<void> {
  if (!(await parts.runner.confirm({ plan }))) return;
  const role = plan.hops.at(-1)?.roleArn;
  const subject = { document: undefined, target: undefined, profile: plan.profile };
  await runAndReport(
    parts,
    { subject, plan, role: undefined, bucket: undefined },
    vscode.l10n.t("Assume Role {0}", role?.slice(role.lastIndexOf("/") + 1) ?? plan.profile ?? ""),
    (live, request) => live.assumeRole(request),
    (session) => ({ kind: "session", session }),
  );
}
