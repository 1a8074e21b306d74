import * as vscode from "vscode";
import { replaceProfiles } from "../../core/awsFiles/edit/replaceProfiles.ts";
import type { Profiles } from "../../core/profiles/model.ts";
import { ssoOffers } from "../../core/sso/offers.ts";
import { ssoSections } from "../../core/sso/sections.ts";
import { commands } from "../ids.ts";
import { askOptional, askSession, type NewSession } from "../profiles/askNewProfile.ts";
import { changeAwsFiles, readForEdit } from "../profiles/changeAwsFiles.ts";
import { nameOffers } from "../sso/nameOffers.ts";
import { pickGone, pickOffers } from "../sso/pickOffers.ts";
import { placeOfSession, type SsoPlace } from "../sso/place.ts";
import { readAccounts } from "../sso/readAccounts.ts";
import type { MachineWorkbench } from "../workbench.ts";
import { plainMessage } from "../plainText.ts";

/** Makes profiles of the accounts and roles that an SSO session offers, and removes those that it does not any more. */
export async function run(workbench: MachineWorkbench): Promise<void> {
  const title = vscode.l10n.t("Add Profiles from SSO");
  const { store, current } = workbench.machine;
  // Before the questions: their answers would be lost.
  const read = await readForEdit(workbench);
  if (read.kind === "refused") {
    await vscode.window.showErrorMessage(plainMessage(read.message));
    return;
  }
  const before = await store.load();
  const session = await askSession(before, title);
  if (session === undefined) return;
  const place = await placeOf(before, session);
  const accounts = place && (await readAccounts(workbench, place));
  if (accounts === undefined) return;

  const profiles = await store.load();
  const offers = ssoOffers(profiles, session.name, accounts);
  if (offers.fresh.length + offers.gone.length === 0) {
    await vscode.window.showInformationMessage(
      plainMessage(
        offers.known.length === 0
          ? vscode.l10n.t("IAM Identity Center offers no role to this sign-in.")
          : vscode.l10n.t("Every role that {0} offers has a profile already.", session.name),
      ),
    );
    return;
  }
  const chosen = offers.fresh.length === 0 ? [] : await pickOffers(title, offers);
  if (chosen === undefined) return;
  const gone = offers.gone.length === 0 ? [] : await pickGone(title, offers.gone);
  if (gone === undefined || chosen.length + gone.length === 0) return;

  const taken = new Set([...profiles.byName.keys()].filter((name) => !gone.includes(name)));
  const named =
    chosen.length === 0 ? [] : await nameOffers(title, workbench.context.globalState, chosen, taken);
  if (named === undefined) return;
  const region =
    named.length === 0
      ? []
      : await askOptional("region", vscode.l10n.t("Region of their calls; empty for none"), false, title);
  if (region === undefined) return;

  const sections = [
    ...(session.section === undefined ? [] : [session.section]),
    ...ssoSections(session.name, named, region[0]?.[1]),
  ];
  if (!(await changeAwsFiles(workbench, title, (files) => replaceProfiles(files, gone, sections)))) return;
  const [first] = named;
  if (first === undefined) return;
  if (named.length === 1) {
    const use = vscode.l10n.t("Use it here");
    const message = vscode.l10n.t("Profile '{0}' was written.", first.name);
    if ((await vscode.window.showInformationMessage(plainMessage(message), use)) === use)
      await current.switchTo(first.name);
    return;
  }
  const choose = vscode.l10n.t("Switch Profile");
  const message = vscode.l10n.t("{0} profiles were written.", named.length);
  if ((await vscode.window.showInformationMessage(plainMessage(message), choose)) === choose)
    await vscode.commands.executeCommand(commands.switchProfile);
}

async function placeOf(profiles: Profiles, { name, section }: NewSession): Promise<SsoPlace | undefined> {
  if (section !== undefined) {
    const { sso_start_url: startUrl = "", sso_region: region = "" } = Object.fromEntries(section.entries);
    return { label: name, ssoSession: name, startUrl, region, scopes: [] };
  }
  const place = placeOfSession(profiles, name);
  if (place === undefined)
    await vscode.window.showErrorMessage(
      plainMessage(vscode.l10n.t("The sso-session '{0}' has no sso_start_url or no sso_region.", name)),
    );
  return place;
}
