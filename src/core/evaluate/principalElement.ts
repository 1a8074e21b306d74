import { arnResource, isAccountId, parseArn } from "../arn.ts";
import type { PrincipalElement } from "../policy/model.ts";
import type { Principal } from "./model.ts";
import { friendlyName, policyArn, providerName } from "./principal.ts";

/**
 * How a Principal element names the caller, from the loosest to the most direct. It matters because only a direct
 * grant escapes an implicit denial elsewhere in the same account:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export const naming = {
  none: 0,
  /** The account: its own policies must allow as well. */
  account: 1,
  /** The role behind the session, or the user behind a federated session: boundary and session policies limit it. */
  role: 2,
  /** The user, the session, the service, the identity provider, or everyone. */
  direct: 3,
} as const;
export type Naming = (typeof naming)[keyof typeof naming];

export type NamesPrincipal = (principal: Principal) => Naming;

/** One value of a Principal element made ready; `problem` says why it can name nobody. */
interface Entry {
  readonly names: NamesPrincipal;
  readonly problem?: string;
}

const nobody: NamesPrincipal = () => naming.none;
const uniqueId = /^(AROA|AIDA)[A-Z0-9]+$/;

export interface CompiledPrincipals {
  readonly names: NamesPrincipal;
  /** True when a NotPrincipal listing these exempts the caller from a Deny. */
  readonly exempts: (principal: Principal) => boolean;
  readonly problems: readonly { readonly index: number; readonly entry: number; readonly message: string }[];
  /** Placeholders that nothing fills; each could name anyone. */
  readonly unfilled?: readonly string[];
}

/** Makes a Principal or NotPrincipal element ready. */
export function compilePrincipals(element: PrincipalElement): CompiledPrincipals {
  if (element.everyone) return { names: () => naming.direct, exempts: () => true, problems: [] };
  const problems: { index: number; entry: number; message: string }[] = [];
  const left: string[] = [];
  const entries = element.entries.flatMap(({ type, values }, entry) =>
    values.items.map(({ value, unfilled }, index) => {
      if (unfilled !== undefined) {
        left.push(...unfilled);
        return nobody;
      }
      const compiled = compileEntry(type.value, value);
      if (compiled.problem !== undefined) problems.push({ index, entry, message: compiled.problem });
      return compiled.names;
    }),
  );
  const single = entries.length === 1 ? entries[0] : undefined;
  return {
    names: single ?? ((principal) => strongest(entries, principal)),
    exempts: (principal) => exempts(entries, element, principal),
    problems,
    ...(left.length === 0 ? {} : { unfilled: left }),
  };
}

function strongest(entries: readonly NamesPrincipal[], principal: Principal): Naming {
  let best: Naming = naming.none;
  for (const names of entries) {
    const found = names(principal);
    if (found > best) best = found;
  }
  return best;
}

function compileEntry(type: string, value: string): Entry {
  switch (type) {
    case "AWS":
      return compileAws(value);
    case "Service":
      return {
        names: (principal) =>
          principal.kind === "service" && (value === "*" || principal.service === value)
            ? naming.direct
            : naming.none,
      };
    case "Federated":
      return { names: (principal) => (isFederatedBy(principal, value) ? naming.direct : naming.none) };
    case "CanonicalUser":
      return { names: nobody };
    default:
      return {
        names: nobody,
        problem: `${type} is no type of principal: AWS, Service, Federated, CanonicalUser are.`,
      };
  }
}

function isFederatedBy(principal: Principal, value: string): boolean {
  if (principal.kind !== "webIdentity" && principal.kind !== "saml") return false;
  if (value === "*" || value === principal.provider) return true;
  return !principal.provider.startsWith("arn:") && providerName(value) === principal.provider;
}

function compileAws(value: string): Entry {
  if (value === "*") return { names: () => naming.direct };
  if (isAccountId(value))
    return { names: (principal) => (belongsTo(principal, value) ? naming.account : naming.none) };
  if (uniqueId.test(value)) return { names: (principal) => nameById(principal, value) };
  const arn = parseArn(value);
  if (arn === undefined || (arn.service !== "iam" && arn.service !== "sts")) {
    return { names: nobody, problem: `${value} is not the ARN of a principal, an account number or "*".` };
  }
  if (value.includes("*") || value.includes("?")) {
    return { names: nobody, problem: `A wildcard cannot stand for a part of a principal: ${value}.` };
  }
  const resource = arnResource(arn);
  if (resource.kind === "group") {
    return { names: nobody, problem: `A group cannot be a principal: ${value}.` };
  }
  if (resource.kind === "root") {
    return {
      names: (principal) =>
        belongsTo(principal, arn.account) && "partition" in principal && principal.partition === arn.partition
          ? naming.account
          : naming.none,
    };
  }
  return { names: (principal) => nameByArn(principal, value) };
}

function belongsTo(principal: Principal, account: string): boolean {
  return "account" in principal && principal.account === account;
}

function nameById(principal: Principal, id: string): Naming {
  if (!("uniqueId" in principal) || principal.uniqueId !== id) return naming.none;
  return principal.kind === "user" ? naming.direct : naming.role;
}

/** Names are compared with their case. A session ARN does not say its role's path, so then the role's name decides. */
function nameByArn(principal: Principal, arn: string): Naming {
  if (!("arn" in principal)) return naming.none;
  if (principal.kind === "role") return principal.arn === arn ? naming.role : naming.none;
  if (principal.arn === arn) return naming.direct;
  if (principal.kind === "federatedUser") return principal.userArn === arn ? naming.role : naming.none;
  if (principal.kind !== "roleSession") return naming.none;
  if (principal.roleArn !== undefined) return principal.roleArn === arn ? naming.role : naming.none;
  const start = `arn:${principal.partition}:iam::${principal.account}:role/`;
  return arn.startsWith(start) && friendlyName(arn) === principal.roleName ? naming.role : naming.none;
}

/**
 * A Deny with NotPrincipal spares a caller only when everything that stands above it is listed too: the account, and
 * for a session also its role.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function exempts(
  entries: readonly NamesPrincipal[],
  element: PrincipalElement,
  principal: Principal,
): boolean {
  const everyone = element.entries.some(
    ({ type, values }) => type.value === "AWS" && values.items.some((v) => v.value === "*"),
  );
  if (everyone) return true;
  const found = new Set(entries.map((names) => names(principal)));
  switch (principal.kind) {
    case "root":
      return found.has(naming.account) || found.has(naming.direct);
    case "role":
      return found.has(naming.account) && found.has(naming.role);
    case "user":
    case "federatedUser":
      return found.has(naming.account) && found.has(naming.direct);
    case "roleSession":
      return found.has(naming.account) && found.has(naming.role) && found.has(naming.direct);
    case "service":
    case "webIdentity":
    case "saml":
      return found.has(naming.direct);
    case "anonymous":
      return false;
  }
}

/** The Principal that a suggested statement names the caller with. */
export function principalToName(principal: Principal): Readonly<Record<string, string>> | "*" {
  switch (principal.kind) {
    case "service":
      return { Service: principal.service };
    case "webIdentity":
    case "saml":
      return { Federated: principal.provider };
    case "anonymous":
      return "*";
    case "user":
    case "role":
    case "roleSession":
    case "federatedUser":
    case "root":
      return { AWS: policyArn(principal) ?? principal.arn };
  }
}
