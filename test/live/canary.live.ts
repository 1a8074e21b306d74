import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LiveRequest, SessionVault } from "../../src/core/livePort.ts";
import { inspect } from "node:util";
import { Secret } from "../../src/core/secret.ts";
import { createLive } from "../../src/live/live.ts";
import { DEFAULT_LIMITS } from "../../src/live/limits.ts";
import type { CredentialSource } from "../../src/core/profiles/model.ts";
import { startContainerCredentials } from "../servers/containerCredentials.ts";
import { startFront, type Fault, type Front, type Recorded } from "../servers/front.ts";
import { startInstanceMetadata, type TemporaryKeys } from "../servers/instanceMetadata.ts";
import type { Keys, RadosgwAccount } from "../servers/radosgw.ts";
import { startSsoOidc } from "../servers/ssoOidc.ts";
import { startSsoPortal } from "../servers/ssoPortal.ts";
import { converse, hopTo, type Conversation } from "./conversation.ts";
import { withEnvironment } from "./environment.ts";
import { permit, trust } from "./policies.ts";
import { servers } from "./servers.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/**
 * Every secret of these runs is known, or seen on the wire; then everything that the live room said (log with the
 * SDK's own lines, steps, results, failures) is searched for them, as they are and as URL, base64 or JSON write them.
 */
describe("no secret leaves the live room", () => {
  const bucket = "canary-bucket";
  const canary = (): string => randomBytes(30).toString("base64");
  const secrets = new Set<string>();
  const said: string[] = [];
  let front: Front;
  let account: RadosgwAccount;
  let dev: Keys & { readonly arn: string };
  let role: string;
  let home: string;

  const learn = <T extends string>(secret: T): T => {
    secrets.add(secret);
    return secret;
  };

  before(async () => {
    const { radosgw } = servers();
    front = await startFront(radosgw.endpoint);
    account = await radosgw.createAccount();
    dev = await account.createUser("dev", {
      accessKeyId: "AKIAI44QH8DHBEXAMPLE",
      secretAccessKey: learn(canary()),
    });
    role = await account.createRole("Canary", trust({ AWS: dev.arn }));
    await account.putRolePolicy("Canary", "read", permit("s3:*", "*"));
    await account.createBucket(bucket);
    home = temporaryFolder();
  });

  after(() => front.stop());

  beforeEach(() => {
    front.fault = () => undefined;
    front.requests.length = 0;
  });

  /** Sessions that the server made are secrets too: they were on the wire. */
  function learnFromWire(): void {
    for (const { headers } of front.requests) {
      const token = headers["x-amz-security-token"];
      if (typeof token === "string" && token !== "") learn(token);
    }
  }

  function collect(conversation: Conversation, result: unknown): void {
    said.push(JSON.stringify(result), JSON.stringify(conversation.steps), ...conversation.lines);
  }

  const everyCommand = async (make: () => Conversation): Promise<string[]> => {
    const live = createLive({ ...DEFAULT_LIMITS, call: 1_500 });
    const kinds: string[] = [];
    const query = { bucket, prefix: "" };
    const commands = [
      (request: LiveRequest) => live.assumeRole(request),
      (request: LiveRequest) => live.callerIdentity(request),
      (request: LiveRequest) => live.listBucket(request, query),
    ];
    for (const command of commands) {
      const conversation = make();
      const result = await command(conversation.request);
      collect(conversation, result);
      kinds.push(result.kind === "failed" ? result.failure.code : result.kind);
    }
    learnFromWire();
    return kinds;
  };
  const talk = (more: Partial<Parameters<typeof converse>[0]> = {}) =>
    converse({ endpoint: front.endpoint, keys: dev, hops: [hopTo(role, front.endpoint)], ...more });
  const temporary = (): TemporaryKeys => ({
    accessKeyId: "ASIAIOSFODNN7EXAMPLE",
    secretAccessKey: learn(canary()),
    sessionToken: learn(randomBytes(200).toString("base64")),
    expiration: new Date(Date.now() + 3_600_000),
  });

  it("when everything works", async () => {
    assert.deepEqual(await everyCommand(() => talk()), ["ok", "ok", "ok"]);
  });

  it("when an MFA code is sent", async () => {
    const code = learn("739215");
    const hops = [hopTo(role, front.endpoint, { mfaSerial: "arn:aws:iam::111122223333:mfa/phone" })];
    await everyCommand(() => talk({ hops, mfaCode: code }));
    assert.ok(front.requests.some(({ form }) => form.get("TokenCode") === code));
  });

  it("when a session is used elsewhere, whether that works or not", async () => {
    const live = createLive({ ...DEFAULT_LIMITS, call: 1_500 }, { federationEndpoint: front.endpoint });
    const commands = [
      (request: LiveRequest) => live.handOver(request),
      (request: LiveRequest) => live.consoleAddress(request),
      (request: LiveRequest) => live.listRoles(request, {}),
    ];
    for (const fault of [undefined, { kind: "reset" }, { kind: "answer", status: 403 }] satisfies (
      Fault | undefined
    )[]) {
      front.fault = () => fault;
      for (const command of commands) {
        const conversation = talk();
        const result = await command(conversation.request);
        if (result.kind === "ok" && "keys" in result.value) {
          const keys = result.value.keys.reveal();
          learn(keys.secretAccessKey);
          if (keys.sessionToken !== undefined) learn(keys.sessionToken);
        }
        collect(conversation, result);
        said.push(inspect(result, { depth: 9 }));
      }
    }
    assert.ok(live.sessions().length > 0);
    said.push(JSON.stringify(live.sessions()));
    learnFromWire();
  });

  it("when the server repeats what was sent in its refusal", async () => {
    const echo = ({ headers, body }: Recorded): Fault => ({
      kind: "answer",
      status: 403,
      headers: { "x-amz-request-id": "request-id" },
      body: `<Error><Code>SignatureDoesNotMatch</Code><Message>${Object.entries(headers)
        .map(([name, value]) => `${name}: ${String(value)}`)
        .join(
          " ",
        )} ${body.replaceAll("&", "&amp;")} secret ${dev.secretAccessKey} ${encodeURIComponent(dev.secretAccessKey)}</Message></Error>`,
    });
    const hops = [hopTo(role, front.endpoint, { mfaSerial: "arn:aws:iam::111122223333:mfa/phone" })];
    front.fault = echo;
    assert.ok(
      (await everyCommand(() => talk({ hops, mfaCode: learn("864209") }))).every(
        (code) => code === "SignatureDoesNotMatch",
      ),
    );
    front.fault = (request) => (request.path.includes("list-type=2") ? echo(request) : undefined);
    assert.equal((await everyCommand(() => talk()))[2], "SignatureDoesNotMatch");
  });

  for (const fault of [
    { kind: "reset" },
    { kind: "silence" },
    { kind: "cutOff" },
    { kind: "answer", status: 200, body: "<html>" },
    { kind: "answer", status: 500, body: "" },
  ] satisfies Fault[]) {
    it(`when the wire breaks: ${fault.kind}${fault.kind === "answer" ? ` ${fault.status}` : ""}`, async () => {
      front.fault = () => fault;
      assert.ok(!(await everyCommand(() => talk())).includes("ok"));
    });
  }

  it("when the keys are temporary and not accepted", async () => {
    const keys = temporary();
    await everyCommand(() =>
      talk({ keys, source: { kind: "staticKeys", profile: "base", file: "credentials", session: true } }),
    );
  });

  it("when they come from the environment", async () => {
    const keys = temporary();
    await withEnvironment(
      {
        AWS_ACCESS_KEY_ID: keys.accessKeyId,
        AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
        AWS_SESSION_TOKEN: keys.sessionToken,
      },
      () => everyCommand(() => talk({ source: { kind: "environment", session: true } })),
    );
  });

  it("when they come from the instance or the container", async () => {
    const instance = await startInstanceMetadata("MyInstanceRole", temporary());
    const authorization = learn(`Bearer ${canary()}`);
    const container = await startContainerCredentials(authorization, temporary());
    try {
      await withEnvironment(
        {
          AWS_EC2_METADATA_SERVICE_ENDPOINT: instance.endpoint,
          AWS_CONTAINER_CREDENTIALS_FULL_URI: container.endpoint,
          AWS_CONTAINER_AUTHORIZATION_TOKEN: authorization,
        },
        async () => {
          await everyCommand(() => talk({ source: { kind: "instanceMetadata" } }));
          await everyCommand(() => talk({ source: { kind: "containerMetadata" } }));
        },
      );
    } finally {
      await instance.stop();
      await container.stop();
    }
  });

  it("when a program writes them, on either output, and when it fails", async () => {
    const keys = temporary();
    const noise = learn(canary());
    const good = JSON.stringify({
      Version: 1,
      AccessKeyId: keys.accessKeyId,
      SecretAccessKey: keys.secretAccessKey,
      SessionToken: keys.sessionToken,
    });
    for (const [output, exit] of [
      [good, 0],
      [good, 1],
      [`${good} trailing`, 0],
      [`not JSON: ${keys.secretAccessKey}`, 0],
    ] as const) {
      const file = join(home, "program.cjs");
      writeFileSync(
        file,
        `process.stderr.write(${JSON.stringify(noise)}); process.stdout.write(${JSON.stringify(output)}, () => process.exit(${exit}));`,
      );
      const argument = learn(canary());
      const command = `"${process.execPath}" "${file}" --password ${argument}`;
      await everyCommand(() => talk({ source: { kind: "process", profile: "base", command } }));
    }
  });

  it("when they come from SSO, for a good and a bad login", async () => {
    const accessToken = learn(canary());
    const portal = await startSsoPortal({
      accessToken,
      accountId: "111122223333",
      roleName: "Developer",
      keys: temporary(),
    });
    const startUrl = "https://corp.awsapps.com/start";
    const source: CredentialSource = {
      kind: "sso",
      profile: "base",
      startUrl,
      region: "eu-west-1",
      accountId: "111122223333",
      roleName: "Developer",
    };
    const cache = join(home, ".aws", "sso", "cache");
    mkdirSync(cache, { recursive: true });
    try {
      await withEnvironment(
        { HOME: home, USERPROFILE: home, AWS_ENDPOINT_URL_SSO: portal.endpoint },
        async () => {
          for (const token of [accessToken, learn(canary())]) {
            writeFileSync(
              join(cache, `${createHash("sha1").update(startUrl).digest("hex")}.json`),
              JSON.stringify({
                accessToken: token,
                expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
              }),
            );
            await everyCommand(() => talk({ source }));
          }
        },
      );
    } finally {
      await portal.stop();
    }
  });

  it("when a SAML assertion is sent", async () => {
    const assertion = learn(randomBytes(400).toString("base64"));
    const hops = [hopTo(role, front.endpoint, { kind: "assumeRoleWithSaml" })];
    await everyCommand(() => {
      const conversation = talk({
        source: {
          kind: "samlAssertion",
          principalArn: "arn:aws:iam::111122223333:saml-provider/Corp",
        },
        hops,
      });
      return {
        ...conversation,
        request: { ...conversation.request, samlAssertion: new Secret(assertion) },
      };
    });
    assert.ok(front.requests.some(({ form }) => form.get("SAMLAssertion") === assertion));
  });

  it("when a bug throws what it holds, in the middle of a call or with a secret that is on its way out", async () => {
    const secret = new Secret(learn(canary()));
    const error = new Error(`something broke with ${String(secret)}`, { cause: { secret } });
    said.push(error.stack ?? "", inspect(error, { depth: 9, showHidden: true }));
    for (const command of [
      (request: LiveRequest) => createLive().assumeRole(request),
      (request: LiveRequest) => createLive().listBucket(request, { bucket, prefix: "" }),
    ]) {
      const { request } = talk();
      const broken = {
        ...request,
        onStep: () => {
          throw new Error(`cannot read ${dev.secretAccessKey}`, { cause: dev });
        },
      };
      const thrown: unknown = await command(broken).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      assert.ok(thrown instanceof Error);
      assert.match(thrown.message, /^cannot read \(hidden\)$/);
      assert.match(thrown.stack ?? "", /canary\.live\.ts/, "the place is told");
      said.push(inspect(thrown, { depth: 9, showHidden: true }));
    }
  });

  it("when sessions are kept for the next window, also where the storage refuses them", async () => {
    let kept: string | undefined;
    const vaults: SessionVault[] = [
      {
        read: () => Promise.resolve(kept),
        write: (text) => {
          kept = text;
          return Promise.resolve();
        },
      },
      {
        read: () => Promise.reject(new Error(`cannot open ${kept ?? ""}`)),
        write: (text) => Promise.reject(new Error(`cannot store ${text ?? ""}`)),
      },
    ];
    for (const vault of vaults) {
      for (const live of [createLive(DEFAULT_LIMITS, { vault }), createLive(DEFAULT_LIMITS, { vault })]) {
        const conversation = talk();
        await live.rememberFor(["base"]);
        collect(conversation, await live.callerIdentity(conversation.request));
        await live.rememberFor(["base"]);
        said.push(JSON.stringify(live.sessions()), inspect(live.sessions(), { depth: 9 }));
        await live.close();
      }
    }
    learnFromWire();
    const [token] = /"sessionToken":"[^"]{50,}"/.exec(kept ?? "") ?? [];
    assert.ok(token !== undefined, "the storage holds a session");
  });

  it("when somebody signs in to SSO", async () => {
    const oidc = await startSsoOidc();
    const lines: string[] = [];
    try {
      await withEnvironment({ HOME: home, USERPROFILE: home }, async () => {
        const live = createLive(DEFAULT_LIMITS, { ssoOidcEndpoint: oidc.endpoint });
        const result = await live.ssoSignIn({
          startUrl: "https://corp.awsapps.com/start",
          region: "eu-west-1",
          scopes: [],
          way: "code",
          signal: new AbortController().signal,
          show: () => {
            oidc.confirm("granted");
            return Promise.resolve();
          },
          log: (level, line) => {
            lines.push(`${level} ${line}`);
          },
        });
        said.push(JSON.stringify(result), inspect(result, { depth: 9 }), ...lines);
        assert.equal(result.kind, "ok");
      });
    } finally {
      await oidc.stop();
    }
    learn(oidc.accessToken);
    const sent = oidc.requests.flatMap(({ body }) => [body["clientSecret"], body["deviceCode"]]);
    for (const secret of sent) if (typeof secret === "string") learn(secret);
    assert.ok(sent.some((secret) => typeof secret === "string"));
    assert.ok(lines.length > 0);
  });

  it("when a web identity token is sent", async () => {
    const tokenFile = join(home, "token.jwt");
    writeFileSync(
      tokenFile,
      learn(
        `eyJhbGciOiJub25lIn0.${randomBytes(60).toString("base64url")}.${randomBytes(32).toString("base64url")}`,
      ),
    );
    const hops = [hopTo(role, front.endpoint, { kind: "assumeRoleWithWebIdentity" })];
    await everyCommand(() => talk({ source: { kind: "webIdentityToken", tokenFile }, hops }));
  });

  it("and all of it was searched, with the SDK's own log in it", () => {
    assert.ok(secrets.size >= 20, `${secrets.size} secrets`);
    const text = said.join("\n");
    assert.match(text, /debug SDK: STSClient AssumeRoleCommand/);
    for (const secret of secrets) {
      for (const form of [
        secret,
        encodeURIComponent(secret),
        Buffer.from(secret).toString("base64"),
        JSON.stringify(secret).slice(1, -1),
      ]) {
        const at = text.indexOf(form);
        assert.equal(at, -1, `a secret was said: ${text.slice(Math.max(0, at - 200), at)} <here>`);
      }
    }
  });
});
