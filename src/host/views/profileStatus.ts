import * as vscode from "vscode";
import { commands } from "../ids.ts";
import { escapeMarkdown, markdown } from "../markdown.ts";
import type { CurrentProfile } from "../profiles/currentProfile.ts";
import { ProfileInForce } from "../profiles/profileInForce.ts";
import type { MachineParts } from "../workbench.ts";
import { verifiedLine } from "./profileTooltip.ts";
import { sessionEnd, sessionName } from "./sessionRow.ts";
import { plainLabel } from "../plainText.ts";

/**
 * Shows the profile in force in the status bar, with where it comes from and what a live call proved of it; or that
 * there is no such profile any more.
 */
export function showProfileStatus(machine: Omit<MachineParts, "live">): vscode.Disposable {
  const { store, current, checked, sessions, policyChanges } = machine;
  const inForce = new ProfileInForce(store, current);
  const item = vscode.window.createStatusBarItem("assumeRole.profile", vscode.StatusBarAlignment.Left, 10);
  item.name = vscode.l10n.t("AWS Profile");
  item.command = commands.switchProfile;
  const update = () => {
    const name = plainLabel(current.name);
    const gone = inForce.isGone;
    item.text = gone ? `$(warning) ${vscode.l10n.t("{0} is gone", name)}` : `$(key) ${name}`;
    item.backgroundColor = gone ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    item.tooltip = gone ? goneTooltip(current) : tooltip(machine);
    item.accessibilityInformation = {
      label: gone
        ? vscode.l10n.t("AWS profile {0} is gone", current.name)
        : vscode.l10n.t("AWS profile {0}", current.name),
    };
  };
  update();
  item.show();
  void inForce.look();
  sessions.look();
  return vscode.Disposable.from(
    item,
    inForce,
    inForce.onDidChange(update),
    current.onDidChange(update),
    checked.onDidChange(update),
    sessions.onDidChange(update),
    policyChanges.onDidChange(update),
  );
}

function goneTooltip(current: CurrentProfile): vscode.MarkdownString {
  return markdown([
    current.chosen === undefined
      ? vscode.l10n.t("AWS_PROFILE names {0}, and there is no such profile.", escapeMarkdown(current.name))
      : vscode.l10n.t(
          "{0} was chosen for this workspace, and there is no such profile any more.",
          escapeMarkdown(current.name),
        ),
    vscode.l10n.t("Nothing is called with it. Click to choose another."),
  ]);
}

function tooltip(machine: Omit<MachineParts, "live">): vscode.MarkdownString {
  const { aws, current, checked, sessions, policyChanges } = machine;
  const held = sessions.of(current.name);
  const from =
    current.chosen !== undefined
      ? vscode.l10n.t("chosen for this workspace")
      : current.fromEnvironment !== undefined
        ? vscode.l10n.t("from AWS_PROFILE")
        : vscode.l10n.t("the default");
  return markdown([
    `**${escapeMarkdown(current.name)}** (${from})`,
    ...verifiedLine(checked.of(current.name), held.length > 0),
    ...held.flatMap((session) => [
      escapeMarkdown(`${sessionName(session)} · ${sessionEnd(session)}`),
      ...policyChanges.of(session).map(escapeMarkdown),
    ]),
    // https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html: keys in variables beat a profile.
    ...(aws.environment()["AWS_ACCESS_KEY_ID"] === undefined
      ? []
      : [vscode.l10n.t("AWS_ACCESS_KEY_ID is set and overrides this profile in terminals.")]),
  ]);
}
