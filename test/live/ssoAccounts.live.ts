import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { SsoAccount, SsoAccountsRequest, SsoAccountsResult } from "../../src/core/livePort.ts";
import { createLive } from "../../src/live/live.ts";
import { DEFAULT_LIMITS } from "../../src/live/limits.ts";
import { startSsoOidc, type SsoOidc } from "../servers/ssoOidc.ts";
import {
  startSsoPortal,
  type PortalAccount,
  type PortalFault,
  type SsoPortal,
} from "../servers/ssoPortal.ts";
import { withEnvironment } from "./environment.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

const startUrl = "https://corp.awsapps.com/start";
const hour = 3_600_000;
const keys = {
  accessKeyId: "ASIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  sessionToken: "AQoEXAMPLEH4aoAH0gNCAPy",
  expiration: new Date(Date.now() + hour),
};

function accountsOf(count: number, roles = 3): PortalAccount[] {
  return Array.from({ length: count }, (_, index) => ({
    id: String(100_000_000_000 + index),
    name: `Team ${index}`,
    email: `aws+${index}@example.com`,
    roles: Array.from({ length: roles }, (__, role) => `Role${role}`),
  }));
}

/** The same as the port tells it. */
function told(accounts: readonly PortalAccount[]): SsoAccount[] {
  return accounts.map((account) => ({ ...account }));
}

