import * as vscode from "vscode";
import type { SettingPath } from "../../core/awsFiles/edit/model.ts";
import { settingName } from "../../core/awsFiles/edit/writtenSettings.ts";
import { valueProblem } from "../../core/awsFiles/edit/writable.ts";
import { settingProblem } from "../../core/profiles/settingProblem.ts";

/** What becomes of a setting. */
export type SettingAnswer = { readonly kind: "set"; readonly value: string } | { readonly kind: "remove" };

export interface SettingQuestion {
  readonly profile: string;
  readonly path: SettingPath;
  /** In one line; empty where nothing is known of the key. */
  readonly about: string;
  /** Absent where the setting is new; its value is absent where it is a secret. */
  readonly now?: { readonly value: string | undefined };
  readonly isSecret: boolean;
  readonly offers: readonly vscode.QuickPickItem[];
  /**
   * `only`: nothing else than the offers works. `first`: the offers are what is mostly wanted. `help`: the value is the
   * user's own, and offers are for a start.
   */
  readonly offersAre: "only" | "first" | "help";
  /** What the user should know of a value that works elsewhere. */
  readonly warning?: (value: string) => string | undefined;
}

interface Item extends vscode.QuickPickItem {
  readonly answer?: SettingAnswer | "type";
}

/** Asks for the value of a setting, or whether it goes. Undefined when the user gives up. */
export async function askSetting(question: SettingQuestion): Promise<SettingAnswer | undefined> {
  const { now, offers, offersAre, isSecret } = question;
  const list = isSecret
    ? now !== undefined
    : offers.length > 0 && (offersAre !== "help" || now === undefined);
  return list ? pickValue(question) : typeValue(question, now?.value);
}

async function pickValue(question: SettingQuestion): Promise<SettingAnswer | undefined> {
  const { now, offers, offersAre, isSecret } = question;
  const typed: Item = {
    label: `$(edit) ${isSecret ? vscode.l10n.t("Type a new value") : vscode.l10n.t("Type another value")}`,
    alwaysShow: true,
    answer: "type",
  };
  const remove: Item = {
    label: `$(trash) ${vscode.l10n.t("Remove this setting")}`,
    alwaysShow: true,
    answer: { kind: "remove" },
  };
  const known = offers.map((offer): Item => {
    const words = [
      ...(offer.label === now?.value ? [vscode.l10n.t("as it is")] : []),
      ...(offer.description === undefined ? [] : [offer.description]),
    ];
    return {
      ...offer,
      ...(words.length === 0 ? {} : { description: words.join(" · ") }),
      answer: { kind: "set", value: offer.label },
    };
  });
  const box = vscode.window.createQuickPick<Item>();
  box.title = titleOf(question);
  box.placeholder = question.about;
  box.matchOnDescription = true;
  box.ignoreFocusOut = true;
  box.items = [
    ...(offersAre === "help" ? [typed, ...known] : [...known, ...(offersAre === "only" ? [] : [typed])]),
    ...(now === undefined ? [] : [remove]),
  ];
  box.activeItems = box.items.filter(({ label }) => label === now?.value);
  const picked = await new Promise<{ readonly answer: Item["answer"]; readonly text: string }>((done) => {
    box.onDidAccept(() => {
      done({ answer: box.selectedItems[0]?.answer, text: box.value });
    });
    box.onDidHide(() => {
      done({ answer: undefined, text: "" });
    });
    box.show();
  });
  box.dispose();
  return picked.answer === "type"
    ? typeValue(question, picked.text === "" ? now?.value : picked.text)
    : picked.answer;
}

async function typeValue(
  question: SettingQuestion,
  start: string | undefined,
): Promise<SettingAnswer | undefined> {
  const { path, now, isSecret, about, warning } = question;
  // A secret starts empty: there, an empty box says nothing.
  const mayRemove = now !== undefined && !isSecret;
  const value = await vscode.window.showInputBox({
    title: titleOf(question),
    prompt: mayRemove ? [about, vscode.l10n.t("Empty to remove the setting.")].join(" ").trim() : about,
    ...(start === undefined ? {} : { value: start }),
    password: isSecret,
    ignoreFocusOut: true,
    validateInput: (text) => {
      if (text === "" && mayRemove) {
        return {
          message: vscode.l10n.t("Enter removes the setting."),
          severity: vscode.InputBoxValidationSeverity.Info,
        };
      }
      const problem = valueProblem(text) ?? settingProblem(path.key, text);
      if (problem !== undefined) return problem;
      const words = warning?.(text);
      return words === undefined
        ? undefined
        : { message: words, severity: vscode.InputBoxValidationSeverity.Warning };
    },
  });
  if (value === undefined) return undefined;
  return value === "" ? { kind: "remove" } : { kind: "set", value };
}

function titleOf({ path, profile }: SettingQuestion): string {
  return vscode.l10n.t("{0} of profile '{1}'", settingName(path), profile);
}
