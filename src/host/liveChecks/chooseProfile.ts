import * as vscode from "vscode";
import type { Target } from "../../core/openConfig/model.ts";
import type { Profile, Profiles } from "../../core/profiles/model.ts";
import { rankProfiles } from "../../core/profiles/rank.ts";
import { plainLabel } from "../plainText.ts";

/**
 * The profile that makes the call: the one the document names; else the current one, unless the document's
 * principals fit another and not this one, and then the user picks. Undefined when the user gives up; `environment`
 * when there is no profile at all and the variables of the environment are the credentials.
 */
export async function chooseProfile(
  profiles: Profiles,
  target: Target | undefined,
  current: string,
): Promise<{ readonly profile: string } | "environment" | undefined> {
  const known = (name: string) => profiles.profiles.some((profile) => profile.name === name);
  const named = target?.profile;
  if (named !== undefined && known(named)) return { profile: named };
  if (profiles.profiles.length === 0) return "environment";

  const fitting = rankProfiles(profiles, target?.principals ?? []);
  const currentFits = fitting.length === 0 || fitting.some((profile) => profile.name === current);
  if (named === undefined && currentFits && known(current)) return { profile: current };

  const others = profiles.profiles.filter((profile) => !fitting.includes(profile));
  const picked = await vscode.window.showQuickPick(
    [
      ...fitting.map((profile) =>
        profileChoice(profile, vscode.l10n.t("fits the principals of the document")),
      ),
      ...others.map((profile) => profileChoice(profile)),
    ],
    {
      title: vscode.l10n.t("Which profile makes the call?"),
      placeHolder:
        named === undefined
          ? vscode.l10n.t("Profile")
          : vscode.l10n.t("The document names profile '{0}', which is not on this machine", named),
      matchOnDescription: true,
    },
  );
  return picked && { profile: picked.profile };
}

/** The label shows the name as it can be shown; `profile` is the name. */
export interface ProfileChoice extends vscode.QuickPickItem {
  readonly profile: string;
}

/** One row of a profile pick. */
export function profileChoice(profile: Profile, detail?: string): ProfileChoice {
  const broken = profile.problems.find((problem) => problem.severity === "error");
  return {
    label: plainLabel(profile.name),
    profile: profile.name,
    description: plainLabel(
      [profile.roleArn ?? profile.accountId, profile.region].filter((part) => part !== undefined).join(" · "),
    ),
    ...(broken === undefined
      ? detail === undefined
        ? {}
        : { detail }
      : { detail: `$(error) ${plainLabel(broken.message)}` }),
  };
}
