import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { findSamlResponse } from "../../src/core/saml/findResponse.ts";
import { Secret } from "../../src/core/secret.ts";
import { createLive } from "../../src/live/live.ts";
import { DEFAULT_LIMITS } from "../../src/live/limits.ts";
import { startFront, type Front, type Recorded } from "../servers/front.ts";
import { startLoopback } from "../servers/loopback.ts";
import type { Keys, RadosgwAccount } from "../servers/radosgw.ts";
import { converse, failureOf, hopTo, valueOf } from "./conversation.ts";
import { permit, trust } from "./policies.ts";
import { servers } from "./servers.ts";

const device = "arn:aws:iam::111122223333:mfa/phone";
const actionsOf = (front: Front): (string | null)[] =>
  front.requests.map(({ form }) => form.get("Action")).filter((action) => action !== "GetCallerIdentity");
const isAssume = ({ form }: Recorded): boolean => form.get("Action") === "AssumeRole";

describe("sessions", () => {
  let front: Front;
  let account: RadosgwAccount;
  let dev: Keys & { readonly arn: string };
  let reader: string;
  let writer: string;

  before(async () => {
    const { radosgw } = servers();
    front = await startFront(radosgw.endpoint);
    account = await radosgw.createAccount();
    dev = await account.createUser("dev");
    reader = await account.createRole("Reader", trust({ AWS: dev.arn }));
    writer = await account.createRole("Writer", trust({ AWS: dev.arn }));
    await account.putRolePolicy("Reader", "read", permit("s3:*", "*"));
    // Ceph asks for this right; AWS grants the call to every user.
    await account.putUserPolicy("dev", "mfa", permit("sts:GetSessionToken", "*"));
    await account.createBucket("sessions-bucket");
  });
  after(() => front.stop());
  beforeEach(() => {
    front.requests.length = 0;
    front.fault = () => undefined;
  });

  const talk = (more: Partial<Parameters<typeof converse>[0]> = {}) =>
    converse({ endpoint: front.endpoint, keys: dev, hops: [hopTo(reader, front.endpoint)], ...more });
  const config = "[profile base]\nregion = us-east-1\n";

  it("are listed with their role and their end, and forgotten one by one", async () => {
    const live = createLive();
    let changes = 0;
    live.onSessionsChange(() => changes++);
    const first = talk();
    valueOf(await live.assumeRole(first.request));
    valueOf(await live.assumeRole(talk({ hops: [hopTo(writer, front.endpoint)] }).request));
    assert.deepEqual(
      live.sessions().map(({ kind, arn }) => [kind, arn?.split("/").at(-2)]),
      [
        ["role", "Reader"],
        ["role", "Writer"],
      ],
    );
    assert.equal(live.sessions()[0]?.plan, first.request.plan);
    assert.ok(changes >= 2);
    live.forget(live.sessions()[0]?.id ?? "");
    assert.deepEqual(
      live.sessions().map(({ arn }) => arn?.split("/").at(-2)),
      ["Writer"],
    );
    assert.deepEqual(
      (await live.callerIdentity(first.request)).steps.map(({ kind }) => kind),
      ["source", "hop"],
      "the forgotten one is made anew",
    );
    await live.close();
    assert.deepEqual(live.sessions(), []);
  });

  it("end when a section of their profile is changed, and only then", async () => {
    const live = createLive();
    const { request } = talk({ config });
    valueOf(await live.assumeRole(request));
    writeFileSync(request.files.config, `${config}[profile other]\nregion = eu-west-1\n`);
    await live.recheckProfiles();
    assert.equal(live.sessions().length, 1);
    writeFileSync(request.files.config, config.replace("us-east-1", "eu-west-1"));
    await live.recheckProfiles();
    assert.equal(live.sessions().length, 0);
  });

  it("outlive the window only in the vault, for a profile that was opted in", async () => {
    let text: string | undefined;
    const vault = {
      read: () => Promise.resolve(text),
      write: (value: string | undefined) => {
        text = value;
        return Promise.resolve();
      },
    };
    const hasKeys = () => text?.includes("secretAccessKey") === true;
    const { request } = talk({ config });
    const first = createLive(DEFAULT_LIMITS, { vault });
    valueOf(await first.assumeRole(request));
    await first.rememberFor(["another"]);
    assert.equal(text, undefined, "not opted in");
    await first.rememberFor(["base"]);
    assert.equal(first.sessions()[0]?.remembered, true);
    assert.ok(hasKeys());
    const held = first.sessions();
    await first.close();
    front.requests.length = 0;

    const next = createLive(DEFAULT_LIMITS, { vault });
    assert.deepEqual(next.sessions(), []);
    await next.rememberFor(["base"]);
    assert.deepEqual(next.sessions(), held);
    const again = await next.callerIdentity(request);
    assert.equal(again.kind, "ok");
    assert.deepEqual(
      again.steps.map(({ kind }) => kind),
      ["reusedSession"],
    );
    // A command that comes before the vault has answered waits for it.
    const third = createLive(DEFAULT_LIMITS, { vault });
    void third.rememberFor(["base"]);
    assert.equal((await third.callerIdentity(request)).kind, "ok");
    assert.deepEqual(actionsOf(front), [], "nobody assumed a role again");

    writeFileSync(request.files.config, config.replace("us-east-1", "eu-west-1"));
    const changed = createLive(DEFAULT_LIMITS, { vault });
    await changed.rememberFor(["base"]);
    assert.deepEqual(changed.sessions(), [], "its section reads otherwise now");
    writeFileSync(request.files.config, config);
    valueOf(await next.assumeRole(request));
    next.forgetAll();
    await next.rememberFor(["base"]);
    assert.equal(hasKeys(), false, "forgotten there too");
  });

  it("are not kept where their section was changed while they were made", async () => {
    const live = createLive();
    const { request } = talk({ config });
    // The request is on its way when the file changes; the answer is still to come.
    front.fault = (asked) => {
      if (isAssume(asked)) writeFileSync(request.files.config, config.replace("us-east-1", "eu-west-1"));
      return undefined;
    };
    valueOf(await live.assumeRole(request));
    assert.deepEqual(live.sessions(), []);
  });

  it("run on where a new one was asked for and nobody answered, and end where it was refused", async () => {
    const live = createLive({ ...DEFAULT_LIMITS, connect: 500, call: 500 });
    const { request } = talk();
    valueOf(await live.assumeRole(request));
    const [before] = live.sessions();
    front.fault = (asked) => (isAssume(asked) ? { kind: "silence" } : undefined);
    assert.equal(failureOf(await live.assumeRole(request)).code, "Timeout");
    assert.deepEqual(live.sessions(), [before]);
    const aborted = new AbortController();
    aborted.abort();
    assert.equal((await live.assumeRole({ ...request, signal: aborted.signal })).kind, "cancelled");
    assert.deepEqual(live.sessions(), [before]);
    const denied =
      "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not authorized</Message></Error></ErrorResponse>";
    front.fault = (asked) => (isAssume(asked) ? { kind: "answer", status: 403, body: denied } : undefined);
    assert.equal(failureOf(await live.assumeRole(request)).code, "AccessDenied");
    assert.deepEqual(live.sessions(), []);
  });

  it("are handed over whole, in a wrapping that no log can open", async () => {
    const live = createLive();
    const handed = valueOf(await live.handOver(talk().request));
    const keys = handed.keys.reveal();
    assert.ok(keys.sessionToken !== undefined && keys.expiration !== undefined);
    assert.match(handed.role.arn ?? "", /assumed-role\/Reader/);
    const said = `${JSON.stringify(handed)} ${String(handed.keys)}`;
    assert.equal(said.includes(keys.secretAccessKey), false);
    const used = converse({ endpoint: front.endpoint, keys: { ...keys, sessionToken: keys.sessionToken } });
    valueOf(await live.listBucket(used.request, { bucket: "sessions-bucket", prefix: "" }));
  });

  describe("of an MFA device", () => {
    const withDevice = (role: string, more: Partial<Parameters<typeof converse>[0]> = {}) =>
      talk({ hops: [hopTo(role, front.endpoint, { mfaSerial: device })], mfaCode: "123 456", ...more });

    it("spare every further code while they live", async () => {
      const live = createLive();
      const first = withDevice(reader);
      valueOf(await live.assumeRole(first.request));
      const second = withDevice(writer);
      valueOf(await live.assumeRole(second.request));
      const third = withDevice(reader);
      valueOf(await live.assumeRole(third.request));
      assert.deepEqual([first.asked, second.asked, third.asked], [[device], [], []]);
      assert.deepEqual(actionsOf(front), ["GetSessionToken", "AssumeRole", "AssumeRole", "AssumeRole"]);
      const [asked] = front.requests.filter(({ form }) => form.get("Action") === "GetSessionToken");
      assert.equal(asked?.form.get("SerialNumber"), device);
      assert.equal(asked.form.get("TokenCode"), "123456");
      assert.equal(
        front.requests.some((request) => isAssume(request) && request.form.has("TokenCode")),
        false,
      );
      assert.deepEqual(
        live.sessions().map(({ kind, mfaSerial }) => [kind, mfaSerial]),
        [
          ["mfa", device],
          // Each conversation has files of its own, so that its plan is another one.
          ["role", undefined],
          ["role", undefined],
          ["role", undefined],
        ],
      );
      const steps = second.steps.find(({ kind }) => kind === "mfaSession");
      assert.equal(steps?.kind === "mfaSession" && steps.reused, true);
    });

    it("are not those of another device, and end with Forget All", async () => {
      const live = createLive();
      valueOf(await live.assumeRole(withDevice(reader).request));
      const other = talk({
        hops: [hopTo(reader, front.endpoint, { mfaSerial: `${device}2` })],
        mfaCode: "654321",
      });
      valueOf(await live.assumeRole(other.request));
      assert.deepEqual(other.asked, [`${device}2`]);
      live.forgetAll();
      const after = withDevice(reader);
      valueOf(await live.assumeRole(after.request));
      assert.deepEqual(after.asked, [device]);
    });

    it("give way to a new code where a policy finds them too old", async () => {
      const live = createLive();
      valueOf(await live.assumeRole(withDevice(reader).request));
      let left = 1;
      front.fault = (request) =>
        isAssume(request) && left-- > 0
          ? {
              kind: "answer",
              status: 403,
              body: "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not authorized</Message></Error></ErrorResponse>",
            }
          : undefined;
      const again = withDevice(reader);
      valueOf(await live.assumeRole(again.request));
      assert.deepEqual(again.asked, [device]);
    });

    it("are not asked for by keys that are a session already: the code goes with AssumeRole", async () => {
      const live = createLive();
      const session = valueOf(await live.handOver(talk().request)).keys.reveal();
      front.requests.length = 0;
      const chained = withDevice(reader, { keys: { ...session, sessionToken: session.sessionToken ?? "" } });
      await live.assumeRole(chained.request);
      assert.deepEqual(actionsOf(front), ["AssumeRole"]);
      assert.equal(front.requests.find(isAssume)?.form.get("TokenCode"), "123456");
    });

    it("are done without where the server offers none, with the same code", async () => {
      front.fault = ({ form }) =>
        form.get("Action") === "GetSessionToken"
          ? { kind: "answer", status: 501, body: "<Error><Code>NotImplemented</Code></Error>" }
          : undefined;
      const conversation = withDevice(reader);
      // Ceph refuses a code with AssumeRole; what counts is that it was sent there.
      await createLive().assumeRole(conversation.request);
      assert.equal(front.requests.find(isAssume)?.form.get("TokenCode"), "123456");
      assert.deepEqual(conversation.asked, [device]);
    });

    it("say that the code was wrong, and do not send it twice", async () => {
      front.fault = ({ form }) =>
        form.get("Action") === "GetSessionToken"
          ? {
              kind: "answer",
              status: 403,
              body: "<ErrorResponse><Error><Code>AccessDenied</Code><Message>MultiFactorAuthentication failed with invalid MFA one time pass code.</Message></Error></ErrorResponse>",
            }
          : undefined;
      const failure = failureOf(await createLive().assumeRole(withDevice(reader).request));
      assert.match(failure.headline, /MFA code for arn:aws:iam::111122223333:mfa\/phone was not accepted/);
      assert.deepEqual(actionsOf(front), ["GetSessionToken"]);
    });
  });
});

