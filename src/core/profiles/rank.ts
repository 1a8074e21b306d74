import { arnResource, isAccountId, parseArn, parseRoleArn } from "../arn.ts";
import type { Profile, Profiles } from "./model.ts";
import { valueOf } from "./setting.ts";

/**
 * The profiles whose final identity one of the principals of a trust or bucket policy covers, best first: the very
 * session, the very role, a user or any identity of the account. Ties keep file order; broken profiles and profiles
 * whose account nothing tells are left out. A principal is an ARN or an account id; `*` and services fit nothing in
 * particular.
 */
export function rankProfiles(profiles: Profiles, principals: readonly string[]): readonly Profile[] {
  const fits = profiles.profiles
    .filter((profile) => !profile.problems.some(({ severity }) => severity === "error"))
    .map((profile) => ({ profile, fit: Math.max(0, ...principals.map((each) => fitOf(profile, each))) }))
    .filter(({ fit }) => fit > 0);
  return fits.sort((a, b) => b.fit - a.fit).map(({ profile }) => profile);
}

const sameSession = 4;
const sameRole = 3;
const perhapsSameUser = 2;
const sameAccount = 1;

function fitOf(profile: Profile, principal: string): number {
  if (isAccountId(principal)) return profile.accountId === principal ? sameAccount : 0;
  const arn = parseArn(principal);
  if (arn === undefined || arn.account !== profile.accountId) return 0;
  const resource = arnResource(arn);
  const role = roleNameOf(profile);
  switch (resource.kind) {
    case "root":
      return sameAccount;
    case "role":
      return isRole(role, resource.name) ? sameRole : 0;
    case "assumedRole": {
      if (!isRole(role, resource.roleName)) return 0;
      const session = valueOf(profile, "role_session_name");
      if (session === resource.sessionName) return sameSession;
      return session === undefined ? sameRole : 0;
    }
    case "user":
      return role === undefined ? perhapsSameUser : 0;
    default:
      return 0;
  }
}

/** The name of the role whose session the profile ends in; SSO adds a random suffix to the name of its roles. */
function roleNameOf(profile: Profile): { readonly name: string; readonly sso: boolean } | undefined {
  const role = profile.roleArn === undefined ? undefined : parseRoleArn(profile.roleArn);
  if (role !== undefined) return { name: role.name, sso: false };
  const name = valueOf(profile, "sso_role_name");
  return name === undefined ? undefined : { name: `AWSReservedSSO_${name}_`, sso: true };
}

function isRole(role: ReturnType<typeof roleNameOf>, name: string): boolean {
  if (role === undefined) return false;
  return role.sso
    ? name.startsWith(role.name) && /^[0-9a-f]{16}$/.test(name.slice(role.name.length))
    : name === role.name;
}
