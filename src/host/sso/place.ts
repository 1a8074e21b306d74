import type { SsoSignInRequest } from "../../core/livePort.ts";
import { optional } from "../../core/optional.ts";
import type { NamedSection, Profile, Profiles } from "../../core/profiles/model.ts";
import { caBundleOf } from "../../core/profiles/caBundle.ts";
import { valueOf } from "../../core/profiles/setting.ts";

/** What can be signed in to: an `[sso-session]`, or a profile with its own start URL. */
export interface SsoPlace extends Pick<
  SsoSignInRequest,
  "startUrl" | "region" | "ssoSession" | "scopes" | "caBundle"
> {
  readonly label: string;
}

/** Where a profile signs in; undefined where it does not use SSO, or its settings are not complete. */
export function placeOfProfile({ ssoSessions }: Profiles, profile: Profile): SsoPlace | undefined {
  const ssoSession = valueOf(profile, "sso_session");
  const section = ssoSession === undefined ? profile : ssoSessions.get(ssoSession);
  const place = section && placeOf(section, ssoSession);
  return place && { ...place, ...optional("caBundle", caBundleOf(profile, {})) };
}

/**
 * Where an `[sso-session]` signs in; undefined where its settings are not complete. A section names no certificates, so
 * that those of its first profile that does are taken.
 */
export function placeOfSession({ ssoSessions, profiles }: Profiles, name: string): SsoPlace | undefined {
  const section = ssoSessions.get(name);
  const place = section && placeOf(section, name);
  const [caBundle] = profiles.flatMap((profile) =>
    valueOf(profile, "sso_session") === name ? (caBundleOf(profile, {}) ?? []) : [],
  );
  return place && { ...place, ...optional("caBundle", caBundle) };
}

function placeOf(section: NamedSection, ssoSession: string | undefined): SsoPlace | undefined {
  const startUrl = valueOf(section, "sso_start_url");
  const region = valueOf(section, "sso_region");
  if (startUrl === undefined || region === undefined) return undefined;
  const scopes = valueOf(section, "sso_registration_scopes")?.split(/[,\s]+/) ?? [];
  return {
    label: ssoSession ?? section.name,
    startUrl,
    region,
    scopes: scopes.filter((scope) => scope !== ""),
    ...optional("ssoSession", ssoSession),
  };
}
