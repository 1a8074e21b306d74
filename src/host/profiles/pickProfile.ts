import * as vscode from "vscode";
import type { Profile } from "../../core/profiles/model.ts";
import { profileChoice } from "../liveChecks/chooseProfile.ts";
import { profileOfArgument } from "../views/profileArgument.ts";
import type { MachineWorkbench } from "../workbench.ts";
import { plainMessage } from "../plainText.ts";

/** The profile of a row, or the one that the user picks, the one in force first. Undefined when there is none. */
export async function pickProfile(
  { machine: { store, current } }: MachineWorkbench,
  row: unknown,
  title: string,
): Promise<Profile | undefined> {
  const { profiles, byName } = await store.load();
  const named = profileOfArgument(row);
  if (named !== undefined) return byName.get(named.name) ?? named;
  if (profiles.length === 0) {
    await vscode.window.showInformationMessage(
      plainMessage(vscode.l10n.t("No AWS profiles found on {0}.", store.machine.hostName)),
    );
    return undefined;
  }
  const first = byName.get(current.name);
  const sorted = [
    ...(first === undefined ? [] : [first]),
    ...profiles.filter((profile) => profile !== first),
  ];
  const picked = await vscode.window.showQuickPick(
    sorted.map((profile) => profileChoice(profile)),
    { title, placeHolder: vscode.l10n.t("Which profile?"), matchOnDescription: true },
  );
  return picked && byName.get(picked.profile);
}
