import * as vscode from "vscode";
import { addSection } from "../../core/awsFiles/edit/addSection.ts";
import { filesAfter, inOrder, type FilesChange } from "../../core/awsFiles/edit/inOrder.ts";
import type { AwsFiles, SettingPath } from "../../core/awsFiles/edit/model.ts";
import { removeValue } from "../../core/awsFiles/edit/removeValue.ts";
import { sectionsOf } from "../../core/awsFiles/edit/sectionsOf.ts";
import { setValue } from "../../core/awsFiles/edit/setValue.ts";
import { keyProblem } from "../../core/awsFiles/edit/writable.ts";
import {
  settingName,
  writtenSettings,
  type WrittenSetting,
} from "../../core/awsFiles/edit/writtenSettings.ts";
import { KeyTable } from "../../core/profiles/keys.ts";
import { loadProfiles } from "../../core/profiles/load.ts";
import { isOfCredentialsFile } from "../../language/awsFiles/keyOrder.ts";
import { addableSettings, factsOf, valuesOf, valueWarning } from "../../language/awsFiles/profileSettings.ts";
import { askAccessKeys } from "../profiles/askNewProfile.ts";
import { askSetting } from "../profiles/askSetting.ts";
import { changeOrGoOn, readForEdit } from "../profiles/changeAwsFiles.ts";
import { pickProfile } from "../profiles/pickProfile.ts";
import { firstSentence, pickSetting, type PickedSetting } from "../profiles/pickSetting.ts";
import type { MachineWorkbench } from "../workbench.ts";
import { plainMessage } from "../plainText.ts";

/**
 * Lists the settings of a profile, and changes, removes or adds some: each is shown as a difference and written at once,
 * or together with further ones. A secret is neither shown nor echoed.
 */
export async function run(workbench: MachineWorkbench, row: unknown): Promise<void> {
  const title = vscode.l10n.t("Edit Profile");
  const profile = await pickProfile(workbench, row, title);
  if (profile === undefined) return;
  const { name } = profile;
  let changes: readonly FilesChange[] = [];
  for (;;) {
    const files = await filesWith(workbench, changes);
    if (files === undefined) return;
    const settings = writtenSettings(files, name);
    const picked = await pickSetting({
      title,
      profile: name,
      settings,
      offered: addableSettings(
        loadProfiles(files),
        name,
        new Set(settings.map(({ path }) => settingName(path).toLowerCase())),
      ),
      waiting: changes.length,
    });
    if (picked === undefined) return;
    if (picked.kind === "open") {
      await open(workbench, picked.setting);
      return;
    }
    const more = picked.kind === "review" ? [] : await changesFor(workbench, files, name, picked, settings);
    // Given up: back to the list.
    if (more === undefined) continue;
    const all = [...changes, ...more];
    const answer = await changeOrGoOn(
      workbench,
      title,
      (now) => inOrder(now, all),
      vscode.l10n.t("Change another setting first"),
    );
    if (answer !== "goOn") return;
    changes = all;
  }
}

/** The files as they are with the changes made; undefined when the user was told why they cannot be. */
async function filesWith(
  workbench: MachineWorkbench,
  changes: readonly FilesChange[],
): Promise<AwsFiles | undefined> {
  const read = await readForEdit(workbench);
  const result = read.kind === "refused" ? read : inOrder(read.files, changes);
  if (read.kind === "files" && result.kind === "edits") return filesAfter(read.files, result.files);
  if (result.kind === "refused") await vscode.window.showErrorMessage(plainMessage(result.message));
  return undefined;
}

async function changesFor(
  workbench: MachineWorkbench,
  files: AwsFiles,
  profile: string,
  picked: Exclude<PickedSetting, { kind: "open" | "review" }>,
  settings: readonly WrittenSetting[],
): Promise<readonly FilesChange[] | undefined> {
  switch (picked.kind) {
    case "remove":
      return removal(profile, picked.setting, settings);
    case "change":
      return isOfKeyPair(picked.setting.path)
        ? askKeyPair(profile, settings)
        : picked.setting.isBlock
          ? askBlock(profile, picked.setting)
          : askChange(workbench, files, profile, picked.setting.path, picked.setting);
    case "add":
      return askChange(workbench, files, profile, picked.path, undefined);
    case "addOther": {
      const key = await askKeyName(settings);
      return key === undefined ? undefined : askChange(workbench, files, profile, { key }, undefined);
    }
  }
}

/** Keys that only work together go together. */
function removal(
  profile: string,
  { path }: WrittenSetting,
  settings: readonly WrittenSetting[],
): readonly FilesChange[] {
  const isHalf = path.key === "aws_access_key_id" || path.key === "aws_secret_access_key";
  const gone = isHalf ? settings.filter((setting) => isOfKeyPair(setting.path)) : [{ path }];
  return gone.map((setting) => (files) => removeValue(files, profile, setting.path));
}

