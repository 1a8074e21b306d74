import * as vscode from "vscode";
import { assumedRoleMatches } from "../../core/arn.ts";
import { prepareRun, runAndReport, subjectOf, type PreparedRun } from "../liveChecks/liveCommand.ts";
import type { IdentityComparison } from "../report/render.ts";
import { profileOfArgument } from "../views/profileArgument.ts";
import type { MachineWorkbench } from "../workbench.ts";
import { plainMessage } from "../plainText.ts";

/** Asks AWS who we are at the end of the chain, and compares it with the role of the open document. */
export async function run({ machine }: MachineWorkbench, argument: unknown): Promise<void> {
  const parts = await machine.live();
  const subject = await subjectOf(parts, profileOfArgument(argument)?.name);
  const prepared = await prepareRun(parts, subject, undefined);
  if (prepared === undefined) return;
  const name = prepared.plan.profile ?? vscode.l10n.t("environment");
  const identity = await runAndReport(
    parts,
    prepared,
    vscode.l10n.t("Caller Identity {0}", name),
    (live, request) => live.callerIdentity(request),
    (value) => {
      const comparison = compare(value.arn, prepared);
      return { kind: "identity", identity: value, ...(comparison === undefined ? {} : { comparison }) };
    },
  );
  if (identity === undefined) return;
  if (prepared.plan.profile !== undefined && prepared.role === undefined) {
    parts.checked.set(prepared.plan.profile, { arn: identity.arn, at: new Date() });
  }
  const comparison = compare(identity.arn, prepared);
  if (comparison === undefined)
    vscode.window.setStatusBarMessage(vscode.l10n.t("You are {0}", identity.arn), 10_000);
  else if (comparison.matches) vscode.window.setStatusBarMessage(comparison.sentence, 10_000);
  else await vscode.window.showWarningMessage(plainMessage(comparison.sentence));
}

/**
 * Match or mismatch in words: what the guides make their readers compare by eye. The session's ARN has neither the
 * path of the role nor the service `iam`: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
function compare(arn: string, { subject, role, plan }: PreparedRun): IdentityComparison | undefined {
  const expected = role?.expectedIdentity ?? subject.target?.expectedIdentity;
  if (expected?.includes(":assumed-role/") === true) {
    return comparison(arn === expected, arn, expected);
  }
  const wanted = role === undefined ? (expected ?? plan.hops.at(-1)?.roleArn) : plan.hops.at(-1)?.roleArn;
  return wanted === undefined ? undefined : comparison(assumedRoleMatches(arn, wanted), arn, wanted);
}

function comparison(matches: boolean, arn: string, expected: string): IdentityComparison {
  return {
    matches,
    sentence: matches
      ? vscode.l10n.t("Match: {0} is the session of {1}.", arn, expected)
      : vscode.l10n.t("Mismatch: AWS says {0}, the open config expects {1}.", arn, expected),
  };
}
