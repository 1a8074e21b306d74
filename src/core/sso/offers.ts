import type { SsoAccount } from "../livePort.ts";
import { dependentsOf } from "../profiles/dependents.ts";
import type { Profile, Profiles } from "../profiles/model.ts";
import { valueOf } from "../profiles/setting.ts";

/** A role that a sign-in may use in an account. */
export interface SsoOffer {
  readonly accountId: string;
  /** As IAM Identity Center shows it; the id where it gives no name. */
  readonly accountName: string;
  readonly email?: string;
  readonly roleName: string;
}

/** What a sign-in offers, beside the profiles of its `[sso-session]`. */
export interface SsoOffers {
  /** Roles without a profile, by account name and role. */
  readonly fresh: readonly SsoOffer[];
  /** Roles with one: the first profile that names the same session, account and role. */
  readonly known: readonly (SsoOffer & { readonly profile: string })[];
  /** Profiles of the session whose role is not offered any more, in file order. */
  readonly gone: readonly GoneProfile[];
}

export interface GoneProfile {
  readonly profile: string;
  readonly accountId: string;
  readonly roleName: string;
  /** The profiles that take their credentials from it, straight or through others. */
  readonly dependents: readonly string[];
}

/**
 * Compares what a sign-in offers with the profiles of its `[sso-session]`. Nothing is said to be gone of an account
 * whose roles could not be read.
 */
export function ssoOffers(
  profiles: Profiles,
  ssoSession: string,
  accounts: readonly SsoAccount[],
): SsoOffers {
  const own = profiles.profiles.flatMap((profile) => usedRole(profile, ssoSession) ?? []);
  const profileOf = new Map([...own].reverse().map((used) => [keyOf(used), used.profile]));
  const all = accounts.flatMap(offersOf).sort(byAccountAndRole);
  const offered = new Set(all.map(keyOf));
  const unread = new Set(accounts.flatMap(({ id, roles }) => (roles === undefined ? [id] : [])));
  return {
    fresh: all.filter((offer) => !profileOf.has(keyOf(offer))),
    known: all.flatMap((offer) => {
      const profile = profileOf.get(keyOf(offer));
      return profile === undefined ? [] : [{ ...offer, profile }];
    }),
    gone: own
      .filter((used) => !offered.has(keyOf(used)) && !unread.has(used.accountId))
      .map((used) => ({ ...used, dependents: dependentsOf(profiles, used.profile) })),
  };
}

function usedRole(profile: Profile, ssoSession: string): Omit<GoneProfile, "dependents"> | undefined {
  const accountId = valueOf(profile, "sso_account_id");
  const roleName = valueOf(profile, "sso_role_name");
  if (valueOf(profile, "sso_session") !== ssoSession || accountId === undefined || roleName === undefined)
    return undefined;
  return { profile: profile.name, accountId, roleName };
}

function offersOf({ id, name, email, roles = [] }: SsoAccount): readonly SsoOffer[] {
  return roles.map((roleName) => ({
    accountId: id,
    accountName: name,
    ...(email === undefined ? {} : { email }),
    roleName,
  }));
}

function keyOf({ accountId, roleName }: Pick<SsoOffer, "accountId" | "roleName">): string {
  return `${accountId}/${roleName}`;
}

/** As a person looks for them: without case, and `Team 9` before `Team 10`. */
const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function byAccountAndRole(a: SsoOffer, b: SsoOffer): number {
  return (
    order.compare(a.accountName, b.accountName) ||
    order.compare(a.accountId, b.accountId) ||
    order.compare(a.roleName, b.roleName)
  );
}
