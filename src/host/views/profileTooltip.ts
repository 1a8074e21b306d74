import * as vscode from "vscode";
import type { Environment, Profile, Profiles } from "../../core/profiles/model.ts";
import { planDifferences } from "../../core/profiles/differences.ts";
import { describePlan, planForProfile } from "../../core/profiles/plan.ts";
import { visible } from "../../core/text/visible.ts";
import type { Verified } from "../liveChecks/checkedProfiles.ts";
import { escapeMarkdown, markdown } from "../markdown.ts";
import { clockTime } from "../report/time.ts";

/** A tooltip has no room for more; Show Plan has. */
const mostHops = 6;

/** What is known of a profile: its problems, the plan with its calls, and what a live call proved. */
export function profileTooltip(
  profiles: Profiles,
  profile: Profile,
  environment: Environment,
  verified: Verified | undefined,
  hasSessions: boolean,
): vscode.MarkdownString {
  const plan = planForProfile(profiles, profile.name, environment);
  const shown = (text: string): string => escapeMarkdown(visible(text));
  const differences = plan.kind === "plan" ? planDifferences(plan) : [];
  // Told among the differences, not twice.
  const problems = profile.problems.filter(({ message }) => !differences.includes(message));
  return markdown([
    `**${shown(profile.name)}**`,
    ...problems.map(({ message }) => shown(message)),
    ...(plan.kind === "plan" ? describePlan(plan.plan, mostHops).map(escapeMarkdown) : []),
    ...(differences.length === 0
      ? []
      : ["", `**${vscode.l10n.t("What the AWS CLI and the SDKs do differently")}**`]),
    ...differences.map((difference) => `• ${shown(difference)}`),
    "",
    ...verifiedLine(verified, hasSessions),
  ]);
}

/** What a live call proved of a profile. A session that runs says more than that nothing was checked in this window. */
export function verifiedLine(verified: Verified | undefined, hasSessions: boolean): string[] {
  if (verified !== undefined)
    return [
      vscode.l10n.t("Verified live at {0} as {1}", clockTime(verified.at), escapeMarkdown(verified.arn)),
    ];
  return hasSessions ? [] : [vscode.l10n.t("Not checked yet")];
}
