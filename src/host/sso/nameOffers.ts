import * as vscode from "vscode";
import { profileNameProblem } from "../../core/awsFiles/edit/writable.ts";
import type { SsoOffer } from "../../core/sso/offers.ts";
import { DEFAULT_NAME_PATTERN, namePatternProblem, proposedNames } from "../../core/sso/profileNames.ts";
import type { NamedOffer } from "../../core/sso/sections.ts";
import { plainLabel } from "../plainText.ts";
import { detailsOf } from "./pickOffers.ts";

/** The pattern that was used last. */
const key = "ssoNamePattern";

type Choice = vscode.QuickPickItem & {
  readonly is?:
    | { readonly kind: "done" }
    | { readonly kind: "pattern" }
    | { readonly kind: "name"; readonly index: number };
};

/**
 * Names for the profiles of some offers: made of a pattern, which the user can change, as they can each name. Undefined
 * when they give up. `taken` are the names that other profiles have.
 */
export async function nameOffers(
  title: string,
  state: vscode.Memento,
  offers: readonly SsoOffer[],
  taken: ReadonlySet<string>,
): Promise<readonly NamedOffer[] | undefined> {
  let pattern = patternOf(state);
  const own = new Map<number, string>();
  for (;;) {
    const named = namedBy(offers, pattern, taken, own);
    const [only] = named;
    if (named.length === 1 && only !== undefined) {
      const name = await askName(title, only, taken);
      return name === undefined ? undefined : [{ ...only, name }];
    }
    const picked = await vscode.window.showQuickPick(choices(named, pattern), {
      title,
      placeHolder: vscode.l10n.t("Go on with these names, or choose one to change it."),
      matchOnDescription: true,
      ignoreFocusOut: true,
    });
    const is = picked?.is;
    if (is === undefined) return undefined;
    if (is.kind === "done") {
      await state.update(key, pattern);
      return named;
    }
    if (is.kind === "pattern") {
      pattern = (await askPattern(title, pattern, (one) => namedBy(offers, one, taken, own))) ?? pattern;
      continue;
    }
    const one = named[is.index];
    const others = named.filter((_, index) => index !== is.index).map(({ name }) => name);
    const name = one && (await askName(title, one, new Set([...taken, ...others])));
    if (name !== undefined) own.set(is.index, name);
  }
}

function patternOf(state: vscode.Memento): string {
  const kept = state.get<unknown>(key);
  return typeof kept === "string" && namePatternProblem(kept) === undefined ? kept : DEFAULT_NAME_PATTERN;
}

/** `own` are the names that were typed, by the index of their offer. */
function namedBy(
  offers: readonly SsoOffer[],
  pattern: string,
  taken: ReadonlySet<string>,
  own: ReadonlyMap<number, string>,
): readonly NamedOffer[] {
  const rest = offers.filter((_, index) => !own.has(index));
  const proposed = [...proposedNames(rest, pattern, new Set([...taken, ...own.values()]))];
  return offers.map((offer, index) => ({ offer, name: own.get(index) ?? proposed.shift() ?? "" }));
}

function choices(named: readonly NamedOffer[], pattern: string): readonly Choice[] {
  return [
    { label: `$(check) ${vscode.l10n.t("Use these names")}`, is: { kind: "done" } },
    {
      label: `$(edit) ${vscode.l10n.t("Change the pattern")}`,
      description: pattern,
      is: { kind: "pattern" },
    },
    { label: vscode.l10n.t("Names"), kind: vscode.QuickPickItemKind.Separator },
    ...named.map(({ name, offer }, index): Choice => ({
      label: name,
      description: `${plainLabel(offer.accountName)} · ${detailsOf(offer)}`,
      is: { kind: "name", index },
    })),
  ];
}

async function askName(
  title: string,
  { name, offer }: NamedOffer,
  taken: ReadonlySet<string>,
): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("Name of the profile for {0} in {1}", offer.roleName, offer.accountName),
    value: name,
    ignoreFocusOut: true,
    validateInput: (text) =>
      taken.has(text) ? vscode.l10n.t("There is a profile of this name.") : profileNameProblem(text),
  });
}

/** So many names are shown while the pattern is typed. */
const SHOWN = 3;

async function askPattern(
  title: string,
  pattern: string,
  preview: (pattern: string) => readonly NamedOffer[],
): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("{account}, {accountId} and {role} are filled in; {account|lower} in lower case."),
    value: pattern,
    ignoreFocusOut: true,
    validateInput: (text) => {
      const problem = namePatternProblem(text);
      if (problem !== undefined) return problem;
      const names = preview(text).map(({ name }) => name);
      const shown = names.slice(0, SHOWN).join(", ");
      return {
        message: names.length > SHOWN ? `${shown}, …` : shown,
        severity: vscode.InputBoxValidationSeverity.Info,
      };
    },
  });
}
