import * as vscode from "vscode";
import type { PolicyKind } from "../core/policy/model.ts";

/** The kinds of policies in the user's words, in the order of a list. */
export function policyKindNames(): Readonly<Record<PolicyKind, string>> {
  return {
    trust: vscode.l10n.t("Trust policy"),
    identity: vscode.l10n.t("Identity policy"),
    bucket: vscode.l10n.t("Bucket policy"),
    session: vscode.l10n.t("Session policy"),
    boundary: vscode.l10n.t("Permissions boundary"),
    scp: vscode.l10n.t("Service control policy"),
    rcp: vscode.l10n.t("Resource control policy"),
  };
}
