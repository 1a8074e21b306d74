import * as vscode from "vscode";
import { plainLabel } from "../plainText.ts";
import type { GoneProfile, SsoOffer, SsoOffers } from "../../core/sso/offers.ts";

type OfferItem = vscode.QuickPickItem & { readonly offer?: SsoOffer };

/** The roles that get a profile; undefined when the user gives up. */
export async function pickOffers(
  title: string,
  { fresh, known }: SsoOffers,
): Promise<readonly SsoOffer[] | undefined> {
  const items = fresh.map((offer): OfferItem => ({
    label: plainLabel(offer.accountName),
    description: detailsOf(offer),
    offer,
  }));
  const others = known.map((offer): OfferItem => ({
    label: vscode.l10n.t(
      "{0} {1}: profile {2}",
      plainLabel(offer.accountName),
      offer.roleName,
      offer.profile,
    ),
    kind: vscode.QuickPickItemKind.Separator,
  }));
  const picked = await vscode.window.showQuickPick([...items, ...others], {
    title,
    placeHolder: placeholderOf(known.length),
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked?.flatMap(({ offer }) => offer ?? []);
}

function placeholderOf(known: number): string {
  if (known === 0) return vscode.l10n.t("Which roles get a profile? Type a part of an account or a role.");
  return known === 1
    ? vscode.l10n.t("Which roles get a profile? One has one already.")
    : vscode.l10n.t("Which roles get a profile? {0} have one already.", known);
}

/** The profiles to remove of those whose role is not offered any more; undefined when the user gives up. */
export async function pickGone(
  title: string,
  gone: readonly GoneProfile[],
): Promise<readonly string[] | undefined> {
  const picked = await vscode.window.showQuickPick(
    gone.map(({ profile, accountId, roleName, dependents }) => ({
      label: plainLabel(profile),
      description: `${roleName} · ${accountId}`,
      ...(dependents.length === 0
        ? {}
        : { detail: vscode.l10n.t("Without it these stop working: {0}", dependents.join(", ")) }),
      profile,
    })),
    {
      title,
      placeHolder: vscode.l10n.t("No longer offered. Check those to remove."),
      canPickMany: true,
      matchOnDescription: true,
      ignoreFocusOut: true,
    },
  );
  return picked?.map(({ profile }) => profile);
}

export function detailsOf({ roleName, accountId, email }: SsoOffer): string {
  return [roleName, accountId, ...(email === undefined ? [] : [email])].join(" · ");
}
