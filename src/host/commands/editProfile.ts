import * as vscode from "vscode";
import { setValue } from "../../core/awsFiles/edit/setValue.ts";
import { valueProblem } from "../../core/awsFiles/edit/writable.ts";
import { awsKeys } from "../../core/profiles/keys.ts";
import type { Profile } from "../../core/profiles/model.ts";
import { settingProblem } from "../../core/profiles/settingProblem.ts";
import { changeAwsFiles } from "../profiles/changeAwsFiles.ts";
import { pickProfile } from "../profiles/pickProfile.ts";
import type { MachineWorkbench } from "../workbench.ts";

/** Changes one setting of a profile where it stands, or adds it. A secret is neither shown nor echoed. */
export async function run(workbench: MachineWorkbench, row: unknown): Promise<void> {
  const title = vscode.l10n.t("Edit Profile");
  const profile = await pickProfile(workbench, row, title);
  if (profile === undefined) return;
  const key = await pickKey(profile, title);
  if (key === undefined) return;
  const setting = profile.settings.get(key.name);
  const value = await vscode.window.showInputBox({
    title: vscode.l10n.t("{0} of profile '{1}'", key.name, profile.name),
    ...(setting?.secret === false ? { value: setting.value } : {}),
    password: key.secret,
    ignoreFocusOut: true,
    validateInput: (text) => valueProblem(text) ?? settingProblem(key.name, text),
  });
  if (value === undefined || (setting?.secret === false && setting.value === value)) return;
  await changeAwsFiles(workbench, title, (files) => setValue(files, profile.name, key.name, value));
}

interface Key {
  readonly name: string;
  readonly secret: boolean;
}

async function pickKey(profile: Profile, title: string): Promise<Key | undefined> {
  // A nested key (`s3.max_queue_size`) is edited in the file.
  const own = [...profile.settings].filter(([key]) => !key.includes("."));
  const others = [...awsKeys].filter((key) => !profile.settings.has(key) && !isKeyPart(key)).sort();
  const items: (vscode.QuickPickItem & { readonly key?: Key })[] = [
    ...own.map(([name, setting]) => ({
      label: name,
      description: setting.secret ? "••••••••" : setting.value,
      key: { name, secret: setting.secret },
    })),
    { label: vscode.l10n.t("Add"), kind: vscode.QuickPickItemKind.Separator },
    ...others.map((name) => ({ label: name, key: { name, secret: false } })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t("Which setting of '{0}'?", profile.name),
    matchOnDescription: true,
  });
  return picked?.key;
}

/** Keys come as a whole, with New Profile; one alone would be half a pair. */
function isKeyPart(key: string): boolean {
  return /^aws_(access_key_id|secret_access_key|session_token)$/.test(key);
}
