import * as vscode from "vscode";
import type { Profile, Profiles } from "../../core/profiles/model.ts";
import { placeOfProfile, placeOfSession, type SsoPlace } from "../sso/place.ts";
import { signInAt } from "../sso/signInAt.ts";
import { profileOfArgument } from "../views/profileArgument.ts";
import type { MachineWorkbench } from "../workbench.ts";
import { plainLabel, plainMessage } from "../plainText.ts";

/** Signs in at IAM Identity Center in the browser; the AWS CLI finds the same token. */
export async function run(workbench: MachineWorkbench, argument: unknown): Promise<void> {
  const place = await pickPlace(await workbench.machine.store.load(), profileOfArgument(argument));
  if (place === undefined) return;
  await signInAt(workbench, place);
}

async function pickPlace(profiles: Profiles, profile: Profile | undefined): Promise<SsoPlace | undefined> {
  const places =
    profile === undefined ? allPlaces(profiles) : [placeOfProfile(profiles, profile)].filter(isThere);
  if (places.length === 0) {
    await vscode.window.showInformationMessage(
      profile === undefined
        ? vscode.l10n.t("No profile uses SSO. Add an [sso-session] with sso_start_url and sso_region first.")
        : plainMessage(
            vscode.l10n.t(
              "Profile '{0}' does not use SSO, or its SSO settings are not complete.",
              profile.name,
            ),
          ),
    );
    return undefined;
  }
  if (places.length === 1) return places[0];
  return vscode.window.showQuickPick(
    places.map((place) => ({
      ...place,
      label: plainLabel(place.label),
      description: plainLabel(place.startUrl),
    })),
    { title: vscode.l10n.t("Sign in to SSO"), placeHolder: vscode.l10n.t("Which one?") },
  );
}

function allPlaces(profiles: Profiles): SsoPlace[] {
  const byKey = new Map<string, SsoPlace>();
  // A session without a profile can be signed in to as well: profiles can be made of what it offers.
  const all = [
    ...profiles.profiles.map((profile) => placeOfProfile(profiles, profile)),
    ...[...profiles.ssoSessions.keys()].map((name) => placeOfSession(profiles, name)),
  ];
  for (const place of all) {
    const key = place?.ssoSession ?? place?.startUrl;
    if (place !== undefined && key !== undefined && !byKey.has(key)) byKey.set(key, place);
  }
  return [...byKey.values()];
}

function isThere(place: SsoPlace | undefined): place is SsoPlace {
  return place !== undefined;
}
