import * as vscode from "vscode";
import { mask } from "../../core/awsFiles/edit/maskSecrets.ts";
import type { SettingPath } from "../../core/awsFiles/edit/model.ts";
import { settingName, type WrittenSetting } from "../../core/awsFiles/edit/writtenSettings.ts";
import type { AwsKeyFacts } from "../../language/awsFiles/keyFacts.ts";

/** What the user wants to do to a profile. */
export type PickedSetting =
  | { readonly kind: "change" | "remove"; readonly setting: WrittenSetting }
  | { readonly kind: "open"; readonly setting: WrittenSetting }
  | { readonly kind: "add"; readonly path: SettingPath; readonly facts: AwsKeyFacts }
  /** A key of another tool, by its name. */
  | { readonly kind: "addOther" }
  /** Of what was changed so far. */
  | { readonly kind: "review" };

/** A key that can be added, with the words for it. */
export interface OfferedKey {
  readonly path: SettingPath;
  readonly facts: AwsKeyFacts;
}

export interface SettingList {
  readonly title: string;
  readonly profile: string;
  readonly settings: readonly WrittenSetting[];
  readonly offered: readonly OfferedKey[];
  /** How many changes wait to be written. */
  readonly waiting: number;
}

interface Item extends vscode.QuickPickItem {
  readonly does?: PickedSetting;
}

const removeButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon("trash"),
  tooltip: vscode.l10n.t("Remove"),
};

/** Lists the settings of a profile, file by file, and below them what can be added. Undefined when the user gives up. */
export async function pickSetting(list: SettingList): Promise<PickedSetting | undefined> {
  const box = vscode.window.createQuickPick<Item>();
  box.title = `${list.title}: ${list.profile}`;
  box.placeholder = vscode.l10n.t("Which setting? Pick one to change or remove it, or one to add");
  box.matchOnDescription = true;
  box.matchOnDetail = true;
  box.ignoreFocusOut = true;
  box.items = itemsOf(list);
  const picked = await new Promise<PickedSetting | undefined>((done) => {
    box.onDidAccept(() => {
      done(box.selectedItems[0]?.does);
    });
    box.onDidTriggerItemButton(({ item, button }) => {
      if (item.does?.kind !== "change") return;
      done({ kind: button === removeButton ? "remove" : "open", setting: item.does.setting });
    });
    box.onDidHide(() => {
      done(undefined);
    });
    box.show();
  });
  box.dispose();
  return picked;
}

function itemsOf({ settings, offered, waiting }: SettingList): readonly Item[] {
  const separator = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const written = settings.map((setting, index): readonly Item[] => {
    const item = {
      label: settingName(setting.path),
      description: setting.isBlock ? vscode.l10n.t("a block of keys") : (setting.value ?? mask),
      buttons: [
        {
          iconPath: new vscode.ThemeIcon("go-to-file"),
          tooltip: vscode.l10n.t("Open in the File, Line {0}", setting.line),
        },
        removeButton,
      ],
      does: { kind: "change", setting },
    } as const;
    const isFirst = settings[index - 1]?.file !== setting.file;
    return isFirst ? [separator(setting.file), item] : [item];
  });
  const review: Item = {
    label: `$(diff) ${vscode.l10n.t("Show the changes made so far and write them")}`,
    does: { kind: "review" },
  };
  return [
    ...(waiting > 0 ? [review] : []),
    ...written.flat(),
    separator(vscode.l10n.t("Add")),
    ...offered.map(({ path, facts }): Item => ({
      label: settingName(path),
      detail: firstSentence(facts.text),
      does: { kind: "add", path, facts },
    })),
    {
      label: vscode.l10n.t("Another key"),
      detail: vscode.l10n.t("Of a tool that has its own, such as aws-vault or granted."),
      does: { kind: "addOther" },
    },
  ];
}

/** In one line and without Markdown. */
export function firstSentence(markdown: string): string {
  const plain = markdown.replaceAll("`", "");
  return /^.*?[^.]\.(?=\s|$)/.exec(plain)?.[0] ?? plain;
}
