import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { CaBundle } from "../../src/core/profiles/model.ts";
import type { Live } from "../../src/core/livePort.ts";
import { createLive } from "../../src/live/live.ts";
import { DEFAULT_LIMITS } from "../../src/live/limits.ts";
import { makeAuthority } from "../servers/certificates.ts";
import { startProxy, type Proxy } from "../servers/proxy.ts";
import type { Keys } from "../servers/radosgw.ts";
import { startTlsFront, type TlsFront } from "../servers/tlsFront.ts";
import { converse, failureOf, hopTo, valueOf, type Conversation } from "./conversation.ts";
import { trust } from "./policies.ts";
import { servers } from "./servers.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/** The server's name is known to nobody but the proxy; its certificate is of an authority that nobody trusts. */
describe("a proxy between this machine and AWS", () => {
  const host = "sts.corp.test";
  const password = "proxy-pass-word";
  let proxy: Proxy;
  let tls: TlsFront;
  let dev: Keys;
  let role: string;
  let bundle: CaBundle;
  let bare: string;

  before(async () => {
    const { moto } = servers();
    await moto.reset();
    const account = await moto.account("111122223333");
    const user = await account.createUser("dev");
    dev = user;
    role = await account.createRole("Deploy", trust({ AWS: user.arn }));
    const authority = makeAuthority();
    tls = await startTlsFront(authority.issue([host]), moto.endpoint);
    bare = moto.endpoint.replace("http://", "");
    proxy = await startProxy();
    const path = join(temporaryFolder(), "authority.pem");
    writeFileSync(path, authority.pem);
    bundle = { path, from: "AWS_CA_BUNDLE" };
  });

  after(() => Promise.all([proxy.stop(), tls.stop()]));

  beforeEach(() => {
    proxy.requests.length = 0;
    tls.requests.length = 0;
    proxy.fault = () => undefined;
    proxy.route = (target) =>
      target === `${host}:443` ? tls.address : target === `${host}:80` ? bare : undefined;
  });

  const lives: Live[] = [];
  const opened = (live: Live): Live => {
    lives.push(live);
    return live;
  };
  const noConnections = async (): Promise<void> => {
    for (const live of lives.splice(0)) await live.close();
    const end = Date.now() + 2_000;
    while (proxy.connections() > 0 && Date.now() < end) await sleep(10);
    assert.equal(proxy.connections(), 0);
  };
  afterEach(noConnections);

  const limits = { ...DEFAULT_LIMITS, connect: 1_000, call: 5_000 };
  const withPassword = (): string => `http://ann%40corp:${password}@127.0.0.1:${proxy.port}`;
  const behind = (environment: Readonly<Record<string, string>> = { HTTPS_PROXY: withPassword() }) =>
    opened(createLive(limits, { network: () => ({ kind: "environment", environment }) }));
  const talk = (endpoint = `https://${host}`, caBundle: CaBundle | "none" = bundle): Conversation => {
    const conversation = converse({ endpoint, keys: dev, hops: [hopTo(role, endpoint)] });
    if (caBundle === "none") return conversation;
    const plan = { ...conversation.request.plan, caBundle };
    return { ...conversation, request: { ...conversation.request, plan } };
  };
  const said = ({ lines }: Conversation, failure?: object): string =>
    `${lines.join("\n")}\n${JSON.stringify(failure)}`;

  it("is asked for a tunnel with its name and password, and one tunnel serves several calls", async () => {
    const conversation = talk();
    const live = behind();
    valueOf(await live.assumeRole(conversation.request));
    valueOf(await live.callerIdentity(conversation.request));
    assert.ok(tls.requests.length >= 3);
    assert.ok(proxy.requests.length < tls.requests.length, "connections are kept");
    for (const request of proxy.requests)
      assert.deepEqual(request, {
        method: "CONNECT",
        target: `${host}:443`,
        authorization: `Basic ${Buffer.from(`ann@corp:${password}`).toString("base64")}`,
      });
    assert.match(
      conversation.lines.join("\n"),
      new RegExp(`through http://127\\.0\\.0\\.1:${proxy.port} 200`),
    );
    assert.doesNotMatch(said(conversation), new RegExp(`${password}|ann`));
    await noConnections();
  });

  it("is asked with the whole address where the endpoint is plain http", async () => {
    const live = behind({ http_proxy: `127.0.0.1:${proxy.port}` });
    valueOf(await live.assumeRole(talk(`http://${host}`, "none").request));
    assert.deepEqual(
      new Set(proxy.requests.map(({ method, target }) => `${method} ${target}`)),
      new Set([`POST http://${host}/`]),
    );
  });

  it("is not asked for this machine, nor for what NO_PROXY names", async () => {
    const everything = { HTTP_PROXY: withPassword(), HTTPS_PROXY: withPassword() };
    valueOf(await behind(everything).assumeRole(talk(servers().moto.endpoint, "none").request));
    const failure = failureOf(
      await behind({ ...everything, no_proxy: ".corp.test" }).assumeRole(talk().request),
    );
    assert.match(failure.headline, /cannot be resolved/);
    assert.deepEqual(proxy.requests, []);
  });

  it("is named where it refuses, without its password", async () => {
    const refusals: readonly [number, RegExp][] = [
      [
        407,
        /^The proxy http:\/\/127\.0\.0\.1:\d+ refused the way to https:\/\/sts\.corp\.test: it wants a name and a password \(HTTP 407\)\.$/,
      ],
      [
        403,
        /^The proxy http:\/\/127\.0\.0\.1:\d+ refused the way to https:\/\/sts\.corp\.test \(HTTP 403\)\.$/,
      ],
      [502, /^The proxy http:\/\/127\.0\.0\.1:\d+ could not reach https:\/\/sts\.corp\.test \(HTTP 502\)\.$/],
    ];
    for (const [status, headline] of refusals) {
      proxy.requests.length = 0;
      proxy.fault = () => ({ kind: "refuse", status, headers: { "proxy-authenticate": 'Basic realm="x"' } });
      const conversation = talk();
      const started = Date.now();
      const failure = failureOf(await behind().assumeRole(conversation.request));
      assert.match(failure.headline, headline);
      assert.equal(failure.code, "ProxyRefused");
      assert.equal(failure.httpStatus, status);
      assert.ok(Date.now() - started < limits.call);
      assert.doesNotMatch(said(conversation, failure), new RegExp(`${password}|ann%40`));
    }
  });

  it("is named where it wants a password for plain http", async () => {
    proxy.fault = () => ({ kind: "refuse", status: 407 });
    const live = behind({ http_proxy: withPassword() });
    const failure = failureOf(await live.assumeRole(talk(`http://${host}`, "none").request));
    assert.match(failure.headline, /it wants a name and a password/);
  });

  it("is named where it hangs, in time", async () => {
    proxy.fault = () => ({ kind: "silence" });
    const started = Date.now();
    const failure = failureOf(await behind().assumeRole(talk().request));
    assert.match(
      failure.headline,
      /^No connection to https:\/\/sts\.corp\.test through the proxy http:\/\/127\S+ in time\.$/,
    );
    assert.ok(Date.now() - started < limits.call + 1_000);
    await noConnections();
  });

  it("is left at once when the user cancels while it hangs", async () => {
    proxy.fault = () => ({ kind: "silence" });
    const conversation = talk();
    const running = behind().assumeRole(conversation.request);
    while (proxy.requests.length === 0) await sleep(5);
    const cancelled = Date.now();
    conversation.cancel();
    assert.equal((await running).kind, "cancelled");
    assert.ok(Date.now() - cancelled < 1_000);
    await noConnections();
  });

  it("is named where it is not there, closes, or is of a kind that is not known", async () => {
    const gone = failureOf(await behind({ HTTPS_PROXY: "http://127.0.0.1:1" }).assumeRole(talk().request));
    assert.equal(gone.code, "ProxyUnreachable");
    assert.match(
      gone.headline,
      /^The proxy http:\/\/127\.0\.0\.1:1 on the way to \S+ cannot be reached \(ECONNREFUSED\)\.$/,
    );
    const plain = talk(`http://${host}`, "none");
    const alsoGone = failureOf(await behind({ http_proxy: "http://127.0.0.1:1" }).assumeRole(plain.request));
    assert.equal(alsoGone.code, "ProxyUnreachable");
    proxy.fault = () => ({ kind: "close" });
    assert.equal(failureOf(await behind().assumeRole(talk().request)).code, "ProxyUnreachable");
    const socks = failureOf(await behind({ HTTPS_PROXY: "socks5://127.0.0.1:1" }).assumeRole(talk().request));
    assert.match(socks.headline, /none that can be used on the command line/);
  });

  it("lies before a server whose certificate must be trusted all the same", async () => {
    const failure = failureOf(await behind().assumeRole(talk(`https://${host}`, "none").request));
    assert.match(failure.headline, /^The TLS certificate of https:\/\/sts\.corp\.test is not accepted/);
    assert.match(failure.fixes.join(), /ca_bundle/);
    const others = join(temporaryFolder(), "others.pem");
    writeFileSync(others, makeAuthority("another").pem);
    const stranger = failureOf(
      await behind().assumeRole(talk(`https://${host}`, { path: others, from: "AWS_CA_BUNDLE" }).request),
    );
    assert.match(stranger.headline, /is not accepted/);
  });

  it("is told by the check of the set-up, with what answers without it", async () => {
    const answers = await behind({ HTTP_PROXY: withPassword() }).reach(
      [`http://${host}`, `http://${host}:81`],
      new AbortController().signal,
    );
    const address = proxy.endpoint;
    assert.deepEqual(
      answers.map(({ kind, proxy: through }) => [kind, through]),
      [
        ["answered", { address, alsoDirectly: false }],
        ["answered", { address, alsoDirectly: false }],
      ],
    );
    proxy.fault = () => ({ kind: "refuse", status: 407 });
    const [refused] = await behind({ HTTP_PROXY: withPassword() }).reach(
      [`http://${host}`],
      new AbortController().signal,
    );
    assert.equal(
      refused?.kind === "unreachable" ? refused.reason : "",
      "the proxy wants a name and a password (HTTP 407)",
    );
  });

  it("is named where a sign-in to SSO does not get past it", async () => {
    proxy.fault = () => ({ kind: "refuse", status: 407 });
    const result = await behind().ssoSignIn({
      startUrl: "https://corp.awsapps.com/start",
      region: "eu-west-1",
      scopes: [],
      way: "code",
      signal: new AbortController().signal,
      show: () => Promise.resolve(),
      log: () => undefined,
    });
    assert.deepEqual(
      proxy.requests.map(({ target }) => target),
      ["oidc.eu-west-1.amazonaws.com:443"],
    );
    assert.equal(result.kind === "failed" ? result.code : result.kind, "ProxyRefused");
    assert.match(
      result.kind === "failed" ? result.message : "",
      /^IAM Identity Center cannot be reached\. The proxy http:\/\/127\S+ refused the way to .* \(HTTP 407\)\.$/,
    );
  });

  it("serves the command line, with HTTPS_PROXY and ca_bundle of the profile", async () => {
    const home = temporaryFolder();
    mkdirSync(join(home, ".aws"));
    const section = (name: string, ...more: string[]): string =>
      [`[profile ${name}]`, "region = us-east-1", `endpoint_url = https://${host}`, ...more, ""].join("\n");
    const chain = [`role_arn = ${role}`, "source_profile = base"];
    writeFileSync(
      join(home, ".aws", "config"),
      [
        section("base"),
        section("deploy", ...chain, `ca_bundle = ${bundle.path}`),
        section("untrusting", ...chain),
      ].join("\n"),
    );
    writeFileSync(
      join(home, ".aws", "credentials"),
      `[base]\naws_access_key_id = ${dev.accessKeyId}\naws_secret_access_key = ${dev.secretAccessKey}\n`,
    );
    const main = join(import.meta.dirname, "..", "..", "src", "cli", "main.ts");
    const run = async (profile: string, more: Readonly<Record<string, string>> = {}) => {
      const environment = { PATH: process.env["PATH"], HOME: home, HTTPS_PROXY: withPassword(), ...more };
      try {
        return await promisify(execFile)(
          process.execPath,
          ["--import", "tsx", main, "credentials", "--profile", profile, "--verbose"],
          { env: environment, cwd: join(import.meta.dirname, "..", "..") },
        );
      } catch (error) {
        return error as { stdout: string; stderr: string };
      }
    };
    const deployed = await run("deploy");
    assert.match(deployed.stdout, /"SessionToken"/, deployed.stderr);
    assert.ok(proxy.requests.length > 0);
    assert.match((await run("untrusting", { AWS_CA_BUNDLE: bundle.path })).stdout, /"SessionToken"/);
    const refused = await run("untrusting");
    assert.match(refused.stderr, /TLS certificate .* is not accepted/);
    assert.doesNotMatch(deployed.stderr + refused.stderr, new RegExp(password));
  });
});

describe("a CA bundle", () => {
  const failing = async (path: string) => {
    const { request } = converse({ endpoint: servers().moto.endpoint });
    const plan = { ...request.plan, caBundle: { path, from: "ca_bundle of profile 'base'" } };
    return failureOf(await createLive().callerIdentity({ ...request, plan }));
  };

  it("that cannot be used is named before anything is called", async () => {
    const folder = temporaryFolder();
    const empty = join(folder, "empty.pem");
    writeFileSync(empty, "no certificate");
    const missing = await failing(join(folder, "missing.pem"));
    assert.equal(missing.code, "CaBundleUnreadable");
    assert.match(
      missing.headline,
      /missing\.pem \(ca_bundle of profile 'base'\) cannot be read \(ENOENT\)\.$/,
    );
    assert.equal((await failing(empty)).code, "CaBundleEmpty");
    const relative = await failing("corp.pem");
    assert.equal(relative.code, "CaBundleRelative");
    assert.equal(relative.look, "profile");
  });
});
