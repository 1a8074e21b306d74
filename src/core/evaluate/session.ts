import type { DecisionRequest, Principal } from "./model.ts";
import { friendlyName, principalFromArn } from "./principal.ts";

const assumeActions = new Set(["sts:assumerole", "sts:assumerolewithsaml", "sts:assumerolewithwebidentity"]);

/**
 * The permission-only actions that opening this session needs beside its own: `sts:TagSession` when it gets tags, its
 * own or inherited ones, `sts:SetSourceIdentity` when it gets a source identity.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html#id_credentials_temp_control-access_monitor-perms
 */
export function permissionOnlyActions({ principal, action, context = {} }: DecisionRequest): string[] {
  if (!assumeActions.has(action.toLowerCase())) return [];
  const names = Object.keys(context).map((name) => name.toLowerCase());
  const inherits = sessionOf(principal);
  const tags =
    names.some((name) => name === "aws:tagkeys" || name.startsWith("aws:requesttag/")) ||
    (inherits?.transitiveTagKeys ?? []).length > 0;
  const identity =
    names.includes("sts:sourceidentity") ||
    (inherits !== undefined &&
      (names.includes("aws:sourceidentity") || typeof inherits.sourceIdentity === "string"));
  return [...(tags ? ["sts:TagSession"] : []), ...(identity ? ["sts:SetSourceIdentity"] : [])];
}

/** What a call of AssumeRole passes about the session it opens. */
export interface SessionParameters {
  readonly roleArn: string;
  /** Left out when it is not known: the principal then is any session of the role. */
  readonly sessionName?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly transitiveTagKeys?: readonly string[];
  readonly sourceIdentity?: string;
  /** The tags of the role itself, when known. */
  readonly roleTags?: Readonly<Record<string, string>>;
}

/**
 * The principal that a session of the role is, once it is open: inherited transitive tags win over the role's own, and
 * the source identity stays what it was first. Undefined when the ARN is not a role's.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_role-chaining
 */
export function openedSession(caller: Principal, parameters: SessionParameters): RoleCaller | undefined {
  const role = principalFromArn(parameters.roleArn);
  if (role?.kind !== "role") return undefined;
  const before = sessionOf(caller);
  const inherited = Object.entries(before?.tags ?? {}).filter(([key]) =>
    (before?.transitiveTagKeys ?? []).some((name) => name.toLowerCase() === key.toLowerCase()),
  );
  const { sessionName } = parameters;
  const common = {
    partition: role.partition,
    account: role.account,
    tags: mergeTags([parameters.roleTags, parameters.tags, Object.fromEntries(inherited)]),
    transitiveTagKeys: [
      ...new Set([...inherited.map(([key]) => key), ...(parameters.transitiveTagKeys ?? [])]),
    ],
    sourceIdentity: before?.sourceIdentity ?? parameters.sourceIdentity ?? null,
    ...(parameters.roleTags === undefined ? { moreTags: true } : {}),
  };
  if (sessionName === undefined) return { kind: "role", arn: role.arn, ...common };
  const roleName = friendlyName(role.arn);
  return {
    kind: "roleSession",
    arn: `arn:${role.partition}:sts::${role.account}:assumed-role/${roleName}/${sessionName}`,
    roleArn: role.arn,
    roleName,
    sessionName,
    ...common,
  };
}

type RoleCaller = Extract<Principal, { kind: "role" | "roleSession" }>;

function sessionOf(principal: Principal): RoleCaller | undefined {
  return principal.kind === "roleSession" || principal.kind === "role" ? principal : undefined;
}

/** Later tags replace earlier ones with the same key, whatever its case. */
function mergeTags(
  all: readonly (Readonly<Record<string, string>> | undefined)[],
): Readonly<Record<string, string>> {
  const byKey = new Map<string, readonly [key: string, value: string]>();
  for (const tags of all) {
    for (const tag of Object.entries(tags ?? {})) byKey.set(tag[0].toLowerCase(), tag);
  }
  return Object.fromEntries(byKey.values());
}
