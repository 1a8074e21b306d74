import * as vscode from "vscode";
import { roleArnProblem } from "../../core/arn.ts";

interface RoleItem extends vscode.QuickPickItem {
  readonly roleArn?: string;
  /** Asks AWS for the roles of the account. */
  readonly list?: boolean;
}

export interface RoleSources {
  readonly history: readonly string[];
  /** Of the open document, with where each stands. */
  readonly document: readonly { readonly roleArn: string; readonly origin: string }[];
  /** Roles of the account, when they are asked for; undefined where there is no answer. */
  readonly list: () => Promise<
    readonly { readonly arn: string; readonly description?: string }[] | undefined
  >;
}

/** A role's ARN: typed, of the open document, of earlier times, or of those that IAM lists. Undefined: given up. */
export async function pickRole(sources: RoleSources): Promise<string | undefined> {
  const item = (roleArn: string, detail: string): RoleItem => ({
    label: roleArn.slice(roleArn.lastIndexOf("/") + 1),
    description: roleArn,
    detail,
    roleArn,
  });
  const offered: RoleItem[] = [
    ...sources.document.map(({ roleArn, origin }) => item(roleArn, origin)),
    ...sources.history
      .filter((arn) => !sources.document.some(({ roleArn }) => roleArn === arn))
      .map((arn) => item(arn, vscode.l10n.t("assumed before"))),
    { label: vscode.l10n.t("$(cloud) List the roles of the account…"), list: true, alwaysShow: true },
  ];
  const picked = await showRoles(offered);
  if (picked?.list !== true) return picked?.roleArn;
  const listed = await sources.list();
  if (listed === undefined) return undefined;
  const again = await showRoles(listed.map(({ arn, description }) => item(arn, description ?? "")));
  return again?.roleArn;
}

function showRoles(offered: readonly RoleItem[]): Promise<RoleItem | undefined> {
  const pick = vscode.window.createQuickPick<RoleItem>();
  pick.title = vscode.l10n.t("Assume Any Role");
  pick.placeholder = "arn:aws:iam::111122223333:role/Deploy";
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  pick.items = offered;
  return new Promise((resolve) => {
    pick.onDidChangeValue((value) => {
      pick.items = [...typedRole(value.trim()), ...offered];
    });
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      // A line that only says what is wrong with the typed text cannot be taken.
      if (item === undefined || (item.roleArn === undefined && item.list !== true)) return;
      // Before the pick goes, which tells onDidHide.
      resolve(item);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function typedRole(value: string): RoleItem[] {
  if (!value.startsWith("arn:")) return [];
  const problem = roleArnProblem(value);
  return [
    problem === undefined
      ? { label: value, detail: vscode.l10n.t("typed"), roleArn: value, alwaysShow: true }
      : { label: `$(error) ${value}`, detail: problem, alwaysShow: true },
  ];
}
