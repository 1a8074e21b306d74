import * as vscode from "vscode";
import type { SsoSignInRequest, SsoSignInResult } from "../../core/livePort.ts";
import { optional } from "../../core/optional.ts";
import type { Profile, Profiles } from "../../core/profiles/model.ts";
import { valueOf } from "../../core/profiles/setting.ts";
import { clockTime } from "../report/time.ts";
import { profileOfArgument } from "../views/profileArgument.ts";
import type { MachineWorkbench } from "../workbench.ts";

/** What can be signed in to: an `[sso-session]`, or a profile with its own start URL. */
interface SsoPlace extends Pick<SsoSignInRequest, "startUrl" | "region" | "ssoSession" | "scopes"> {
  readonly label: string;
}

/** Signs in at IAM Identity Center in the browser; the AWS CLI finds the same token. */
export async function run({ machine, log }: MachineWorkbench, argument: unknown): Promise<void> {
  const place = await pickPlace(await machine.store.load(), profileOfArgument(argument));
  if (place === undefined) return;
  const way = await pickWay(place);
  if (way === undefined) return;
  const live = await machine.aws.live();
  const result = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Sign in at {0}", place.startUrl),
      cancellable: true,
    },
    (progress, token): Promise<SsoSignInResult> => {
      const abort = new AbortController();
      token.onCancellationRequested(() => {
        abort.abort();
      });
      const { startUrl, region, ssoSession, scopes } = place;
      return live.ssoSignIn({
        startUrl,
        region,
        scopes,
        ...optional("ssoSession", ssoSession),
        way,
        signal: abort.signal,
        show: async ({ url, code }) => {
          if (code !== undefined)
            progress.report({ message: vscode.l10n.t("The page must show the code {0}", code) });
          // As text, for the same reason as in openConsole.ts.
          await vscode.env.openExternal(url as unknown as vscode.Uri);
        },
        log: (level, line) => {
          log.write(level, line);
        },
      });
    },
  );
  if (result.kind === "ok")
    vscode.window.setStatusBarMessage(
      vscode.l10n.t("Signed in until {0}", clockTime(new Date(result.expiration))),
      10_000,
    );
  else if (result.kind === "failed") await vscode.window.showErrorMessage(result.message);
}

/** A browser elsewhere cannot come back to a port of this machine, so a remote window starts with the code. */
async function pickWay(place: SsoPlace): Promise<SsoSignInRequest["way"] | undefined> {
  const browser = {
    label: vscode.l10n.t("In the browser of this machine"),
    detail: vscode.l10n.t("It comes back by itself."),
    way: "browser" as const,
  };
  const code = {
    label: vscode.l10n.t("With a code, on any device"),
    detail: vscode.l10n.t("You compare the code that the page shows with the one here."),
    way: "code" as const,
  };
  const picked = await vscode.window.showQuickPick(
    vscode.env.remoteName === undefined ? [browser, code] : [code, browser],
    { title: vscode.l10n.t("Sign in at {0}", place.startUrl), ignoreFocusOut: true },
  );
  return picked?.way;
}

async function pickPlace(profiles: Profiles, profile: Profile | undefined): Promise<SsoPlace | undefined> {
  const places = profile === undefined ? allPlaces(profiles) : [placeOf(profiles, profile)].filter(isThere);
  if (places.length === 0) {
    await vscode.window.showInformationMessage(
      profile === undefined
        ? vscode.l10n.t("No profile uses SSO. Add an [sso-session] with sso_start_url and sso_region first.")
        : vscode.l10n.t(
            "Profile '{0}' does not use SSO, or its SSO settings are not complete.",
            profile.name,
          ),
    );
    return undefined;
  }
  if (places.length === 1) return places[0];
  return vscode.window.showQuickPick(
    places.map((place) => ({ ...place, description: place.startUrl })),
    { title: vscode.l10n.t("Sign in to SSO"), placeHolder: vscode.l10n.t("Which one?") },
  );
}

function allPlaces(profiles: Profiles): SsoPlace[] {
  const byKey = new Map<string, SsoPlace>();
  for (const profile of profiles.profiles) {
    const place = placeOf(profiles, profile);
    if (place !== undefined) byKey.set(place.ssoSession ?? place.startUrl, place);
  }
  return [...byKey.values()];
}

function placeOf({ ssoSessions }: Profiles, profile: Profile): SsoPlace | undefined {
  const ssoSession = valueOf(profile, "sso_session");
  const section = ssoSession === undefined ? profile : ssoSessions.get(ssoSession);
  const startUrl = section && valueOf(section, "sso_start_url");
  const region = section && valueOf(section, "sso_region");
  if (section === undefined || startUrl === undefined || region === undefined) return undefined;
  const scopes = valueOf(section, "sso_registration_scopes")?.split(/[,\s]+/) ?? [];
  return {
    label: ssoSession ?? profile.name,
    startUrl,
    region,
    scopes: scopes.filter((scope) => scope !== ""),
    ...(ssoSession === undefined ? {} : { ssoSession }),
  };
}

function isThere(place: SsoPlace | undefined): place is SsoPlace {
  return place !== undefined;
}
