import * as vscode from "vscode";
import { commands } from "../ids.ts";
import type { CheckedProfiles } from "../liveChecks/checkedProfiles.ts";
import type { AwsMachine } from "../awsMachine.ts";
import { escapeMarkdown, markdown } from "../markdown.ts";
import type { CurrentProfile } from "../profiles/currentProfile.ts";
import { clockTime } from "../report/time.ts";

/** Shows the profile in force in the status bar, with where it comes from and what a live call proved of it. */
export function showProfileStatus(
  current: CurrentProfile,
  checked: CheckedProfiles,
  machine: AwsMachine,
): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("assumeRole.profile", vscode.StatusBarAlignment.Left, 10);
  item.name = vscode.l10n.t("AWS Profile");
  item.command = commands.switchProfile;
  const update = () => {
    item.text = `$(key) ${current.name.replaceAll("$(", "$ (")}`;
    item.tooltip = tooltip(current, checked, machine);
    item.accessibilityInformation = { label: vscode.l10n.t("AWS profile {0}", current.name) };
  };
  update();
  item.show();
  return vscode.Disposable.from(item, current.onDidChange(update), checked.onDidChange(update));
}

function tooltip(
  current: CurrentProfile,
  checked: CheckedProfiles,
  machine: AwsMachine,
): vscode.MarkdownString {
  const verified = checked.of(current.name);
  const from =
    current.chosen !== undefined
      ? vscode.l10n.t("chosen for this workspace")
      : current.fromEnvironment !== undefined
        ? vscode.l10n.t("from AWS_PROFILE")
        : vscode.l10n.t("the default");
  return markdown([
    `**${escapeMarkdown(current.name)}** (${from})`,
    verified === undefined
      ? vscode.l10n.t("Not checked yet")
      : vscode.l10n.t("Verified live at {0} as {1}", clockTime(verified.at), escapeMarkdown(verified.arn)),
    // https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html: keys in variables beat a profile.
    ...(machine.environment()["AWS_ACCESS_KEY_ID"] === undefined
      ? []
      : [vscode.l10n.t("AWS_ACCESS_KEY_ID is set and overrides this profile in terminals.")]),
  ]);
}
