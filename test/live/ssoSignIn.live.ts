import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { SsoSignInRequest, SsoSignInResult } from "../../src/core/livePort.ts";
import { createLive } from "../../src/live/live.ts";
import { DEFAULT_LIMITS } from "../../src/live/limits.ts";
import { startSsoOidc, type SsoOidc } from "../servers/ssoOidc.ts";
import { startSsoPortal } from "../servers/ssoPortal.ts";
import { converse, valueOf } from "./conversation.ts";
import { withEnvironment } from "./environment.ts";

const startUrl = "https://corp.awsapps.com/start";

describe("a sign-in at IAM Identity Center", () => {
  let oidc: SsoOidc;
  let home: string;
  const lines: string[] = [];

  beforeEach(async () => {
    oidc = await startSsoOidc();
    home = mkdtempSync(join(tmpdir(), "assume-role-sso-"));
    lines.length = 0;
  });
  afterEach(async () => {
    await oidc.stop();
    rmSync(home, { recursive: true, force: true });
  });

  function signIn(more: Partial<SsoSignInRequest>, endpoint = oidc.endpoint): Promise<SsoSignInResult> {
    const live = createLive({ ...DEFAULT_LIMITS, call: 2_000 }, { ssoOidcEndpoint: endpoint });
    return withEnvironment({ HOME: home, USERPROFILE: home }, () =>
      live.ssoSignIn({
        startUrl,
        region: "eu-west-1",
        ssoSession: "corp",
        scopes: [],
        way: "code",
        signal: new AbortController().signal,
        show: () => Promise.resolve(),
        log: (level, line) => {
          lines.push(`${level} ${line}`);
        },
        ...more,
      }),
    );
  }
  const cacheFile = (key: string): string =>
    join(home, ".aws", "sso", "cache", `${createHash("sha1").update(key).digest("hex")}.json`);
  const confirming: SsoSignInRequest["show"] = () => {
    oidc.confirm("granted");
    return Promise.resolve();
  };

  it("asks no other host that a region could name", async () => {
    for (const region of ["evil.example/#", "eu-west-1.evil.example", "x@evil", ""]) {
      const result = await signIn({ region });
      assert.equal(result.kind === "failed" ? result.code : result.kind, "BadRegion", region);
    }
    assert.deepEqual(oidc.requests, []);
  });

  it("shows the code to compare, waits for the person, and leaves the token for this user alone", async () => {
    const shown: unknown[] = [];
    const result = await signIn({
      show: (page) => {
        shown.push(page);
        return confirming(page);
      },
    });
    assert.equal(result.kind, "ok", JSON.stringify(result));
    assert.deepEqual(shown, [
      { url: "https://device.sso.eu-west-1.amazonaws.com/?user_code=ABCD-EFGH", code: "ABCD-EFGH" },
    ]);
    const file = cacheFile("corp");
    assert.equal(result.cacheFile, file);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(join(file, "..")).length, 1, "no temporary file stays");
    const token = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
    assert.equal(token["accessToken"], oidc.accessToken);
    assert.equal(token["startUrl"], startUrl);
    assert.match(token["expiresAt"] ?? "", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.deepEqual(oidc.requests[0]?.body["scopes"], ["sso:account:access"]);
  });

  it("comes back to this machine with PKCE, and takes no answer of another sign-in", async () => {
    const pages: number[] = [];
    const result = await signIn({
      way: "browser",
      show: async ({ url }) => {
        const authorize = new URL(url);
        assert.equal(authorize.searchParams.get("code_challenge_method"), "S256");
        pages.push((await oidc.comeBack(authorize, "another state")).status);
        pages.push(
          (await fetch(new URL("/favicon.ico", authorize.searchParams.get("redirect_uri") ?? ""))).status,
        );
        pages.push((await oidc.comeBack(authorize)).status);
      },
    });
    assert.equal(result.kind, "ok", JSON.stringify(result));
    assert.deepEqual(pages, [400, 404, 200]);
    assert.ok(readFileSync(cacheFile("corp"), "utf8").includes(oidc.accessToken));
  });

  it("names the file by the start URL where there is no sso-session, as the CLI does", async () => {
    const live = createLive(DEFAULT_LIMITS, { ssoOidcEndpoint: oidc.endpoint });
    const result = await withEnvironment({ HOME: home, USERPROFILE: home }, () =>
      live.ssoSignIn({
        startUrl,
        region: "eu-west-1",
        scopes: ["sso:account:access", "codewhisperer:completions"],
        way: "code",
        signal: new AbortController().signal,
        show: confirming,
        log: () => undefined,
      }),
    );
    assert.equal(result.kind, "ok");
    assert.equal(result.cacheFile, cacheFile(startUrl));
    assert.deepEqual(oidc.requests[0]?.body["scopes"], ["sso:account:access", "codewhisperer:completions"]);
  });

  it("serves our own calls and botocore's from one token", async () => {
    assert.equal((await signIn({ show: confirming })).kind, "ok");
    const keys = {
      accessKeyId: "ASIAIOSFODNN7EXAMPLE",
      secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
      sessionToken: "AQoEXAMPLEH4aoAH0gNCAPy",
      expiration: new Date(Date.now() + 3_600_000),
    };
    const portal = await startSsoPortal({
      accessToken: oidc.accessToken,
      accountId: "111122223333",
      roleName: "Developer",
      keys,
    });
    try {
      const config = `[profile base]\nregion = eu-west-1\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Developer\n[sso-session corp]\nsso_start_url = ${startUrl}\nsso_region = eu-west-1\n`;
      const talk = converse({
        endpoint: portal.endpoint,
        config,
        source: {
          kind: "sso",
          profile: "base",
          ssoSession: "corp",
          startUrl,
          region: "eu-west-1",
          accountId: "111122223333",
          roleName: "Developer",
        },
      });
      const environment = { HOME: home, USERPROFILE: home, AWS_ENDPOINT_URL_SSO: portal.endpoint };
      const handed = await withEnvironment(environment, () => createLive().handOver(talk.request));
      assert.equal(valueOf(handed).keys.reveal().secretAccessKey, keys.secretAccessKey);

      const file = join(home, "config");
      writeFileSync(file, config);
      const python = join(import.meta.dirname, "..", "..", ".vscode-test", "moto", "bin", "python");
      const { stdout } = await promisify(execFile)(
        python,
        [
          "-c",
          "import botocore.session; print(botocore.session.Session(profile='base').get_credentials().get_frozen_credentials().secret_key)",
        ],
        { env: { ...environment, PATH: process.env["PATH"], AWS_CONFIG_FILE: file } },
      );
      assert.equal(stdout.trim(), keys.secretAccessKey);
    } finally {
      await portal.stop();
    }
  });

  it("says that it was refused, in words", async () => {
    const result = await signIn({
      show: () => {
        oidc.confirm("denied");
        return Promise.resolve();
      },
    });
    assert.equal(result.kind, "failed");
    assert.equal(result.code, "access_denied");
    assert.match(result.message, /refused in the browser/);
  });

  it("says that nothing listens, or something else", async () => {
    const nobody = await signIn({}, "http://127.0.0.1:1");
    assert.equal(nobody.kind === "failed" ? nobody.code : nobody.kind, "Network");
    const portal = await startSsoPortal({
      accessToken: "x",
      accountId: "1",
      roleName: "r",
      keys: {
        accessKeyId: "AKIAIOSFODNN7EXAMPLE",
        secretAccessKey: "x",
        sessionToken: "x",
        expiration: new Date(),
      },
    });
    try {
      const another = await signIn({}, portal.endpoint);
      assert.equal(another.kind === "failed" ? another.code : another.kind, "ResourceNotFoundException");
    } finally {
      await portal.stop();
    }
  });

  for (const way of ["code", "browser"] as const) {
    it(`ends at once when it is cancelled (${way}), and leaves no token`, async () => {
      const controller = new AbortController();
      let cancelled = 0;
      const result = await signIn({
        way,
        signal: controller.signal,
        show: () => {
          setTimeout(() => {
            cancelled = Date.now();
            controller.abort();
          }, 50);
          return Promise.resolve();
        },
      });
      assert.equal(result.kind, "cancelled");
      assert.ok(Date.now() - cancelled < 10_000, "at once, on a busy machine too");
      assert.throws(() => readFileSync(cacheFile("corp")));
    });
  }

  it("says no secret in the log", async () => {
    await signIn({ show: confirming });
    const log = lines.join("\n");
    assert.match(log, /SSO sign-in \/token 127\.0\.0\.1:\d+ 200 \d+ ms/);
    assert.doesNotMatch(log, /client-secret|device-code|sso-access|refresh-/);
  });
});