describe("the console", () => {
  it("is opened by a token that the session's keys are exchanged for, and none of it is logged", async () => {
    const { radosgw } = servers();
    const account = await radosgw.createAccount();
    const dev = await account.createUser("dev");
    const role = await account.createRole("Reader", trust({ AWS: dev.arn }));
    let asked = new URLSearchParams();
    const federation = await startLoopback((request, _, response) => {
      asked = new URL(request.url ?? "", "http://federation").searchParams;
      response.end(JSON.stringify({ SigninToken: "sign-in-token-EXAMPLE" }));
    });
    try {
      const live = createLive(DEFAULT_LIMITS, { federationEndpoint: `${federation.endpoint}/federation` });
      const talk = converse({ endpoint: radosgw.endpoint, keys: dev, hops: [hopTo(role, radosgw.endpoint)] });
      const address = new URL(valueOf(await live.consoleAddress(talk.request)).reveal());
      assert.equal(`${address.origin}${address.pathname}`, "https://signin.aws.amazon.com/federation");
      assert.equal(address.searchParams.get("SigninToken"), "sign-in-token-EXAMPLE");
      assert.equal(
        address.searchParams.get("Destination"),
        "https://console.aws.amazon.com/?region=us-east-1",
      );
      const keys = valueOf(await live.handOver(talk.request)).keys.reveal();
      assert.equal(asked.get("Action"), "getSigninToken");
      assert.deepEqual(JSON.parse(asked.get("Session") ?? ""), {
        sessionId: keys.accessKeyId,
        sessionKey: keys.secretAccessKey,
        sessionToken: keys.sessionToken,
      });
      const log = talk.lines.join("\n");
      assert.match(log, /GetSigninToken 127\.0\.0\.1:\d+ 200/);
      for (const secret of ["sign-in-token-EXAMPLE", keys.secretAccessKey, keys.sessionToken ?? "?"])
        assert.equal(log.includes(secret), false);

      const longTerm = converse({ endpoint: radosgw.endpoint, keys: dev });
      assert.equal(failureOf(await live.consoleAddress(longTerm.request)).code, "NotTemporary");
    } finally {
      await federation.stop();
    }
  });
});