describe("the accounts of a sign-in at IAM Identity Center", () => {
  let oidc: SsoOidc;
  let portal: SsoPortal | undefined;
  let home: string;
  let lines: string[];
  let progress: string[];

  beforeEach(async () => {
    oidc = await startSsoOidc();
    home = temporaryFolder();
    lines = [];
    progress = [];
  });
  afterEach(async () => {
    await oidc.stop();
    await portal?.stop();
    portal = undefined;
  });

  async function serve(
    accounts: readonly PortalAccount[],
    options: Parameters<typeof startSsoPortal>[2] = {},
  ): Promise<SsoPortal> {
    portal = await startSsoPortal(
      { accessToken: oidc.accessToken, accountId: "1", roleName: "r", keys },
      accounts,
      options,
    );
    return portal;
  }

  const cacheFile = (): string =>
    join(home, ".aws", "sso", "cache", `${createHash("sha1").update("corp").digest("hex")}.json`);
  /** Leaves a token as the AWS CLI does. */
  const leave = (token: Readonly<Record<string, unknown>> | string): void => {
    mkdirSync(join(cacheFile(), ".."), { recursive: true });
    writeFileSync(cacheFile(), typeof token === "string" ? token : JSON.stringify(token));
  };
  const iso = (fromNow: number): string => new Date(Date.now() + fromNow).toISOString();
  const good = () => ({
    startUrl,
    region: "eu-west-1",
    accessToken: oidc.accessToken,
    expiresAt: iso(8 * hour),
  });
  /** A token that a real sign-in left, with its refresh token, near its end. */
  const expiring = async (expiresAt: string): Promise<void> => {
    const live = createLive(DEFAULT_LIMITS, { ssoOidcEndpoint: oidc.endpoint });
    const signedIn = await withEnvironment({ HOME: home, USERPROFILE: home }, () =>
      live.ssoSignIn({
        startUrl,
        region: "eu-west-1",
        ssoSession: "corp",
        scopes: [],
        way: "code",
        signal: new AbortController().signal,
        show: () => {
          oidc.confirm("granted");
          return Promise.resolve();
        },
        log: () => undefined,
      }),
    );
    assert.equal(signedIn.kind, "ok");
    leave({ ...(JSON.parse(readFileSync(cacheFile(), "utf8")) as object), expiresAt });
  };

  function read(more: Partial<SsoAccountsRequest> = {}, call = 5_000): Promise<SsoAccountsResult> {
    const live = createLive(
      { ...DEFAULT_LIMITS, call },
      { ssoOidcEndpoint: oidc.endpoint, ssoPortalEndpoint: portal?.endpoint ?? "http://127.0.0.1:1" },
    );
    return withEnvironment({ HOME: home, USERPROFILE: home }, () =>
      live.ssoAccounts({
        startUrl,
        region: "eu-west-1",
        ssoSession: "corp",
        signal: new AbortController().signal,
        onProgress: (done, all) => progress.push(`${done}/${all}`),
        log: (level, line) => lines.push(`${level} ${line}`),
        ...more,
      }),
    );
  }
  const accountsIn = (result: SsoAccountsResult): readonly SsoAccount[] => {
    assert.equal(result.kind, "ok", JSON.stringify(result));
    return result.accounts;
  };
  const failureIn = (result: SsoAccountsResult): Extract<SsoAccountsResult, { kind: "failed" }> => {
    assert.equal(result.kind, "failed", JSON.stringify(result));
    return result;
  };
  /** The portal takes what the OIDC service has renewed. */
  const takingRenewed = (server: SsoPortal): void => {
    server.fault = ({ token }) => {
      if (token !== undefined && oidc.refreshed.includes(token)) server.accessTokens.add(token);
      return undefined;
    };
  };
  /** An answer for the roles of one account. */
  const forAccount = (id: string, fault: PortalFault) => (request: SsoPortal["requests"][number]) =>
    request.query.get("account_id") === id ? fault : undefined;

  it("are read page by page, each with all its roles, and told as they come", async () => {
    const accounts = accountsOf(7, 5);
    await serve(accounts, { pageSize: 3 });
    leave(good());
    assert.deepEqual(accountsIn(await read()), told(accounts));
    assert.deepEqual(
      progress,
      [0, 1, 2, 3, 4, 5, 6, 7].map((done) => `${done}/7`),
    );
    assert.equal(portal?.requests.length, 3 + 7 * 2);
  });

  it("are what botocore reads from the same server", async () => {
    const accounts = accountsOf(5, 4);
    const { endpoint } = await serve(accounts, { pageSize: 2 });
    leave(good());
    const script = `
import json, sys, botocore.session
sso = botocore.session.Session().create_client("sso", region_name="eu-west-1", endpoint_url=sys.argv[1])
token = sys.argv[2]
def pages(name, key, **more):
    return [item for page in sso.get_paginator(name).paginate(accessToken=token, **more) for item in page[key]]
print(json.dumps([
    {"id": a["accountId"], "name": a["accountName"], "email": a["emailAddress"],
     "roles": [r["roleName"] for r in pages("list_account_roles", "roleList", accountId=a["accountId"])]}
    for a in pages("list_accounts", "accountList")]))
`;
    const python = join(import.meta.dirname, "..", "..", ".vscode-test", "moto", "bin", "python");
    const { stdout } = await promisify(execFile)(python, ["-c", script, endpoint, oidc.accessToken]);
    assert.deepEqual(JSON.parse(stdout), accountsIn(await read()));
  });

  it("are read a few at a time, also when there are hundreds", async () => {
    const accounts = accountsOf(400, 2);
    const { mostAtOnce } = await serve(accounts, { delayMs: 5 });
    leave(good());
    assert.deepEqual(accountsIn(await read()), told(accounts));
    assert.ok(mostAtOnce() > 1 && mostAtOnce() <= 8, `${mostAtOnce()} at once`);
  });

  it("are all read where the portal asks for fewer requests now and then", async () => {
    const accounts = accountsOf(60, 1);
    const server = await serve(accounts);
    leave(good());
    let count = 0;
    let throttled = 0;
    server.fault = () =>
      ++count % 9 === 0 && throttled++ >= 0
        ? { status: 429, type: "TooManyRequestsException:http://x/", body: '{"message":"Rate exceeded"}' }
        : undefined;
    assert.deepEqual(accountsIn(await read()), told(accounts));
    assert.ok(throttled > 1);
    assert.equal(server.requests.length, 61 + throttled);
  });

  it("wait as long as the portal says, all of them", async () => {
    const server = await serve(accountsOf(20, 1));
    leave(good());
    let from = 0;
    const early: number[] = [];
    server.fault = ({ path }) => {
      if (path !== "/assignment/roles") return undefined;
      if (from === 0) {
        from = Date.now();
        return { status: 429, headers: { "retry-after": "1" }, body: "{}" };
      }
      const after = Date.now() - from;
      if (after > 200 && after < 950) early.push(after);
      return undefined;
    };
    accountsIn(await read());
    assert.deepEqual(early, [], "no request while the pause lasts, but for those that were under way");
    assert.ok(Date.now() - from >= 950);
  });

  it("say that there were too many requests where the wait is too long", async () => {
    const server = await serve(accountsOf(2));
    leave(good());
    server.fault = () => ({ status: 429, headers: { "retry-after": "90" }, body: "busy" });
    const failure = failureIn(await read());
    assert.equal(failure.code, "HTTP429");
    assert.match(failure.message, /fewer requests/);
    assert.equal(server.requests.length, 1);
  });

  it("say of which account the roles cannot be read, and why; the others are there", async () => {
    const accounts = accountsOf(5, 1);
    const [first, second, third, ...others] = accounts;
    assert.ok(first && second && third);
    const server = await serve(accounts);
    leave(good());
    server.fault = (request) =>
      forAccount(first.id, {
        status: 403,
        type: "ForbiddenException",
        body: '{"message":"No access"}',
      })(request) ??
      forAccount(second.id, { status: 500, body: "<html>oops</html>" })(request) ??
      forAccount(third.id, { status: 200, body: '{"roleList":[{"roleName":"a\\nb"}]}' })(request);
    const read3 = accountsIn(await read());
    assert.deepEqual(
      read3.slice(0, 3).map(({ roles, problem }) => [roles, problem]),
      [
        [undefined, "IAM Identity Center does not tell the roles of this account. No access"],
        [undefined, "IAM Identity Center answered with HTTP500."],
        [undefined, "What answered is not IAM Identity Center: check sso_region."],
      ],
    );
    assert.deepEqual(read3.slice(3), told(others));
    const asked = server.requests.filter(({ query }) => query.get("account_id") === second.id);
    assert.equal(asked.length, 3, "a failing server is asked three times");
  });

  it("are a failure where no account tells its roles", async () => {
    const server = await serve(accountsOf(3));
    leave(good());
    server.fault = ({ path }) =>
      path === "/assignment/roles"
        ? { status: 403, type: "ForbiddenException", body: '{"message":"No access"}' }
        : undefined;
    assert.equal(failureIn(await read()).code, "ForbiddenException");
  });

  it("are none, without a failure, where nothing is assigned", async () => {
    await serve([]);
    leave(good());
    assert.deepEqual(accountsIn(await read()), []);
    assert.deepEqual(progress, ["0/0"]);
  });

  it("are asked for again where a connection breaks", async () => {
    const accounts = accountsOf(3, 1);
    const server = await serve(accounts);
    leave(good());
    let broken = 0;
    server.fault = ({ path }) => (path === "/assignment/roles" && broken++ < 2 ? "reset" : undefined);
    assert.deepEqual(accountsIn(await read()), told(accounts));
  });

  it("are given up soon where nothing answers any more", async () => {
    const server = await serve(accountsOf(200, 1));
    leave(good());
    server.fault = ({ path }) => (path === "/assignment/roles" ? "silence" : undefined);
    const failure = failureIn(await read({}, 300));
    assert.equal(failure.code, "Timeout");
    assert.ok(server.requests.length <= 1 + 16, `${server.requests.length} requests`);
  });

  it("need a sign-in without a token, with one that cannot be read, and with one of another start URL", async () => {
    const server = await serve(accountsOf(1));
    assert.deepEqual(await read(), { kind: "signInNeeded" });
    for (const token of [
      "{",
      "null",
      {},
      { ...good(), accessToken: 7 },
      { ...good(), expiresAt: "soon" },
      { ...good(), expiresAt: iso(-1000) },
      { ...good(), expiresAt: iso(-1000), refreshToken: "x" },
      { ...good(), startUrl: "https://other.awsapps.com/start" },
    ]) {
      leave(token);
      assert.deepEqual(await read(), { kind: "signInNeeded" }, JSON.stringify(token));
    }
    assert.equal(server.requests.length + oidc.requests.length, 0, "nothing was sent");
  });

  it("take the token of an older AWS CLI, and of a start URL written with a slash", async () => {
    await serve(accountsOf(1));
    leave({
      ...good(),
      startUrl: `${startUrl}/#/`,
      expiresAt: iso(8 * hour).replace(/\.\d+Z$/, "UTC"),
    });
    accountsIn(await read());
  });

  it("are read with a renewed token where the kept one nears its end, and the new one is kept", async () => {
    const server = await serve(accountsOf(2));
    await expiring(iso(60_000));
    takingRenewed(server);
    accountsIn(await read());
    assert.equal(oidc.refreshed.length, 1);
    assert.ok(server.requests.every(({ token }) => token === oidc.refreshed[0]));
    const kept = JSON.parse(readFileSync(cacheFile(), "utf8")) as Record<string, string>;
    assert.equal(kept["accessToken"], oidc.refreshed[0]);
    assert.equal(statSync(cacheFile()).mode & 0o777, 0o600);
    assert.ok(Date.parse(kept["expiresAt"] ?? "") > Date.now() + hour);
    // The refresh token was good for one use; the next one was kept as well.
    leave({ ...kept, expiresAt: iso(-1000) });
    accountsIn(await read());
    assert.equal(oidc.refreshed.length, 2);
  });

  it("are read with the kept token as long as it lives, where it cannot be renewed", async () => {
    await serve(accountsOf(2));
    await expiring(iso(60_000));
    leave({
      ...(JSON.parse(readFileSync(cacheFile(), "utf8")) as object),
      refreshToken: "refresh-of-somebody-else",
    });
    accountsIn(await read());
    await oidc.stop();
    accountsIn(await read());
    leave({ ...(JSON.parse(readFileSync(cacheFile(), "utf8")) as object), registrationExpiresAt: iso(-1) });
    accountsIn(await read());
  });

  it("are read with a renewed token where the portal does not take the kept one", async () => {
    const server = await serve(accountsOf(2));
    await expiring(iso(8 * hour));
    server.accessTokens.clear();
    takingRenewed(server);
    accountsIn(await read());
    assert.equal(oidc.refreshed.length, 1);
  });

  it("need a sign-in where the renewed token is not taken either, or cannot be had", async () => {
    const server = await serve(accountsOf(2));
    await expiring(iso(8 * hour));
    server.accessTokens.clear();
    assert.deepEqual(await read(), { kind: "signInNeeded" });
    assert.equal(oidc.refreshed.length, 1, "it is renewed once, not for ever");
    leave(good());
    assert.deepEqual(await read(), { kind: "signInNeeded" });
  });

  it("need a sign-in where the token ends while they are read, without waiting for the others", async () => {
    const accounts = accountsOf(20, 1);
    const server = await serve(accounts);
    leave(good());
    server.fault = (request) =>
      request.query.get("account_id") === accounts[3]?.id
        ? { status: 401, type: "UnauthorizedException", body: '{"message":"expired"}' }
        : request.path === "/assignment/roles"
          ? "silence"
          : undefined;
    const started = Date.now();
    assert.deepEqual(await read(), { kind: "signInNeeded" });
    assert.ok(Date.now() - started < 1500);
  });

  it("are named when something else answers", async () => {
    const server = await serve(accountsOf(2));
    leave(good());
    for (const fault of [
      { status: 200, headers: { "content-type": "text/html" }, body: "<html>Log in to the network</html>" },
      { status: 403, headers: { "content-type": "text/html" }, body: "<html>Log in to the network</html>" },
      { status: 200, body: "[]" },
      { status: 200, body: '{"accountList":{}}' },
      { status: 200, body: '{"accountList":[null]}' },
      { status: 200, body: '{"accountList":[{"accountId":"12"}]}' },
      { status: 200, body: '{"accountList":[],"nextToken":"again"}' },
      { status: 200, body: '{"accountList":[{"acc' },
    ]) {
      server.fault = () => fault;
      const { code, message } = failureIn(await read());
      if (fault.status === 200) assert.equal(code, "MalformedAnswer", fault.body);
      assert.doesNotMatch(message, /<html>/);
    }
    assert.ok(server.requests.length < 20);
  });

  it("are named when nothing listens", async () => {
    leave(good());
    const failure = failureIn(await read());
    assert.equal(failure.code, "Network");
    assert.match(failure.message, /cannot be reached/);
  });

  it("have a name and no line ends, whatever the portal says", async () => {
    const server = await serve([]);
    leave(good());
    server.fault = ({ path }) => ({
      status: 200,
      body:
        path === "/assignment/accounts"
          ? '{"accountList":[{"accountId":"111122223333"},{"accountId":"444455556666","accountName":" A\\r\\nB ","emailAddress":""},{"accountId":"444455556666","accountName":"again"}]}'
          : '{"roleList":[{"roleName":"Admin"},{"roleName":"Admin"}]}',
    });
    assert.deepEqual(accountsIn(await read()), [
      { id: "111122223333", name: "111122223333", roles: ["Admin"] },
      { id: "444455556666", name: "again", roles: ["Admin"] },
    ]);
  });

  for (const [when, fault] of [
    ["nothing answers", "silence"],
    ["the portal asks for a pause", { status: 429, headers: { "retry-after": "15" }, body: "{}" }],
  ] as const) {
    it(`stop within 200 ms of a cancel while ${when}`, async () => {
      const server = await serve(accountsOf(50));
      leave(good());
      server.fault = ({ path }) => (path === "/assignment/roles" ? fault : undefined);
      const abort = new AbortController();
      const asked = read({ signal: abort.signal }, 20_000);
      const until = Date.now() + 5_000;
      while (!server.requests.some(({ path }) => path === "/assignment/roles") && Date.now() < until)
        await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => setTimeout(resolve, 100));
      const at = Date.now();
      abort.abort();
      assert.deepEqual(await asked, { kind: "cancelled" });
      assert.ok(Date.now() - at < 200, `${Date.now() - at} ms`);
      const sent = server.requests.length;
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.equal(server.requests.length, sent, "nothing is sent afterwards");
    });
  }

  it("never show a token, even where the service repeats it", async () => {
    const accounts = accountsOf(3);
    const server = await serve(accounts);
    await expiring(iso(60_000));
    const echo = (token: string | undefined): PortalFault => ({
      status: 400,
      type: "InvalidRequestException",
      body: JSON.stringify({ message: `token ${token ?? ""} is not good` }),
    });
    server.fault = ({ path, token, query }) => {
      server.accessTokens.add(token ?? "");
      return path === "/assignment/roles" && query.get("account_id") !== accounts[0]?.id
        ? echo(token)
        : undefined;
    };
    const some = await read();
    assert.match(JSON.stringify(some), /token \(hidden\) is not good/);
    server.fault = ({ token }) => echo(token);
    const none = await read();
    assert.equal(none.kind, "failed");
    const kept = JSON.parse(readFileSync(cacheFile(), "utf8")) as Record<string, string>;
    const said = JSON.stringify([some, none, lines, progress]);
    for (const secret of [
      oidc.accessToken,
      ...oidc.refreshed,
      kept["refreshToken"] ?? "none",
      kept["clientSecret"] ?? "none",
    ])
      assert.equal(said.includes(secret), false);
    assert.ok(oidc.refreshed.length > 0 && lines.some((line) => line.includes("SSO ListAccountRoles")));
    assert.ok(existsSync(cacheFile()));
  });
});
