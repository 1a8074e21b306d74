import * as vscode from "vscode";
import { chosenKind, kindChoices, type ChosenKind } from "../kindChoices.ts";
import { kindOf } from "../openDocument.ts";
import { policyKindNames } from "../policyKindNames.ts";
import type { Workbench } from "../workbench.ts";

interface KindItem extends vscode.QuickPickItem {
  readonly chooses?: ChosenKind;
}

/**
 * Asks what the open JSON file is; the answer is kept for the file. A key binding may give the answer as the argument: a
 * kind, `none` or `automatic`.
 */
export async function run(_workbench: Workbench, argument: unknown): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || !["json", "jsonc"].includes(document.languageId)) {
    await vscode.window.showInformationMessage(vscode.l10n.t("Open a JSON file first."));
    return;
  }
  if (argument === "automatic") {
    await kindChoices.choose(document.uri, undefined);
    return;
  }
  if (isChosenKind(argument)) {
    await kindChoices.choose(document.uri, argument);
    return;
  }
  const chosen = chosenKind(document);
  const current = chosen ?? kindOf(document);
  const item = (kind: ChosenKind, label: string, detail: string): KindItem => ({
    chooses: kind,
    label,
    detail,
    ...(kind === current
      ? { description: chosen === undefined ? vscode.l10n.t("by name or content") : vscode.l10n.t("chosen") }
      : {}),
  });
  const names = policyKindNames();
  const automatic: KindItem = {
    label: vscode.l10n.t("By name and content"),
    detail: vscode.l10n.t("Forget what was chosen for this file"),
  };
  const picked = await vscode.window.showQuickPick(
    [
      item("trust", names.trust, vscode.l10n.t("Who may assume a role")),
      item("identity", names.identity, vscode.l10n.t("What a role, user or group may do: inline or managed")),
      item("bucket", names.bucket, vscode.l10n.t("Who may use a bucket and its objects")),
      item("session", names.session, vscode.l10n.t("Narrows one session of a role")),
      item("boundary", names.boundary, vscode.l10n.t("The most that a role or user can be allowed")),
      item("scp", names.scp, vscode.l10n.t("The most that the accounts of an organization can be allowed")),
      item("rcp", names.rcp, vscode.l10n.t("The most that the resources of an organization can allow")),
      item("none", vscode.l10n.t("Not a policy"), vscode.l10n.t("Leave this file alone")),
      automatic,
    ],
    { title: vscode.l10n.t("What is this file?"), matchOnDetail: true },
  );
  if (picked !== undefined) await kindChoices.choose(document.uri, picked.chooses);
}

function isChosenKind(value: unknown): value is ChosenKind {
  return typeof value === "string" && (value === "none" || Object.hasOwn(policyKindNames(), value));
}
