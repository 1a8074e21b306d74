import * as vscode from "vscode";
import type { HeldSession } from "../../core/livePort.ts";
import { sessionPhase } from "../../core/sessionEnd.ts";
import { escapeMarkdown, markdown } from "../markdown.ts";
import { clockTime } from "../report/time.ts";
import { isSharingOn } from "../sessions/registerSessionSharing.ts";
import { visible } from "../../core/text/visible.ts";

/** How a session looks below its profile: the role and its end, and what a saved policy means for it. */
export function sessionItem(session: HeldSession, changes: readonly string[]): vscode.TreeItem {
  const item = new vscode.TreeItem(visible(sessionName(session)));
  item.id = `session:${session.id}`;
  item.description = [
    sessionEnd(session),
    ...(session.remembered ? [vscode.l10n.t("kept")] : []),
    ...(changes.length === 0 ? [] : [vscode.l10n.t("policy saved since")]),
  ].join(" · ");
  item.iconPath = new vscode.ThemeIcon(iconOf(session));
  // Another word than that of a role profile, whose menu is another.
  item.contextValue = `session ${session.kind === "role" ? "assumed" : session.kind}`;
  item.tooltip = markdown([
    `**${escapeMarkdown(session.arn ?? sessionName(session))}**`,
    vscode.l10n.t("Since {0}, {1}", clockTime(new Date(session.began)), sessionEnd(session)),
    ...whereItIs(session),
    ...changes.map(escapeMarkdown),
  ]);
  item.accessibilityInformation = { label: `${sessionName(session)}, ${item.description}` };
  return item;
}

/** "MyRoleB/first-session", or what the session is of where it is of no role. */
export function sessionName({ arn, kind, mfaSerial }: HeldSession): string {
  if (kind === "mfa") return vscode.l10n.t("MFA {0}", mfaSerial ?? "");
  return arn?.slice(arn.indexOf("/") + 1) ?? vscode.l10n.t("first credentials");
}

export function sessionEnd({ expiration }: HeldSession): string {
  const time = clockTime(new Date(expiration));
  switch (sessionPhase(expiration, new Date())) {
    case "running":
      return vscode.l10n.t("until {0}", time);
    case "ending":
      return vscode.l10n.t("ends at {0}", time);
    case "ended":
      return vscode.l10n.t("ended at {0}", time);
  }
}

function iconOf({ kind, expiration }: HeldSession): string {
  if (sessionPhase(expiration, new Date()) === "ended") return "circle-slash";
  return kind === "mfa" ? "device-mobile" : "clock";
}

function whereItIs({ expiration, remembered, kind }: HeldSession): string[] {
  const phase = sessionPhase(expiration, new Date());
  if (phase === "ended") return [vscode.l10n.t("Its keys are gone. Renew it to go on.")];
  const isShared = phase === "running" && kind !== "mfa" && isSharingOn();
  return [
    ...(phase === "ending"
      ? [vscode.l10n.t("So near its end it is not used again: the next check makes a new one.")]
      : []),
    ...(remembered ? [vscode.l10n.t("Kept in the secret storage of the editor")] : []),
    ...(isShared ? [vscode.l10n.t("Shared: programs in the terminals of this window may use it")] : []),
    ...(remembered || isShared ? [] : [vscode.l10n.t("In the memory of this window only")]),
  ];
}
