import { optional } from "../optional.ts";
import type { CredentialSource } from "../profiles/model.ts";
import { usableSource, waysOf } from "../profiles/ways.ts";
import type { SetupFacts, SetupFinding } from "./model.ts";

type Sso = Extract<CredentialSource, { kind: "sso" }>;

/**
 * Sign-ins that profiles need and that are not there or are over. The AWS CLI and the SDKs share the tokens in
 * `~/.aws/sso/cache`, each under the hash of its sso-session's name, or of the start URL in the older form.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html
 */
export function ssoFindings(facts: SetupFacts): SetupFinding[] {
  const byToken = new Map<string, { readonly source: Sso; readonly profiles: string[] }>();
  for (const profile of facts.profiles.profiles) {
    const source = usableSource(waysOf(profile, facts.profiles.ssoSessions));
    if (source?.kind !== "sso") continue;
    const key = source.ssoSession ?? source.startUrl;
    const known = byToken.get(key);
    if (known === undefined) byToken.set(key, { source, profiles: [profile.name] });
    else known.profiles.push(profile.name);
  }
  return [...byToken].flatMap(([key, { source, profiles }]) => {
    const path = `${facts.home}/.aws/sso/cache/${facts.disk.sha1(key)}.json`;
    return finding(source, profiles, tokenOf(facts.disk.readText(path)), facts.now).map((found) => ({
      ...found,
      fix: { kind: "signIn", profile: source.profile },
      ...placeOf(facts, source),
    }));
  });
}

/** The section that says where to sign in. */
function placeOf({ profiles }: SetupFacts, { ssoSession, profile }: Sso): Pick<SetupFinding, "place"> {
  const section =
    ssoSession === undefined ? profiles.byName.get(profile) : profiles.ssoSessions.get(ssoSession);
  const [place] = section?.places ?? [];
  return place === undefined ? {} : { place };
}

/** A sign-in that is good now, for the report. Milliseconds since 1970. */
export interface SsoSignedIn {
  /** The sso-session's name, or the start URL of the older form. */
  readonly name: string;
  readonly until: number;
  /** Tools renew the sign-in themselves until then. */
  readonly renewableUntil?: number;
}

export function ssoSignedIn(facts: SetupFacts): readonly SsoSignedIn[] {
  const names = new Set(
    facts.profiles.profiles.flatMap((profile) => {
      const source = usableSource(waysOf(profile, facts.profiles.ssoSessions));
      return source?.kind === "sso" ? [source.ssoSession ?? source.startUrl] : [];
    }),
  );
  return [...names].flatMap((name) => {
    const token = tokenOf(facts.disk.readText(`${facts.home}/.aws/sso/cache/${facts.disk.sha1(name)}.json`));
    if (token === undefined || token.expiresAt <= facts.now) return [];
    return [{ name, until: token.expiresAt, ...optional("renewableUntil", token.renewableUntil) }];
  });
}

interface Token {
  readonly expiresAt: number;
  /** Tools renew it themselves until then; absent where they cannot. */
  readonly renewableUntil?: number;
}

function finding(
  source: Sso,
  profiles: readonly string[],
  token: Token | undefined,
  now: number,
): SetupFinding[] {
  const what =
    source.ssoSession === undefined
      ? `The SSO sign-in at ${source.startUrl}`
      : `SSO session '${source.ssoSession}'`;
  const count = profiles.length - 1;
  const used = `profile '${profiles[0] ?? ""}'${count === 0 ? "" : ` and ${count} more`}`;
  const fix = `aws sso login ${source.ssoSession === undefined ? `--profile ${source.profile}` : `--sso-session ${source.ssoSession}`}`;
  if (token === undefined) {
    return [
      {
        code: "ssoNotSignedIn",
        severity: "warning",
        message: `${what} of ${used} has no sign-in on this machine. Sign in: ${fix}`,
      },
    ];
  }
  if (token.expiresAt > now) return [];
  const when = new Date(token.expiresAt).toISOString();
  if (token.renewableUntil !== undefined && token.renewableUntil > now) {
    return [
      {
        code: "ssoWillBeRenewed",
        severity: "information",
        message: `${what} of ${used} expired at ${when}; tools renew it at the next call.`,
      },
    ];
  }
  return [
    {
      code: "ssoExpired",
      severity: "warning",
      message: `${what} of ${used} expired at ${when}. Sign in again: ${fix}`,
    },
  ];
}

/** Only the dates of a token file; the token itself is passed over. */
function tokenOf(text: string | undefined): Token | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
  if (typeof parsed !== "object" || parsed === null) return undefined;
  const expiresAt = dateOf("expiresAt" in parsed ? parsed.expiresAt : undefined);
  if (expiresAt === undefined || !("accessToken" in parsed)) return undefined;
  const until = dateOf("registrationExpiresAt" in parsed ? parsed.registrationExpiresAt : undefined);
  const renewable = "refreshToken" in parsed && typeof parsed.refreshToken === "string";
  return { expiresAt, ...(renewable && until !== undefined ? { renewableUntil: until } : {}) };
}

function dateOf(value: unknown): number | undefined {
  if (typeof value !== "string") return undefined;
  // Older versions of the AWS CLI write "2020-06-17T10:02:08UTC".
  const at = Date.parse(value.replace(/UTC$/, "Z"));
  return Number.isNaN(at) ? undefined : at;
}
