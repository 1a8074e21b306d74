import type { ServerResponse } from "node:http";
import type { TemporaryKeys } from "./instanceMetadata.ts";
import { startLoopback, type Loopback } from "./loopback.ts";

/** What the portal knows: one login, one role. */
export interface SsoAssignment {
  readonly accessToken: string;
  readonly accountId: string;
  readonly roleName: string;
  readonly keys: TemporaryKeys;
}

export interface PortalAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
}

export interface PortalRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly token: string | undefined;
}

/** An answer that the real portal gives on a bad day, or none at all. */
export type PortalFault =
  | {
      readonly status: number;
      readonly type?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | "silence"
  | "reset";

export interface SsoPortal extends Loopback {
  /** The tokens that are good now. */
  readonly accessTokens: Set<string>;
  /** Everything that came, in order. */
  readonly requests: PortalRequest[];
  /** How many requests were open at the same time, at most. */
  readonly mostAtOnce: () => number;
  /** Asked before every answer. */
  fault: ((request: PortalRequest) => PortalFault | undefined) | undefined;
}

const PATHS = new Set(["/assignment/accounts", "/assignment/roles", "/federation/credentials"]);

/**
 * ListAccounts, ListAccountRoles and GetRoleCredentials of the IAM Identity Center portal, which moto does not have.
 * AWS_ENDPOINT_URL_SSO names its address to the SDK. A page holds no more than `pageSize` items, whatever is asked for,
 * and an answer takes `delayMs`.
 * https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/Welcome.html
 */
export async function startSsoPortal(
  assignment: SsoAssignment,
  accounts: readonly PortalAccount[] = [],
  { pageSize = 100, delayMs = 0 }: { readonly pageSize?: number; readonly delayMs?: number } = {},
): Promise<SsoPortal> {
  const accessTokens = new Set([assignment.accessToken]);
  const requests: PortalRequest[] = [];
  let open = 0;
  let most = 0;
  const answer = (request: PortalRequest, response: ServerResponse): void => {
    const { path, query, token } = request;
    const refuse = (status: number, type: string, message: string): void => {
      response
        .writeHead(status, { "content-type": "application/json", "x-amzn-errortype": type })
        .end(JSON.stringify({ message }));
    };
    const page = (of: "accountList" | "roleList", items: readonly object[]): void => {
      const size = Number(query.get("max_result") ?? "100");
      const next = query.get("next_token") ?? "from:0";
      const start = Number(next.replace(/^from:/, ""));
      if (!(size >= 1 && size <= 100) || !/^from:\d+$/.test(next) || start > items.length) {
        refuse(400, "InvalidRequestException", "max_result or next_token is not valid");
        return;
      }
      const end = start + Math.min(size, pageSize);
      response.writeHead(200, { "content-type": "application/json" }).end(
        JSON.stringify({
          [of]: items.slice(start, end),
          nextToken: end < items.length ? `from:${end}` : null,
        }),
      );
    };
    if (!PATHS.has(path)) {
      refuse(404, "ResourceNotFoundException", "no such operation");
    } else if (token === undefined || !accessTokens.has(token)) {
      refuse(401, "UnauthorizedException", "Session token not found or invalid");
    } else if (path === "/assignment/accounts") {
      page(
        "accountList",
        accounts.map(({ id, name, email }) => ({ accountId: id, accountName: name, emailAddress: email })),
      );
    } else if (path === "/assignment/roles") {
      const account = accounts.find(({ id }) => id === query.get("account_id"));
      if (account === undefined) refuse(403, "ForbiddenException", "No access");
      else
        page(
          "roleList",
          account.roles.map((roleName) => ({ accountId: account.id, roleName })),
        );
    } else if (
      query.get("account_id") !== assignment.accountId ||
      query.get("role_name") !== assignment.roleName
    ) {
      refuse(403, "ForbiddenException", "No access");
    } else {
      const { accessKeyId, secretAccessKey, sessionToken, expiration } = assignment.keys;
      response.writeHead(200, { "content-type": "application/json" }).end(
        JSON.stringify({
          roleCredentials: { accessKeyId, secretAccessKey, sessionToken, expiration: expiration.getTime() },
        }),
      );
    }
  };
  const loopback = await startLoopback((raw, _, response) => {
    const url = new URL(raw.url ?? "", "http://portal");
    const token = raw.headers["x-amz-sso_bearer_token"];
    const request: PortalRequest = {
      path: url.pathname,
      query: url.searchParams,
      token: typeof token === "string" ? token : undefined,
    };
    requests.push(request);
    most = Math.max(most, ++open);
    response.once("close", () => open--);
    const fault = portal.fault?.(request);
    if (fault === "silence") return;
    if (fault === "reset") raw.socket.destroy();
    else
      setTimeout(() => {
        if (fault === undefined) answer(request, response);
        else
          response
            .writeHead(fault.status, {
              "content-type": "application/json",
              ...(fault.type === undefined ? {} : { "x-amzn-errortype": fault.type }),
              ...fault.headers,
            })
            .end(fault.body);
      }, delayMs);
  });
  const portal: SsoPortal = {
    ...loopback,
    accessTokens,
    requests,
    mostAtOnce: () => most,
    fault: undefined,
  };
  return portal;
}