const keyPair: ReadonlySet<string> = new Set([
  "aws_access_key_id",
  "aws_secret_access_key",
  "aws_session_token",
  "aws_security_token",
]);

function isOfKeyPair({ key, nestedIn }: SettingPath): boolean {
  return nestedIn === undefined && keyPair.has(key);
}

/** A block only goes whole; its keys have lines of their own. */
async function askBlock(
  profile: string,
  { path, value }: WrittenSetting,
): Promise<readonly FilesChange[] | undefined> {
  const answer = await askSetting({
    profile,
    path,
    about: vscode.l10n.t("Its keys stand in the list too, each by itself"),
    now: { value },
    isSecret: false,
    offers: [],
    offersAre: "only",
  });
  return answer && [(files) => removeValue(files, profile, path)];
}

/** Other keys in place of those that stand there, or none: one of them alone would be half a pair. */
async function askKeyPair(
  profile: string,
  settings: readonly WrittenSetting[],
): Promise<readonly FilesChange[] | undefined> {
  const pair = settings.filter(({ path }) => isOfKeyPair(path));
  const replace = { label: `$(edit) ${vscode.l10n.t("Replace the access keys")}` };
  const remove = {
    label: `$(trash) ${vscode.l10n.t("Remove the access keys")}`,
    description: vscode.l10n.t("AWS does not show a secret again"),
  };
  const picked = await vscode.window.showQuickPick([replace, remove], {
    title: vscode.l10n.t("Access keys of profile '{0}'", profile),
    placeHolder: vscode.l10n.t("They work together only, so that they change together"),
    ignoreFocusOut: true,
  });
  if (picked === undefined) return undefined;
  if (picked === remove)
    return pair.map(
      ({ path }) =>
        (files) =>
          removeValue(files, profile, path),
    );
  const answers = await askAccessKeys(vscode.l10n.t("New access keys of profile '{0}'", profile));
  if (answers === undefined) return undefined;
  const given = new Set(answers.entries.map(([key]) => key));
  return [
    ...answers.entries.map(
      ([key, value]): FilesChange =>
        (files) =>
          setValue(files, profile, { key }, value),
    ),
    ...pair
      .filter(({ path }) => !given.has(path.key))
      .map(
        ({ path }): FilesChange =>
          (files) =>
            removeValue(files, profile, path),
      ),
  ];
}

async function askChange(
  workbench: MachineWorkbench,
  files: AwsFiles,
  profile: string,
  path: SettingPath,
  setting: WrittenSetting | undefined,
): Promise<readonly FilesChange[] | undefined> {
  const profiles = loadProfiles(files);
  const { facts: known } = await workbench.authoring();
  const facts = factsOf(path);
  const values = valuesOf(profiles, await known.now(), profile, path);
  const answer = await askSetting({
    profile,
    path,
    about: facts === undefined ? "" : firstSentence(facts.text),
    ...(setting === undefined ? {} : { now: { value: setting.value } }),
    isSecret: new KeyTable().of(path.key).secret,
    offers: values.offers.map(({ label, detail, documentation }) => ({
      label,
      description: detail ?? documentation ?? "",
    })),
    offersAre: values.are,
    warning: (value) => valueWarning(profiles, profile, path, value),
  });
  switch (answer?.kind) {
    case undefined:
      return undefined;
    case "remove":
      return [(now) => removeValue(now, profile, path)];
    case "set": {
      const change: FilesChange = (now) => setValue(now, profile, path, answer.value);
      // What only the config file is for does not go into the credentials file, where some tools would not look.
      const needsConfig =
        setting === undefined &&
        facts !== undefined &&
        !isOfCredentialsFile(facts) &&
        sectionsOf(files.config, profile).length === 0;
      const section: FilesChange = (now) =>
        addSection(now, { file: "config", type: "profile", name: profile, entries: [] });
      return needsConfig ? [section, change] : [change];
    }
  }
}

function askKeyName(settings: readonly WrittenSetting[]): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Edit Profile"),
    prompt: vscode.l10n.t("Name of the key"),
    placeHolder: "granted_color",
    ignoreFocusOut: true,
    validateInput: (text) =>
      settings.some(({ path }) => path.nestedIn === undefined && path.key === text)
        ? vscode.l10n.t("The profile has this key: pick it in the list.")
        : isOfKeyPair({ key: text })
          ? vscode.l10n.t("Access keys come with New Profile: one alone would be half a pair.")
          : keyProblem(text),
  });
}

async function open({ machine: { store } }: MachineWorkbench, { file, line }: WrittenSetting): Promise<void> {
  const document = await vscode.workspace.openTextDocument(store.uri(file));
  const at = new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}
