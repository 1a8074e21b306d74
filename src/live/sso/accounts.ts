import type { SsoAccount, SsoAccountsRequest, SsoAccountsResult } from "../../core/livePort.ts";
import { regionalAddress } from "../../core/regionalAddress.ts";
import { readCaBundle } from "../caBundle.ts";
import { explain } from "../failures/explain.ts";
import type { Limits } from "../limits.ts";
import { createRedactor, type Redactor } from "../redact.ts";
import { abortSignalOf } from "../run.ts";
import type { Wire } from "../wire.ts";
import { malformed } from "./createToken.ts";
import { keptAccessToken } from "./keptToken.ts";
import { Portal } from "./portal.ts";
import { isUnreached, WIRE_MESSAGES, type ServiceCall, type ServiceFailure } from "./serviceCall.ts";

/** Accounts that are asked for their roles at the same time. */
const AT_ONCE = 8;

/** So many accounts without any answer in a row, and the others are not asked any more. */
const MOST_UNREACHED = 3;

/** Other servers in the place of IAM Identity Center's. */
export interface SsoEndpoints {
  readonly oidc?: string;
  readonly portal?: string;
}

/**
 * Every account of a sign-in with its roles. An account whose roles cannot be read says why and does not stop the
 * others; a token that is not accepted is renewed once.
 */
export async function ssoAccounts(
  request: SsoAccountsRequest,
  limits: Pick<Limits, "call">,
  wire: Wire,
  endpoints: SsoEndpoints,
): Promise<SsoAccountsResult> {
  const redactor = createRedactor();
  const { signal, end } = abortSignalOf(request.signal);
  const bundle = request.caBundle === undefined ? undefined : await readCaBundle(request.caBundle);
  if (bundle?.kind === "failed") {
    end();
    const { code, headline } = explain(bundle.problem, { at: { kind: "source" }, source: request.startUrl });
    return { kind: "failed", code, message: headline };
  }
  const partsOf = (endpoint: string): ServiceCall => ({
    ...(bundle === undefined ? {} : { ca: bundle.pem }),
    endpoint,
    wire,
    signal,
    limit: limits.call,
    log: (level, line) => {
      if (!signal.aborted) request.log(level, redactor.text(line));
    },
  });
  const oidc = partsOf(endpoints.oidc ?? regionalAddress("oidc", request.region));
  const portal = partsOf(endpoints.portal ?? regionalAddress("portal.sso", request.region));
  try {
    let refused: string | undefined;
    for (;;) {
      const token = await keptAccessToken(request, oidc, redactor, refused);
      if (signal.aborted) return { kind: "cancelled" };
      if (token === undefined) return { kind: "signInNeeded" };
      const result = await readAll(portal, token, request, redactor);
      if (result.kind !== "signInNeeded" || refused !== undefined) return result;
      refused = token;
    }
  } finally {
    end();
  }
}

async function readAll(
  parts: ServiceCall,
  token: string,
  { onProgress }: SsoAccountsRequest,
  redactor: Redactor,
): Promise<SsoAccountsResult> {
  // What the others still wait for ends with the first that says that nothing can be read.
  const { signal, end } = abortSignalOf(parts.signal);
  const portal = new Portal({ ...parts, signal }, token);
  const listed = await portal.accounts();
  if (listed.kind === "cancelled") return listed;
  const accounts = listed.kind === "ok" ? accountsOf(listed.items) : listed;
  if ("kind" in accounts) {
    return accounts.status === 401
      ? { kind: "signInNeeded" }
      : { kind: "failed", code: accounts.code, message: words(accounts, redactor, NO_ACCOUNTS) };
  }
  onProgress(0, accounts.length);
  const done = new Map<string, SsoAccount>();
  const left = [...accounts];
  let stopped: SsoAccountsResult | undefined;
  let unreached = 0;
  let worst: ServiceFailure | undefined;
  const work = async (): Promise<void> => {
    for (let account = left.shift(); account !== undefined; account = left.shift()) {
      const read: RolesRead =
        unreached >= MOST_UNREACHED && worst !== undefined ? worst : await rolesOf(portal, account.id);
      if (stopped !== undefined) return;
      if (read.kind === "ok") {
        unreached = 0;
        done.set(account.id, { ...account, roles: read.roles });
      } else if (read.kind === "cancelled" || read.status === 401) {
        stopped = read.kind === "cancelled" ? read : { kind: "signInNeeded" };
        end();
        return;
      } else {
        unreached = isUnreached(read.code) ? unreached + 1 : 0;
        worst = read;
        done.set(account.id, { ...account, problem: words(read, redactor, NO_ROLES) });
      }
      onProgress(done.size, accounts.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  end();
  if (stopped !== undefined) return stopped;
  if (worst !== undefined && [...done.values()].every(({ roles }) => roles === undefined))
    return { kind: "failed", code: worst.code, message: words(worst, redactor, NO_ROLES) };
  return { kind: "ok", accounts: accounts.map((account) => done.get(account.id) ?? account) };
}

type RolesRead =
  | { readonly kind: "ok"; readonly roles: readonly string[] }
  | { readonly kind: "cancelled" }
  | ServiceFailure;

async function rolesOf(portal: Portal, accountId: string): Promise<RolesRead> {
  const listed = await portal.roles(accountId);
  if (listed.kind !== "ok") return listed;
  const roles = new Set<string>();
  for (const item of listed.items) {
    const name = fieldOf(item, "roleName");
    // https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PermissionSet.html
    if (name === undefined || !/^[\w+=,.@-]{1,64}$/.test(name)) return malformed;
    roles.add(name);
  }
  return { kind: "ok", roles: [...roles] };
}

/** The accounts without their roles, each once. */
function accountsOf(items: readonly unknown[]): readonly SsoAccount[] | ServiceFailure {
  const accounts = new Map<string, SsoAccount>();
  for (const item of items) {
    const id = fieldOf(item, "accountId");
    if (id === undefined || !/^\d{12}$/.test(id)) return malformed;
    const name = fieldOf(item, "accountName") ?? id;
    const email = fieldOf(item, "emailAddress");
    accounts.set(id, { id, name, ...(email === undefined ? {} : { email }) });
  }
  return [...accounts.values()];
}

/** A text of one line; undefined where there is none. */
function fieldOf(item: unknown, key: string): string | undefined {
  const value: unknown =
    typeof item === "object" && item !== null ? (item as Readonly<Record<string, unknown>>)[key] : undefined;
  const text = typeof value === "string" ? value.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim() : "";
  return text === "" ? undefined : text;
}

/** What the service says is shown, but no more than a line of it. */
const LONGEST_DETAIL = 200;

function words({ code, status, description }: ServiceFailure, redactor: Redactor, forbidden: string): string {
  const known = status === 403 ? forbidden : MESSAGES[code];
  const detail = description === undefined ? "" : ` ${redactor.text(description).slice(0, LONGEST_DETAIL)}`;
  return `${known ?? `IAM Identity Center answered with ${code}.`}${detail}`;
}

const NO_ACCOUNTS =
  "IAM Identity Center does not let this sign-in list accounts: it needs the scope sso:account:access.";
const NO_ROLES = "IAM Identity Center does not tell the roles of this account.";

const MESSAGES: Readonly<Record<string, string>> = {
  ...WIRE_MESSAGES,
  TooManyRequestsException: "IAM Identity Center asks for fewer requests: try again in a while.",
  HTTP429: "IAM Identity Center asks for fewer requests: try again in a while.",
};
