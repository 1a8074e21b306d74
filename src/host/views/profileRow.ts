import * as vscode from "vscode";
import { parseArn } from "../../core/arn.ts";
import type { Profile, ProfileProblem } from "../../core/profiles/model.ts";
import { escapeMarkdown, markdown } from "../markdown.ts";
import { visible } from "../../core/text/visible.ts";

/** How one profile looks in the tree: what it is in the description. Its tooltip is in profileTooltip.ts. */
export function profileItem(
  profile: Profile,
  state: { readonly expandable: boolean; readonly current: boolean },
): vscode.TreeItem {
  const item = new vscode.TreeItem(
    visible(profile.name),
    state.expandable ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None,
  );
  // Another id with the first row below: the view would keep that one hidden under a row it knows as a leaf.
  item.id = `profile:${profile.name}${state.expandable ? ":source" : ""}`;
  const broken = profile.problems.find((problem) => problem.severity === "error");
  item.description = [
    ...(state.current ? [vscode.l10n.t("current")] : []),
    ...(broken === undefined ? [summary(profile)] : [broken.message]),
  ]
    .filter((part) => part !== "")
    .map(visible)
    .join(" · ");
  item.iconPath = icon(profile, state);
  item.contextValue = [
    "profile",
    state.current ? "current" : "other",
    ...(profile.roleArn ? ["role"] : []),
  ].join(" ");
  item.accessibilityInformation = { label: `${visible(profile.name)}, ${item.description}` };
  return item;
}

/** A section that is no profile because it is broken, or what is wrong with a whole file. */
export function problemItem(title: string, problem: ProfileProblem): vscode.TreeItem {
  const item = new vscode.TreeItem(visible(title));
  item.description = visible(problem.message);
  item.iconPath = problemIcon(problem.severity);
  item.contextValue = "problem";
  item.tooltip = markdown([escapeMarkdown(problem.message)]);
  return item;
}

/** "role/Deploy · 111122223333 · eu-west-1", or where the keys come from for a profile without a role. */
function summary(profile: Profile): string {
  const role = profile.roleArn === undefined ? undefined : parseArn(profile.roleArn)?.resource;
  return [role ?? profile.roleArn ?? firstCredentials(profile), profile.accountId, profile.region]
    .filter((part) => part !== undefined)
    .join(" · ");
}

function firstCredentials(profile: Profile): string | undefined {
  const has = (key: string) => profile.settings.has(key);
  if (has("sso_account_id")) {
    const role = profile.settings.get("sso_role_name");
    return role?.secret === false ? `SSO ${role.value}` : "SSO";
  }
  if (has("credential_process")) return vscode.l10n.t("credential process");
  if (has("login_session")) return vscode.l10n.t("console login");
  if (has("aws_session_token")) return vscode.l10n.t("temporary keys");
  if (has("aws_access_key_id")) return vscode.l10n.t("static keys");
  return undefined;
}

function icon(profile: Profile, state: { readonly current: boolean }): vscode.ThemeIcon {
  const worst = worstSeverity(profile.problems);
  if (worst !== undefined) return problemIcon(worst);
  if (state.current) return new vscode.ThemeIcon("pass-filled", new vscode.ThemeColor("charts.green"));
  return new vscode.ThemeIcon(profile.roleArn === undefined ? "key" : "account");
}

function worstSeverity(problems: readonly ProfileProblem[]): "error" | "warning" | undefined {
  if (problems.some((problem) => problem.severity === "error")) return "error";
  return problems.some((problem) => problem.severity === "warning") ? "warning" : undefined;
}

function problemIcon(severity: ProfileProblem["severity"]): vscode.ThemeIcon {
  if (severity === "error")
    return new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
  if (severity === "warning")
    return new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
  return new vscode.ThemeIcon("info");
}
