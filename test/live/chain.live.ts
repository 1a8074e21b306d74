import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { createLive } from "../../src/live/live.ts";
import type { Keys, RadosgwAccount } from "../servers/radosgw.ts";
import { converse, failureOf, hopTo, valueOf } from "./conversation.ts";
import { permit, trust } from "./policies.ts";
import { servers } from "./servers.ts";

/** Judged by radosgw, which enforces trust, identity, session and bucket policies. */
describe("the chain caller → role → bucket against radosgw", () => {
  let endpoint: string;
  let a: RadosgwAccount;
  let b: RadosgwAccount;
  let dev: Keys & { readonly arn: string };
  let roleB: string;
  const bucket = "s3-bucket-name";

  before(async () => {
    const { radosgw } = servers();
    ({ endpoint } = radosgw);
    [a, b] = await Promise.all([radosgw.createAccount(), radosgw.createAccount()]);
    dev = await a.createUser("dev");
    roleB = await b.createRole("MyRoleB", trust({ AWS: dev.arn }));
    await b.putRolePolicy(
      "MyRoleB",
      "read",
      permit(["s3:ListBucket", "s3:GetObject"], [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`]),
    );
    await b.createBucket(bucket);
    for (const key of ["a.txt", "b c+d&e%.txt", "dir/one", "dir/two", "control\u0001character", "ünï/x"]) {
      await b.putObject(bucket, key, "hello");
    }
  });

  it("assumes the role and says who, until when, and step by step", async () => {
    const talk = converse({ endpoint, keys: dev, hops: [hopTo(roleB, endpoint)] });
    const result = await createLive().assumeRole(talk.request);
    const role = valueOf(result);
    assert.equal(role.arn, `arn:aws:sts::${b.id}:assumed-role/MyRoleB/first-session`);
    const lasts = Date.parse(role.expiration ?? "") - Date.now();
    assert.ok(lasts > 3500_000 && lasts <= 3600_000, `an hour, not ${lasts} ms`);
    assert.match(role.requestId ?? "", /^tx/);
    assert.equal(role.packedPolicySize, undefined);
    assert.deepEqual(result.steps, talk.steps);
    const [source, hop] = talk.steps;
    assert.equal(source?.kind, "source");
    assert.match(source.description, /^static keys of profile 'base' in .*credentials$/);
    assert.match(source.identityUnknown ?? "", /does not offer GetCallerIdentity/);
    assert.deepEqual(hop, { kind: "hop", index: 0, hop: talk.request.plan.hops[0], outcome: role });
  });

  it("answers the identity by the ARN of AssumeRole, with a note", async () => {
    const talk = converse({ endpoint, keys: dev, hops: [hopTo(roleB, endpoint)] });
    const who = valueOf(await createLive().callerIdentity(talk.request));
    assert.equal(who.arn, `arn:aws:sts::${b.id}:assumed-role/MyRoleB/first-session`);
    assert.equal(who.account, b.id);
    assert.match(who.note ?? "", /does not offer GetCallerIdentity/);
  });

  it("lists what aws s3 ls shows, with keys that XML cannot hold", async () => {
    const talk = converse({ endpoint, keys: dev, hops: [hopTo(roleB, endpoint)] });
    const page = valueOf(await createLive().listBucket(talk.request, { bucket, prefix: "" }));
    assert.deepEqual(page.commonPrefixes, ["dir/", "ünï/"]);
    assert.deepEqual(
      page.objects.map(({ key, size }) => [key, size]),
      [
        ["a.txt", 5],
        ["b c+d&e%.txt", 5],
        ["control\u0001character", 5],
      ],
    );
    assert.match(page.objects[0]?.lastModified ?? "", /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    assert.equal(page.continuationToken, undefined);
    const inside = valueOf(await createLive().listBucket(talk.request, { bucket, prefix: "dir/" }));
    assert.deepEqual(
      inside.objects.map(({ key }) => key),
      ["dir/one", "dir/two"],
    );
  });

  it("lists in pages of a thousand and goes on from the token", async () => {
    await b.createBucket("many-objects");
    const keys = Array.from({ length: 1003 }, (_, i) => `k${String(i).padStart(4, "0")}`);
    for (let i = 0; i < keys.length; i += 50) {
      await Promise.all(keys.slice(i, i + 50).map((key) => b.putObject("many-objects", key, "")));
    }
    await b.putRolePolicy("MyRoleB", "many", permit("s3:ListBucket", "arn:aws:s3:::many-objects"));
    const live = createLive();
    const talk = converse({ endpoint, keys: dev, hops: [hopTo(roleB, endpoint)] });
    const first = valueOf(await live.listBucket(talk.request, { bucket: "many-objects", prefix: "" }));
    assert.equal(first.objects.length, 1000);
    assert.ok(first.continuationToken !== undefined);
    const second = valueOf(
      await live.listBucket(talk.request, {
        bucket: "many-objects",
        prefix: "",
        continuationToken: first.continuationToken,
      }),
    );
    assert.deepEqual(
      [...first.objects, ...second.objects].map(({ key }) => key),
      keys,
    );
    assert.equal(second.continuationToken, undefined);
  });

  it("keeps the session for the two checks, and forgets it when told", async () => {
    const live = createLive();
    const talk = converse({ endpoint, keys: dev, hops: [hopTo(roleB, endpoint)] });
    valueOf(await live.assumeRole(talk.request));
    const made = talk.steps.length;
    valueOf(await live.listBucket(talk.request, { bucket, prefix: "" }));
    assert.deepEqual(
      talk.steps.slice(made).map(({ kind }) => kind),
      ["reusedSession"],
    );
    const other = converse({ endpoint, keys: dev, hops: [hopTo(roleB, endpoint, { sessionName: "other" })] });
    valueOf(await live.callerIdentity(other.request));
    assert.deepEqual(
      other.steps.map(({ kind }) => kind),
      ["source", "hop"],
      "another plan has its own session",
    );
    live.forgetAll();
    valueOf(await live.listBucket(talk.request, { bucket, prefix: "" }));
    assert.deepEqual(
      talk.steps.slice(made + 1).map(({ kind }) => kind),
      ["source", "hop"],
    );
  });

  it("runs every hop anew when asked to assume the role", async () => {
    const live = createLive();
    const talk = converse({ endpoint, keys: dev, hops: [hopTo(roleB, endpoint)] });
    const first = valueOf(await live.assumeRole(talk.request));
    const second = valueOf(await live.assumeRole(talk.request));
    assert.notEqual(first.requestId, second.requestId);
  });

  it("does not use a session of keys that were changed since", async () => {
    const live = createLive();
    const hops = [hopTo(roleB, endpoint)];
    const talk = converse({ endpoint, keys: dev, hops });
    valueOf(await live.assumeRole(talk.request));
    const { writeFileSync } = await import("node:fs");
    writeFileSync(talk.request.files.credentials, "[base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n");
    const failure = failureOf(await live.callerIdentity(talk.request));
    assert.equal(failure.code, "StaticKeysMissing");
    assert.deepEqual(failure.at, { kind: "source" });
  });

  describe("is refused", () => {
    it("when the trust policy does not name the caller", async () => {
      const stranger = await a.createUser("stranger");
      const talk = converse({ endpoint, keys: stranger, hops: [hopTo(roleB, endpoint)] });
      const failure = failureOf(await createLive().assumeRole(talk.request));
      assert.deepEqual(failure.at, { kind: "hop", hop: 0 });
      assert.equal(failure.code, "AccessDenied");
      assert.equal(failure.httpStatus, 403);
      assert.equal(failure.look, "trustPolicy");
      assert.match(failure.headline, /denied AssumeRole on arn:aws:iam::\d{12}:role\/MyRoleB\.$/);
      assert.match(failure.causes[0] ?? "", /trust policy does not name/);
      assert.match(failure.requestId ?? "", /^tx/);
      assert.equal(failure.endpoint, endpoint);
    });

    it("when the secret is wrong, or the key unknown: the keys come first", async () => {
      for (const keys of [
        { ...dev, secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" },
        { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" },
      ]) {
        const talk = converse({ endpoint, keys, hops: [hopTo(roleB, endpoint)] });
        const failure = failureOf(await createLive().assumeRole(talk.request));
        assert.equal(failure.code, "AccessDenied");
        assert.equal(failure.look, "profile");
        assert.match(failure.causes[0] ?? "", /^The keys are not accepted/);
      }
    });

    it("when the keys are wrong and there is no role in between", async () => {
      const keys = { ...dev, secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" };
      const talk = converse({ endpoint, keys });
      const failure = failureOf(await createLive().listBucket(talk.request, { bucket, prefix: "" }));
      assert.deepEqual(failure.at, { kind: "list" });
      assert.match(failure.causes[0] ?? "", /^The keys are not accepted/);
      assert.equal(failure.look, "profile");
    });

    it("when the role does not exist", async () => {
      const talk = converse({ endpoint, keys: dev, hops: [hopTo(`${roleB}x`, endpoint)] });
      const failure = failureOf(await createLive().assumeRole(talk.request));
      assert.equal(failure.code, "NoSuchEntity");
      assert.equal(failure.look, "profile");
      assert.match(failure.headline, /knows no role arn:.*MyRoleBx\.$/);
    });

    it("when the duration exceeds what the role allows", async () => {
      const talk = converse({
        endpoint,
        keys: dev,
        hops: [hopTo(roleB, endpoint, { durationSeconds: 43200 })],
      });
      const failure = failureOf(await createLive().assumeRole(talk.request));
      assert.equal(failure.code, "InvalidArgument");
      assert.match(failure.causes[0] ?? "", /duration of 43200 seconds is below 900 or above/);
    });

    it("when the bucket policy denies", async () => {
      await b.putBucketPolicy(bucket, {
        Version: "2012-10-17",
        Statement: [
          { Effect: "Deny", Principal: "*", Action: "s3:ListBucket", Resource: `arn:aws:s3:::${bucket}` },
        ],
      });
      try {
        const talk = converse({ endpoint, keys: dev, hops: [hopTo(roleB, endpoint)] });
        const failure = failureOf(await createLive().listBucket(talk.request, { bucket, prefix: "" }));
        assert.deepEqual(failure.at, { kind: "list" });
        assert.equal(failure.code, "AccessDenied");
        assert.equal(failure.look, "bucketPolicy");
        assert.match(failure.causes[0] ?? "", /bucket policy has a Deny/);
        assert.ok(
          failure.fixes.some((fix) => fix.includes(roleB)),
          "names the role to allow",
        );
      } finally {
        await b.deleteBucketPolicy(bucket);
      }
    });

    it("when the session policy forbids it", async () => {
      const sessionPolicy = JSON.stringify(permit("s3:GetObject", `arn:aws:s3:::${bucket}/*`), undefined, 2);
      const talk = converse({ endpoint, keys: dev, hops: [hopTo(roleB, endpoint, { sessionPolicy })] });
      const failure = failureOf(await createLive().listBucket(talk.request, { bucket, prefix: "" }));
      assert.equal(failure.code, "AccessDenied");
      assert.equal(failure.look, "sessionPolicy");
      assert.match(failure.causes[0] ?? "", /session policy does not allow s3:ListBucket/);
    });

    it("when the session policy is no policy", async () => {
      const talk = converse({
        endpoint,
        keys: dev,
        hops: [hopTo(roleB, endpoint, { sessionPolicy: "{ nonsense" })],
      });
      const failure = failureOf(await createLive().assumeRole(talk.request));
      assert.equal(failure.code, "MalformedPolicyDocument");
      assert.equal(failure.look, "sessionPolicy");
    });

    it("when the role's policy does not allow the list", async () => {
      const bare = await b.createRole("Bare", trust({ AWS: dev.arn }));
      const talk = converse({ endpoint, keys: dev, hops: [hopTo(bare, endpoint)] });
      const failure = failureOf(await createLive().listBucket(talk.request, { bucket, prefix: "" }));
      assert.equal(failure.code, "AccessDenied");
      assert.ok(
        failure.causes.some((cause) => cause.includes(`No identity policy of ${bare} allows s3:ListBucket`)),
      );
    });

    it("when the bucket does not exist", async () => {
      const talk = converse({ endpoint, keys: dev, hops: [hopTo(roleB, endpoint)] });
      const failure = failureOf(
        await createLive().listBucket(talk.request, { bucket: "no-such-bucket", prefix: "" }),
      );
      assert.equal(failure.code, "NoSuchBucket");
      assert.match(failure.headline, /no bucket no-such-bucket/);
    });

    it("when an external id is asked for and none was sent", async () => {
      const guarded = await b.createRole(
        "Guarded",
        trust({ AWS: dev.arn }, { StringEquals: { "sts:ExternalId": "12345" } }),
      );
      const talk = converse({ endpoint, keys: dev, hops: [hopTo(guarded, endpoint)] });
      const failure = failureOf(await createLive().assumeRole(talk.request));
      assert.equal(failure.code, "AccessDenied");
      assert.ok(failure.causes.some((cause) => /asks for an external id .* none was sent/.test(cause)));
    });

    it("when the session has expired", async () => {
      const sts = new STSClient({ endpoint, region: "us-east-1", credentials: dev });
      const { Credentials: given } = await sts.send(
        new AssumeRoleCommand({ RoleArn: roleB, RoleSessionName: "short", DurationSeconds: 1 }),
      );
      await sleep(2100);
      const talk = converse({
        endpoint,
        keys: {
          accessKeyId: given?.AccessKeyId ?? "",
          secretAccessKey: given?.SecretAccessKey ?? "",
          sessionToken: given?.SessionToken ?? "",
        },
        source: { kind: "staticKeys", profile: "base", file: "credentials", session: true },
      });
      const failure = failureOf(await createLive().listBucket(talk.request, { bucket, prefix: "" }));
      assert.equal(failure.code, "AccessDenied");
      assert.equal(failure.look, "profile");
      assert.ok(failure.causes.some((cause) => cause.includes("session may have expired")));
    });
  });

  it("notices a change of the trust policy at the next Assume Role", async () => {
    const changing = await b.createRole("Changing", trust({ AWS: dev.arn }));
    const live = createLive();
    const talk = converse({ endpoint, keys: dev, hops: [hopTo(changing, endpoint)] });
    valueOf(await live.assumeRole(talk.request));
    await b.updateTrustPolicy("Changing", trust({ AWS: (await a.createUser("another")).arn }));
    assert.equal(failureOf(await live.assumeRole(talk.request)).look, "trustPolicy");
    const checked = await live.callerIdentity(talk.request);
    assert.equal(
      failureOf(checked).look,
      "trustPolicy",
      "the session of before is not shown as if it were new",
    );
  });

  it("lists a bucket of another account where its policy allows the user", async () => {
    await b.createBucket("shared-bucket");
    await b.putObject("shared-bucket", "from-b.txt", "hello");
    await b.putBucketPolicy("shared-bucket", {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: dev.arn },
          Action: "s3:ListBucket",
          Resource: "arn:aws:s3:::shared-bucket",
        },
      ],
    });
    const talk = converse({ endpoint, keys: dev });
    // Ceph names a bucket of another tenant TENANT:NAME, and only users reach one: a role's session stays in its own.
    const query = { bucket: `${b.id}:shared-bucket`, prefix: "" };
    const page = valueOf(await createLive().listBucket(talk.request, query));
    assert.deepEqual(
      page.objects.map(({ key }) => key),
      ["from-b.txt"],
    );
    await b.deleteBucketPolicy("shared-bucket");
    const failure = failureOf(await createLive().listBucket(talk.request, query));
    assert.equal(failure.look, "bucketPolicy", "the keys are accepted, so the policies are to blame");
    assert.ok(failure.fixes.some((fix) => fix.includes('"arn:aws:s3:::shared-bucket"')));
  });

  describe("through two roles", () => {
    it("goes on from the first role's session", async () => {
      const c = await servers().radosgw.createAccount();
      const last = await c.createRole("Last", trust({ AWS: roleB }));
      const talk = converse({
        endpoint,
        keys: dev,
        hops: [hopTo(roleB, endpoint), hopTo(last, endpoint, { sessionName: "second-session" })],
      });
      const role = valueOf(await createLive().assumeRole(talk.request));
      assert.equal(role.arn, `arn:aws:sts::${c.id}:assumed-role/Last/second-session`);
      assert.deepEqual(
        talk.steps.map((step) => (step.kind === "hop" ? step.outcome.arn : step.kind)),
        [
          "source",
          `arn:aws:sts::${b.id}:assumed-role/MyRoleB/first-session`,
          `arn:aws:sts::${c.id}:assumed-role/Last/second-session`,
        ],
      );
    });

    it("is refused at the second role, and names the first as its caller", async () => {
      const c = await servers().radosgw.createAccount();
      const last = await c.createRole("Last", trust({ AWS: (await a.createUser("other")).arn }));
      const talk = converse({ endpoint, keys: dev, hops: [hopTo(roleB, endpoint), hopTo(last, endpoint)] });
      const result = await createLive().assumeRole(talk.request);
      const failure = failureOf(result);
      assert.deepEqual(failure.at, { kind: "hop", hop: 1 });
      assert.equal(failure.look, "trustPolicy");
      assert.match(failure.causes[0] ?? "", new RegExp(`does not name ${roleB} as a principal`));
      assert.deepEqual(
        result.steps.map(({ kind }) => kind),
        ["source", "hop"],
      );
    });
  });
});
