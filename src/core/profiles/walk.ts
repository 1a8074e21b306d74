import { isRoleProfile } from "./checkProfile.ts";
import type { CredentialSource, Environment, Profile, Profiles } from "./model.ts";
import { given, valueOf } from "./setting.ts";
import { usableSource, waysOf } from "./ways.ts";

/** How a profile comes to its credentials. */
export interface Steps {
  /** From the profile in force down to the one that gives the first credentials. */
  readonly path: readonly Profile[];
  /** The profiles whose roles are assumed, in the order of the calls. */
  readonly roles: readonly Profile[];
  /** Absent where the profile in force gives no credentials of its own. */
  readonly source?: CredentialSource;
}

/**
 * Follows `source_profile` to the first credentials. A profile with keys is the end, unless it is the one in force:
 * then it assumes its role. The profile must have passed the loader, which refuses circles and gaps.
 */
export function walkSources(profiles: Profiles, inForce: Profile, environment: Environment): Steps {
  const path: Profile[] = [];
  const roles: Profile[] = [];
  let current = inForce;
  for (;;) {
    path.push(current);
    const hasKeys =
      current.settings.has("aws_access_key_id") || current.settings.has("aws_secret_access_key");
    if (!isRoleProfile(current) || (current !== inForce && hasKeys)) break;
    roles.push(current);
    const credentialSource = valueOf(current, "credential_source");
    if (credentialSource !== undefined) {
      return { path, roles: roles.reverse(), source: namedSource(credentialSource, environment) };
    }
    const next = profiles.byName.get(valueOf(current, "source_profile") ?? "");
    if (next === undefined || path.length > profiles.profiles.length) {
      throw new Error("The loader did not refuse a chain without an end.");
    }
    if (next === current) break;
    current = next;
  }
  const source = usableSource(waysOf(current, profiles.ssoSessions));
  if (source?.kind === "webIdentityToken") roles.push(current);
  roles.reverse();
  return source === undefined ? { path, roles } : { path, roles, source };
}

/** What this machine or container gives where nothing else does; undefined where that is switched off. */
export function machineSource(environment: Environment): CredentialSource | undefined {
  const container =
    given(environment, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") ??
    given(environment, "AWS_CONTAINER_CREDENTIALS_FULL_URI");
  if (container !== undefined) return { kind: "containerMetadata" };
  const disabled = given(environment, "AWS_EC2_METADATA_DISABLED");
  return disabled?.toLowerCase() === "true" ? undefined : { kind: "instanceMetadata" };
}

export function environmentSource(environment: Environment): CredentialSource {
  return { kind: "environment", session: given(environment, "AWS_SESSION_TOKEN") !== undefined };
}

/** The loader has refused every other name. */
function namedSource(name: string, environment: Environment): CredentialSource {
  switch (name) {
    case "Ec2InstanceMetadata":
      return { kind: "instanceMetadata" };
    case "EcsContainer":
      return { kind: "containerMetadata" };
    case "Environment":
      return environmentSource(environment);
    default:
      throw new Error("The loader did not refuse a credential source.");
  }
}
