import assert from "node:assert/strict";
import { createLive } from "../../src/live/live.ts";
import type { Keys, RadosgwAccount } from "../servers/radosgw.ts";
import { converse, failureOf, hopTo, valueOf } from "./conversation.ts";
import { permit, trust } from "./policies.ts";
import { servers } from "./servers.ts";

/** Judged by radosgw, which enforces identity and bucket policies on every call of S3. */
describe("reading calls of S3 against radosgw", () => {
  let endpoint: string;
  let b: RadosgwAccount;
  let dev: Keys & { readonly arn: string };
  let role: string;
  const bucket = "read-bucket";
  const object = (key: string) => ({ action: "s3:GetObject", bucket, key }) as const;

  before(async () => {
    const { radosgw } = servers();
    ({ endpoint } = radosgw);
    b = await radosgw.createAccount();
    dev = await b.createUser("dev");
    role = await b.createRole("Reader", trust({ AWS: dev.arn }));
    await b.createBucket(bucket);
    await b.putObject(bucket, "shown/a.txt", "hello");
    await b.putObject(bucket, "shown/empty.txt", "");
    await b.putObject(bucket, "hidden/a.txt", "hello");
    await b.putRolePolicy(
      "Reader",
      "read",
      permit(["s3:ListBucket", "s3:GetObject"], [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/shown/*`]),
    );
  });

  it("reads an object that the role may read", async () => {
    const talk = converse({ endpoint, keys: dev, hops: [hopTo(role, endpoint)] });
    const answer = valueOf(await createLive().readS3(talk.request, object("shown/a.txt")));
    assert.equal(answer.note, undefined);
    assert.match(answer.requestId ?? "", /^tx/);
  });

  it("takes an empty object and one that does not exist for allowed", async () => {
    const talk = converse({ endpoint, keys: dev, hops: [hopTo(role, endpoint)] });
    const live = createLive();
    const empty = valueOf(await live.readS3(talk.request, object("shown/empty.txt")));
    assert.match(empty.note ?? "", /empty/);
    const missing = valueOf(await live.readS3(talk.request, object("shown/missing.txt")));
    assert.match(missing.note ?? "", /no such object/);
  });

  it("is refused for an object that no statement covers, with the object's ARN", async () => {
    const talk = converse({ endpoint, keys: dev, hops: [hopTo(role, endpoint)] });
    const failure = failureOf(await createLive().readS3(talk.request, object("hidden/a.txt")));
    assert.deepEqual(failure.at, { kind: "read" });
    assert.deepEqual(failure.refusal, {});
    assert.match(failure.headline, new RegExp(`denied s3:GetObject on arn:aws:s3:::${bucket}/hidden/a.txt`));
  });

  it("does not take wrong keys for a refusal of the policies", async () => {
    const keys = { ...dev, secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" };
    const talk = converse({ endpoint, keys });
    const failure = failureOf(await createLive().readS3(talk.request, object("shown/a.txt")));
    assert.equal(failure.refusal, undefined);
    assert.equal(failure.look, "profile");
  });

  it("reads where a bucket is and what its policy is, where that is allowed", async () => {
    const live = createLive();
    const talk = converse({ endpoint, keys: dev, hops: [hopTo(role, endpoint)] });
    const refused = failureOf(await live.readS3(talk.request, { action: "s3:GetBucketPolicy", bucket }));
    assert.deepEqual(refused.refusal, {});
    await b.putRolePolicy(
      "Reader",
      "look",
      permit(["s3:GetBucketPolicy", "s3:GetBucketLocation"], `arn:aws:s3:::${bucket}`),
    );
    const none = valueOf(await live.readS3(talk.request, { action: "s3:GetBucketPolicy", bucket }));
    assert.match(none.note ?? "", /has no policy/);
    valueOf(await live.readS3(talk.request, { action: "s3:GetBucketLocation", bucket }));
  });
});
