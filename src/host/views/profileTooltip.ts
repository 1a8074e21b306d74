import * as vscode from "vscode";
import type { Environment, Profile, Profiles } from "../../core/profiles/model.ts";
import { describePlan, planForProfile } from "../../core/profiles/plan.ts";
import type { Verified } from "../liveChecks/checkedProfiles.ts";
import { escapeMarkdown, markdown } from "../markdown.ts";
import { clockTime } from "../report/time.ts";

/** What is known of a profile: its problems, the plan with its calls, and what a live call proved. */
export function profileTooltip(
  profiles: Profiles,
  profile: Profile,
  environment: Environment,
  verified: Verified | undefined,
): vscode.MarkdownString {
  const plan = planForProfile(profiles, profile.name, environment);
  return markdown([
    `**${escapeMarkdown(profile.name)}**`,
    ...profile.problems.map((problem) => escapeMarkdown(problem.message)),
    ...(plan.kind === "plan" ? describePlan(plan.plan).map(escapeMarkdown) : []),
    "",
    verified === undefined
      ? vscode.l10n.t("Not checked yet")
      : vscode.l10n.t("Verified live at {0} as {1}", clockTime(verified.at), escapeMarkdown(verified.arn)),
  ]);
}
