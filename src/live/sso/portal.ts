import { setTimeout as sleep } from "node:timers/promises";
import { sendToService, type ServiceAnswer, type ServiceCall, type ServiceFailure } from "./serviceCall.ts";

/** As many as the portal gives at once. */
const PAGE = 100;

/** Attempts for one page where the portal asks for fewer requests, and where something breaks on the way. */
const THROTTLED_ATTEMPTS = 8;
const BROKEN_ATTEMPTS = 3;

/** In milliseconds. A longer wait than the last is not waited for. */
const FIRST_WAIT = 400;
const LONGEST_WAIT = 20_000;

/** A kept connection that the other side has closed meanwhile. */
const LOST = /^(ECONNRESET|EPIPE)$/;

export type PortalList =
  { readonly kind: "ok"; readonly items: readonly unknown[] } | Exclude<ServiceAnswer, { kind: "ok" }>;

/**
 * The portal of IAM Identity Center, which tells what a sign-in may use. All requests of one reading share the pause
 * that the portal asks one of them for.
 * https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/Welcome.html
 */
export class Portal {
  private pausedUntil = 0;

  constructor(
    private readonly parts: ServiceCall,
    private readonly accessToken: string,
  ) {}

  accounts(): Promise<PortalList> {
    return this.list({ name: "SSO ListAccounts", path: "/assignment/accounts", of: "accountList" }, {});
  }

  roles(accountId: string): Promise<PortalList> {
    return this.list(
      { name: "SSO ListAccountRoles", path: "/assignment/roles", of: "roleList" },
      { account_id: accountId },
    );
  }

  /** Every page of a list. */
  private async list(what: List, query: Readonly<Record<string, string>>): Promise<PortalList> {
    const items: unknown[] = [];
    const seen = new Set<string>();
    for (;;) {
      const next = [...seen].at(-1);
      const answer = await this.page(what, {
        ...query,
        max_result: String(PAGE),
        ...(next === undefined ? {} : { next_token: next }),
      });
      if (answer.kind !== "ok") return answer;
      const { [what.of]: page, nextToken } = answer.data;
      if (!Array.isArray(page)) return { kind: "failed", code: "MalformedAnswer" };
      items.push(...(page as readonly unknown[]));
      if (typeof nextToken !== "string" || nextToken === "") return { kind: "ok", items };
      // A list that leads back into itself would never end.
      if (seen.has(nextToken)) return { kind: "failed", code: "MalformedAnswer" };
      seen.add(nextToken);
    }
  }

  private async page(what: List, query: Readonly<Record<string, string>>): Promise<ServiceAnswer> {
    const { signal } = this.parts;
    for (let attempt = 1; ; attempt++) {
      while (Date.now() < this.pausedUntil) {
        await sleep(this.pausedUntil - Date.now(), undefined, { signal }).catch(() => undefined);
        if (signal.aborted) return { kind: "cancelled" };
      }
      const answer = await sendToService(this.parts, {
        name: what.name,
        method: "GET",
        path: what.path,
        query,
        headers: { "x-amz-sso_bearer_token": this.accessToken, accept: "application/json" },
      });
      if (answer.kind !== "failed" || attempt >= attemptsFor(answer)) return answer;
      const wait = waitAfter(answer, attempt);
      if (wait > LONGEST_WAIT) return answer;
      this.pausedUntil = Math.max(this.pausedUntil, Date.now() + wait);
    }
  }
}

interface List {
  /** For the log. */
  readonly name: string;
  readonly path: string;
  /** The field that holds the items. */
  readonly of: string;
}

function attemptsFor({ status, code, errno }: ServiceFailure): number {
  if (status === 429) return THROTTLED_ATTEMPTS;
  const isBroken = (status ?? 0) >= 500 || (code === "Network" && LOST.test(errno ?? ""));
  return isBroken ? BROKEN_ATTEMPTS : 1;
}

/** Twice as long each time, and never the same for two of us; or what the portal asks for. */
function waitAfter({ retryAfter }: ServiceFailure, attempt: number): number {
  if (retryAfter !== undefined) return retryAfter * 1000;
  return Math.min(FIRST_WAIT * 2 ** (attempt - 1) * (0.75 + Math.random() / 2), LONGEST_WAIT);
}