describe("ListRoles", () => {
  it("pages through the roles of the account, and says when it is not allowed", async () => {
    const { moto } = servers();
    await moto.reset();
    const account = await moto.account("111122223333");
    const dev = await account.createUser("dev");
    const powerless = await account.createUser("powerless");
    await account.putUserPolicy("dev", "all", permit("iam:ListRoles", "*"));
    const role = await account.createRole("Deploy", trust({ AWS: dev.arn }));
    await account.createRole("Lambda", trust({ Service: "lambda.amazonaws.com" }));
    await moto.enforce(true);
    try {
      const live = createLive();
      const page = valueOf(
        await live.listRoles(converse({ endpoint: moto.endpoint, keys: dev }).request, {}),
      );
      assert.deepEqual(page.roles.map(({ arn, trustsAws }) => [arn, trustsAws]).sort(), [
        [role, true],
        ["arn:aws:iam::111122223333:role/Lambda", false],
      ]);
      const failure = failureOf(
        await live.listRoles(converse({ endpoint: moto.endpoint, keys: powerless }).request, {}),
      );
      assert.match(failure.headline, /does not let .* list roles/);
      assert.deepEqual(failure.at, { kind: "roles" });
    } finally {
      await moto.enforce(false);
    }
  });
});

describe("a SAML assertion", () => {
  const principalArn = "arn:aws:iam::111122223333:saml-provider/Corp";
  const roleArn = "arn:aws:iam::111122223333:role/Federated";
  const assertion = Buffer.from(
    `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"><saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><saml:AttributeStatement><saml:Attribute Name="https://aws.amazon.com/SAML/Attributes/Role"><saml:AttributeValue>${roleArn},${principalArn}</saml:AttributeValue></saml:Attribute><saml:Attribute Name="https://aws.amazon.com/SAML/Attributes/RoleSessionName"><saml:AttributeValue>alice</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion></samlp:Response>`,
  ).toString("base64");

  it("is sent as the identity provider's page holds it, whatever form the page has", async () => {
    const { moto } = servers();
    const front = await startFront(moto.endpoint);
    try {
      const xml = Buffer.from(assertion, "base64").toString();
      for (const text of [
        `<html><form action="https://signin.aws.amazon.com/saml"><INPUT NAME=SAMLResponse VALUE='${assertion}'></form>`,
        `SAMLResponse=${encodeURIComponent(assertion)}&RelayState=`,
        xml,
      ]) {
        const found = findSamlResponse(text);
        assert.equal(found.kind, "response");
        const talk = converse({
          endpoint: front.endpoint,
          source: { kind: "samlAssertion", principalArn },
          hops: [hopTo(roleArn, front.endpoint, { kind: "assumeRoleWithSaml" })],
        });
        const request = { ...talk.request, samlAssertion: new Secret(found.base64) };
        const { arn } = valueOf(await createLive().assumeRole(request));
        assert.equal(arn, "arn:aws:sts::111122223333:assumed-role/Federated/alice");
      }
      assert.deepEqual(
        front.requests.map(({ form }) => form.get("SAMLAssertion")),
        [assertion, assertion, assertion],
      );
    } finally {
      await front.stop();
    }
  });

  it("is sent once, and neither logged nor kept", async () => {
    const { moto } = servers();
    const front = await startFront(moto.endpoint);
    try {
      const live = createLive();
      const talk = converse({
        endpoint: front.endpoint,
        source: { kind: "samlAssertion", principalArn },
        hops: [hopTo(roleArn, front.endpoint, { kind: "assumeRoleWithSaml", durationSeconds: 900 })],
      });
      const role = valueOf(
        await live.assumeRole({ ...talk.request, samlAssertion: new Secret(` ${assertion}\n`) }),
      );
      assert.equal(role.arn, "arn:aws:sts::111122223333:assumed-role/Federated/alice");
      const [sent] = front.requests.map(({ form }) => form);
      assert.equal(sent?.get("PrincipalArn"), principalArn);
      assert.equal(sent.get("SAMLAssertion"), assertion);
      assert.equal(sent.get("DurationSeconds"), "900");
      assert.equal(talk.lines.join("\n").includes(assertion.slice(0, 60)), false);
      // The session serves later calls; a new one needs a new assertion.
      assert.equal((await live.callerIdentity(talk.request)).kind, "ok");
      assert.equal(failureOf(await live.assumeRole(talk.request)).code, "SamlAssertionMissing");
    } finally {
      await front.stop();
    }
  });
});
