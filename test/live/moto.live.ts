import assert from "node:assert/strict";
import { createLive } from "../../src/live/live.ts";
import { startFront, type Front } from "../servers/front.ts";
import type { MotoAccount } from "../servers/moto.ts";
import type { Keys } from "../servers/radosgw.ts";
import { converse, failureOf, hopTo, valueOf } from "./conversation.ts";
import { permit, trust } from "./policies.ts";
import { servers } from "./servers.ts";

/** moto has GetCallerIdentity and AWS's error shapes; with authorization on it judges trust within one account. */
describe("identity, external id and error shapes against moto", () => {
  const id = "123456789012";
  let endpoint: string;
  let front: Front;
  let account: MotoAccount;
  let dev: Keys & { readonly arn: string };
  let powerless: Keys & { readonly arn: string };
  let role: string;
  let guarded: string;

  before(async () => {
    const { moto } = servers();
    ({ endpoint } = moto);
    front = await startFront(endpoint);
    account = await moto.account(id);
    dev = await account.createUser("dev");
    powerless = await account.createUser("powerless");
    await account.putUserPolicy("dev", "assume", permit("sts:*", "*"));
    role = await account.createRole("Deploy", trust({ AWS: dev.arn }));
    guarded = await account.createRole(
      "Guarded",
      trust({ AWS: dev.arn }, { StringEquals: { "sts:ExternalId": "right-id" } }),
    );
    await account.putRolePolicy("Deploy", "read", permit(["s3:*", "sts:*"], "*"));
    await account.createBucket("moto-bucket");
    await account.putObject("moto-bucket", "folder with blanks/ä+b.txt", "hello");
    await account.putObject("moto-bucket", "blank and + plus.txt", "hello");
    await moto.enforce(true);
  });

  after(async () => {
    await servers().moto.enforce(false);
    await front.stop();
  });

  beforeEach(() => {
    front.requests.length = 0;
  });

  it("tells the identity of a user", async () => {
    const talk = converse({ endpoint, keys: dev });
    const who = valueOf(await createLive().callerIdentity(talk.request));
    assert.equal(who.arn, dev.arn);
    assert.equal(who.account, id);
    assert.equal(who.note, undefined);
    assert.ok(who.requestId !== undefined && who.userId !== "");
    assert.deepEqual(
      talk.steps.map(({ kind }) => kind),
      ["source"],
    );
  });

  it("proves the keys of a plan without a role by their identity", async () => {
    const talk = converse({ endpoint, keys: dev });
    const result = await createLive().assumeRole(talk.request);
    assert.deepEqual(valueOf(result), {});
    const [step] = result.steps;
    assert.equal(step?.kind === "source" ? step.identity?.arn : undefined, dev.arn);
  });

  it("tells the identity of a role session, and who the source was", async () => {
    const talk = converse({ endpoint, keys: dev, hops: [hopTo(role, endpoint)] });
    const who = valueOf(await createLive().callerIdentity(talk.request));
    assert.equal(who.arn, `arn:aws:sts::${id}:assumed-role/Deploy/first-session`);
    assert.equal(who.note, undefined);
    const [source] = talk.steps;
    assert.equal(source?.kind === "source" ? source.identity?.arn : undefined, dev.arn);
  });

  it("lists a bucket whose keys hold blanks, pluses and umlauts", async () => {
    const talk = converse({ endpoint, keys: dev, hops: [hopTo(role, endpoint)] });
    const page = valueOf(await createLive().listBucket(talk.request, { bucket: "moto-bucket", prefix: "" }));
    assert.deepEqual(page.commonPrefixes, ["folder with blanks/"]);
    assert.deepEqual(
      page.objects.map(({ key }) => key),
      ["blank and + plus.txt"],
    );
  });

  it("is refused with a wrong external id and let through with the right one", async () => {
    const wrong = converse({
      endpoint,
      keys: dev,
      hops: [hopTo(guarded, endpoint, { externalId: "wrong-id" })],
    });
    const failure = failureOf(await createLive().assumeRole(wrong.request));
    assert.equal(failure.code, "AccessDenied");
    assert.equal(failure.look, "trustPolicy");
    assert.match(failure.serviceMessage ?? "", /is not authorized to perform: sts:AssumeRole/);
    assert.ok(failure.causes.some((cause) => cause.includes("external id that was sent is not the one")));
    assert.ok(
      failure.fixes.some((fix) => fix.includes(dev.arn)),
      "the principal to name is the caller's own ARN",
    );
    const right = converse({
      endpoint,
      keys: dev,
      hops: [hopTo(guarded, endpoint, { externalId: "right-id" })],
    });
    assert.match(
      valueOf(await createLive().assumeRole(right.request)).arn ?? "",
      /assumed-role\/Guarded\/first-session$/,
    );
  });

  it("says that the access key is unknown", async () => {
    const keys = {
      accessKeyId: "AKIAIOSFODNN7EXAMPLE",
      secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    };
    const talk = converse({ endpoint, keys, hops: [hopTo(role, endpoint)] });
    const failure = failureOf(await createLive().assumeRole(talk.request));
    assert.equal(failure.code, "InvalidClientTokenId");
    assert.equal(failure.look, "profile");
    assert.match(failure.headline, /does not know the access key of static keys of profile 'base'/);
  });

  it("says that the secret does not fit", async () => {
    const keys = { ...dev, secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" };
    const talk = converse({ endpoint, keys, hops: [hopTo(role, endpoint)] });
    const failure = failureOf(await createLive().assumeRole(talk.request));
    assert.equal(failure.code, "SignatureDoesNotMatch");
    assert.match(failure.headline, /secret of static keys of profile 'base' .* does not fit/);
    assert.equal(failure.look, "profile");
  });

  it("fails at the identity where the keys of a plan without a role are wrong", async () => {
    const keys = { ...dev, secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" };
    const failure = failureOf(await createLive().assumeRole(converse({ endpoint, keys }).request));
    assert.deepEqual(failure.at, { kind: "identity" });
    assert.equal(failure.code, "SignatureDoesNotMatch");
  });

  it("points to the caller's side when the caller may not list", async () => {
    const talk = converse({ endpoint, keys: powerless });
    const failure = failureOf(
      await createLive().listBucket(talk.request, { bucket: "moto-bucket", prefix: "" }),
    );
    assert.equal(failure.code, "AccessDenied");
    assert.ok(failure.headline.includes(powerless.arn));
    assert.ok(
      failure.causes.some((cause) => cause.includes("allows s3:ListBucket on arn:aws:s3:::moto-bucket")),
    );
  });

  it("asks for the MFA code by device, and sends serial number and code", async () => {
    const mfaSerial = `arn:aws:iam::${id}:mfa/dev-phone`;
    const talk = converse({
      endpoint: front.endpoint,
      keys: dev,
      hops: [hopTo(role, front.endpoint, { mfaSerial })],
      mfaCode: "123 456",
    });
    valueOf(await createLive().assumeRole(talk.request));
    assert.deepEqual(talk.asked, [mfaSerial]);
    const sent = front.requests.find(({ form }) => form.get("Action") === "GetSessionToken")?.form;
    assert.equal(sent?.get("SerialNumber"), mfaSerial);
    assert.equal(sent.get("TokenCode"), "123456");
  });

  it("is cancelled when nobody gives the MFA code, and sends nothing", async () => {
    const mfaSerial = `arn:aws:iam::${id}:mfa/dev-phone`;
    const talk = converse({
      endpoint: front.endpoint,
      keys: dev,
      hops: [hopTo(role, front.endpoint, { mfaSerial })],
      mfaCode: undefined,
    });
    assert.equal((await createLive().assumeRole(talk.request)).kind, "cancelled");
    assert.equal(front.requests.filter(({ form }) => form.get("Action") === "AssumeRole").length, 0);
  });

  it("sends every parameter of a hop", async () => {
    const talk = converse({
      endpoint: front.endpoint,
      keys: dev,
      hops: [
        hopTo(role, front.endpoint, {
          sessionName: "my-session",
          externalId: "an-id",
          durationSeconds: 1800,
          sourceIdentity: "alice",
          tags: { team: "blue", cost: "42" },
          transitiveTagKeys: ["team"],
          sessionPolicy: '{ "Version": "2012-10-17",\n  "Statement": [] }',
          sessionPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
        }),
      ],
    });
    await createLive().assumeRole(talk.request);
    const sent = front.requests.find(({ form }) => form.get("Action") === "AssumeRole")?.form;
    assert.ok(sent !== undefined);
    const expected: Record<string, string> = {
      RoleArn: role,
      RoleSessionName: "my-session",
      ExternalId: "an-id",
      DurationSeconds: "1800",
      SourceIdentity: "alice",
      "Tags.member.1.Key": "team",
      "Tags.member.1.Value": "blue",
      "Tags.member.2.Key": "cost",
      "Tags.member.2.Value": "42",
      "TransitiveTagKeys.member.1": "team",
      Policy: '{"Version":"2012-10-17","Statement":[]}',
      "PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/ReadOnlyAccess",
    };
    for (const [name, value] of Object.entries(expected)) assert.equal(sent.get(name), value, name);
  });

  it("logs one line for each call, with operation, host, status, time and request id", async () => {
    const talk = converse({ endpoint, keys: dev, hops: [hopTo(role, endpoint)] });
    valueOf(await createLive().callerIdentity(talk.request));
    const calls = talk.lines.filter((line) => line.startsWith("info "));
    const host = endpoint.replace("http://", "").replaceAll(".", "\\.");
    const line = (operation: string) => new RegExp(`^info ${operation} ${host} 200 \\d+ ms request \\S+$`);
    assert.equal(calls.length, 3);
    assert.equal(calls.filter((call) => line("GetCallerIdentity").test(call)).length, 2);
    assert.equal(calls.filter((call) => line("AssumeRole").test(call)).length, 1);
  });
});
