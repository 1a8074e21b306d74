import type { CredentialSource, NamedSection, Profile, ProfileProblem } from "./model.ts";
import { valueOf } from "./setting.ts";

/**
 * One way in which a profile can give credentials without a source profile, or the reason why it cannot. `key` is the
 * setting that asks for it.
 */
export type Way = {
  readonly kind: "webIdentity" | "sso" | "keys" | "login" | "process";
  readonly key: string;
} & ({ readonly source: CredentialSource } | { readonly broken: Pick<ProfileProblem, "code" | "message"> });

/**
 * Every way that a profile's settings ask for, in the order in which the AWS CLI tries them. A `role_arn` with
 * `source_profile` or `credential_source` is none of them: it comes before them all.
 * https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export function waysOf(profile: Profile, ssoSessions: ReadonlyMap<string, NamedSection>): readonly Way[] {
  const ways: Way[] = [];
  const tokenFile = valueOf(profile, "web_identity_token_file");
  if (tokenFile !== undefined) {
    ways.push({
      kind: "webIdentity",
      key: "web_identity_token_file",
      ...(valueOf(profile, "role_arn") === undefined
        ? {
            broken: {
              code: "webIdentityWithoutRole",
              message: "A web identity token needs a role to assume. Add role_arn.",
            },
          }
        : { source: { kind: "webIdentityToken", tokenFile } }),
    });
  }
  const sso = ssoWay(profile, ssoSessions);
  if (sso !== undefined) ways.push(sso);
  const keys = keysWay(profile);
  if (keys?.file === "credentials") ways.push(keys.way);
  const loginSession = valueOf(profile, "login_session");
  if (loginSession !== undefined) {
    ways.push({
      kind: "login",
      key: "login_session",
      source: { kind: "login", profile: profile.name, loginSession },
    });
  }
  const command = valueOf(profile, "credential_process");
  if (command !== undefined) {
    ways.push({
      kind: "process",
      key: "credential_process",
      source: { kind: "process", profile: profile.name, command },
    });
  }
  if (keys?.file === "config") ways.push(keys.way);
  return ways;
}

/** The first way that works, in the order of the AWS CLI. */
export function usableSource(ways: readonly Way[]): CredentialSource | undefined {
  for (const way of ways) if ("source" in way) return way.source;
  return undefined;
}

function ssoWay(profile: Profile, ssoSessions: ReadonlyMap<string, NamedSection>): Way | undefined {
  const keys = ["sso_account_id", "sso_role_name", "sso_session", "sso_start_url", "sso_region"];
  const key = keys.find((name) => valueOf(profile, name) !== undefined);
  if (key === undefined) return undefined;
  const ssoSession = valueOf(profile, "sso_session");
  const section = ssoSession === undefined ? undefined : ssoSessions.get(ssoSession);
  if (ssoSession !== undefined && section === undefined) {
    return {
      kind: "sso",
      key: "sso_session",
      broken: {
        code: "missingSsoSession",
        message: `Section [sso-session ${ssoSession}] not found. Add it to the config file, with sso_start_url and sso_region.`,
      },
    };
  }
  // The section comes first, as in the JavaScript SDK; the AWS CLI lets the profile fill its gaps.
  const shared = (name: string) => (section && valueOf(section, name)) ?? valueOf(profile, name);
  const startUrl = shared("sso_start_url");
  const region = shared("sso_region");
  const accountId = valueOf(profile, "sso_account_id");
  const roleName = valueOf(profile, "sso_role_name");
  if (startUrl === undefined || region === undefined || accountId === undefined || roleName === undefined) {
    const inSection = [startUrl === undefined && "sso_start_url", region === undefined && "sso_region"];
    const inProfile = [
      accountId === undefined && "sso_account_id",
      roleName === undefined && "sso_role_name",
      ...(section === undefined ? inSection : []),
    ];
    const missing = [
      listed(inProfile, `to profile '${profile.name}'`),
      section === undefined ? undefined : listed(inSection, `to [sso-session ${section.name}]`),
    ].filter((part) => part !== undefined);
    return {
      kind: "sso",
      key,
      broken: {
        code: "incompleteSso",
        message: `These SSO settings are not complete. Add ${missing.join(" and ")}.`,
      },
    };
  }
  return {
    kind: "sso",
    key,
    source: {
      kind: "sso",
      profile: profile.name,
      ...(ssoSession === undefined ? {} : { ssoSession }),
      startUrl,
      region,
      accountId,
      roleName,
    },
  };
}

function listed(names: readonly (string | false)[], where: string): string | undefined {
  const given = names.filter((name) => name !== false);
  return given.length === 0 ? undefined : `${given.join(", ")} ${where}`;
}

/** Keys count only where one file holds both: the AWS CLI never joins an id from one file with a secret from the other. */
function keysWay(profile: Profile): { file: "config" | "credentials"; way: Way } | undefined {
  if (profile.keys !== undefined) {
    const { file, session } = profile.keys;
    return {
      file,
      way: {
        kind: "keys",
        key: "aws_access_key_id",
        source: { kind: "staticKeys", profile: profile.name, file, session },
      },
    };
  }
  const id = profile.settings.get("aws_access_key_id");
  const secret = profile.settings.get("aws_secret_access_key");
  const half = id ?? secret;
  if (half === undefined) return undefined;
  const present = (setting: typeof id): boolean =>
    setting !== undefined && !(setting.secret ? setting.empty : setting.value === "");
  if (present(id) && present(secret)) {
    return {
      file: half.file,
      way: {
        kind: "keys",
        key: "aws_access_key_id",
        broken: {
          code: "keyPairAcrossFiles",
          message:
            "The access key id and the secret stand in different files, and the AWS CLI does not join them. Put both into the credentials file.",
        },
      },
    };
  }
  const missing = present(id) ? "aws_secret_access_key" : "aws_access_key_id";
  return {
    file: half.file,
    way: {
      kind: "keys",
      key: id === undefined ? "aws_secret_access_key" : "aws_access_key_id",
      broken: {
        code: "halfKeyPair",
        message: `This is half of a key pair. Add ${missing} to the same section.`,
      },
    },
  };
}

/** What a way is called in a message. */
export function wayName(kind: Way["kind"]): string {
  switch (kind) {
    case "webIdentity":
      return "the web identity token";
    case "sso":
      return "SSO";
    case "keys":
      return "the access keys";
    case "login":
      return "the login session";
    case "process":
      return "credential_process";
  }
}

/** The way that the JavaScript SDK takes, which tries them in another order. */
export function sdkWay(ways: readonly Way[]): Way | undefined {
  for (const kind of ["keys", "webIdentity", "process", "sso", "login"] as const) {
    const way = ways.find((candidate) => candidate.kind === kind && "source" in candidate);
    if (way !== undefined) return way;
  }
  return undefined;
}
