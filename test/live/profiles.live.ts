import assert from "node:assert/strict";
import { parseAwsFile } from "../../src/core/awsFiles/parse.ts";
import type { Environment, Plan } from "../../src/core/profiles/model.ts";
import { loadProfiles } from "../../src/core/profiles/load.ts";
import { planForEnvironment, planForProfile } from "../../src/core/profiles/plan.ts";
import { createLive } from "../../src/live/live.ts";
import { startFront, type Front } from "../servers/front.ts";
import type { Keys, RadosgwAccount } from "../servers/radosgw.ts";
import { converse, valueOf } from "./conversation.ts";
import { withEnvironment } from "./environment.ts";
import { permit, trust } from "./policies.ts";
import { servers } from "./servers.ts";

/** From the text of `~/.aws/config` to the bucket, with nothing made by hand in between. */
describe("profiles as people write them", () => {
  const bucket = "profile-bucket";
  let endpoint: string;
  let sts: Front;
  let a: RadosgwAccount;
  let b: RadosgwAccount;
  let dev: Keys & { readonly arn: string };
  let first: string;
  let last: string;

  before(async () => {
    const { radosgw } = servers();
    ({ endpoint } = radosgw);
    sts = await startFront(endpoint);
    [a, b] = await Promise.all([radosgw.createAccount(), radosgw.createAccount()]);
    dev = await a.createUser("dev");
    first = await a.createRole("First", trust({ AWS: dev.arn }));
    last = await b.createRole("Last", trust({ AWS: first }));
    await b.putRolePolicy("Last", "read", permit("s3:ListBucket", `arn:aws:s3:::${bucket}`));
    await b.createBucket(bucket);
    await b.putObject(bucket, "a.txt", "hello");
  });

  after(() => sts.stop());

  beforeEach(() => {
    sts.requests.length = 0;
  });

  function planOf(config: string, name: string, environment: Environment = {}): Plan {
    const credentials = `[base]\naws_access_key_id = ${dev.accessKeyId}\naws_secret_access_key = ${dev.secretAccessKey}\n`;
    const profiles = loadProfiles({
      config: parseAwsFile("config", config),
      credentials: parseAwsFile("credentials", credentials),
    });
    const result = planForProfile(profiles, name, environment);
    assert.equal(result.kind, "plan", JSON.stringify(result));
    return result.plan;
  }

  const list = async (plan: Plan, config: string) => {
    const talk = converse({ endpoint: "http://unused.invalid", keys: dev, config });
    const result = await createLive().listBucket({ ...talk.request, plan }, { bucket, prefix: "" });
    return { page: valueOf(result), steps: result.steps };
  };

  it("goes through a chain of source profiles to the bucket", async () => {
    const config = [
      "[profile base]",
      `endpoint_url = ${endpoint}`,
      "region = eu-west-1",
      "[profile first]",
      `role_arn = ${first}`,
      "source_profile = base",
      `endpoint_url = ${endpoint}`,
      "[profile last]",
      `role_arn = ${last}`,
      "source_profile = first",
      "role_session_name = last-session",
      "duration_seconds = 1800",
      "region = eu-west-1",
      `endpoint_url = ${endpoint}`,
      "",
    ].join("\n");
    const { page, steps } = await list(planOf(config, "last"), config);
    assert.deepEqual(
      page.objects.map(({ key }) => key),
      ["a.txt"],
    );
    assert.equal(page.region, "eu-west-1");
    assert.deepEqual(
      steps.map((step) => (step.kind === "hop" ? step.hop.roleArn : step.kind)),
      ["source", first, last],
    );
    const hop = steps.at(-1);
    assert.match(hop?.kind === "hop" ? (hop.outcome.arn ?? "") : "", /assumed-role\/Last\/last-session$/);
  });

  it("sends each service where [services] says", async () => {
    const config = [
      "[profile base]",
      "services = local",
      "[profile first]",
      `role_arn = ${first}`,
      "source_profile = base",
      "services = local",
      "region = us-east-1",
      "[services local]",
      "sts =",
      `  endpoint_url = ${sts.endpoint}`,
      "s3 =",
      `  endpoint_url = ${endpoint}`,
      "",
    ].join("\n");
    await a.createBucket(bucket);
    await a.putRolePolicy("First", "read", permit("s3:ListBucket", `arn:aws:s3:::${bucket}`));
    await list(planOf(config, "first"), config);
    assert.deepEqual(
      sts.requests.map(({ form }) => form.get("Action")).sort(),
      ["AssumeRole", "GetCallerIdentity"],
      "STS, and nothing else",
    );
  });

  it("sends each service where AWS_ENDPOINT_URL_* says", async () => {
    const config = `[profile first]\nrole_arn = ${first}\nsource_profile = base\nregion = us-east-1\n`;
    const plan = planOf(config, "first", { AWS_ENDPOINT_URL: endpoint, AWS_ENDPOINT_URL_STS: sts.endpoint });
    await list(plan, config);
    assert.equal(sts.requests.length, 2);
  });

  it("does not let the SDK look for endpoints by itself", async () => {
    const config = `[profile first]\nrole_arn = ${first}\nsource_profile = base\nregion = us-east-1\n`;
    const plan = planOf(config, "first", { AWS_ENDPOINT_URL: endpoint });
    await withEnvironment({ AWS_ENDPOINT_URL: sts.endpoint, AWS_ENDPOINT_URL_STS: sts.endpoint }, () =>
      list(plan, config),
    );
    assert.equal(sts.requests.length, 0, "the plan alone decides");
  });

  it("works from the environment without a profile", async () => {
    const result = planForEnvironment({
      AWS_ACCESS_KEY_ID: dev.accessKeyId,
      AWS_SECRET_ACCESS_KEY: dev.secretAccessKey,
      AWS_REGION: "us-east-1",
      AWS_ENDPOINT_URL: endpoint,
    });
    assert.equal(result.kind, "plan");
    await a.createBucket("own-bucket");
    await a.putBucketPolicy("own-bucket", {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: dev.arn },
          Action: "s3:ListBucket",
          Resource: "arn:aws:s3:::own-bucket",
        },
      ],
    });
    await withEnvironment(
      {
        AWS_ACCESS_KEY_ID: dev.accessKeyId,
        AWS_SECRET_ACCESS_KEY: dev.secretAccessKey,
        AWS_SESSION_TOKEN: undefined,
      },
      async () => {
        const talk = converse({ endpoint });
        const listed = await createLive().listBucket(
          { ...talk.request, plan: result.plan },
          { bucket: "own-bucket", prefix: "" },
        );
        assert.deepEqual(valueOf(listed).objects, []);
      },
    );
  });
});
