import assert from "node:assert/strict";
import { planCalls } from "../../../../src/core/profiles/planCalls.ts";
import type { Hop, Plan } from "../../../../src/core/profiles/model.ts";

const sts = {
  region: "eu-west-1",
  url: "http://127.0.0.1:9000",
  urlFrom: "endpoint_url of profile 'dev'",
  regionFrom: "profile 'dev'",
};
const hop: Hop = {
  kind: "assumeRole",
  roleArn: "arn:aws:iam::111122223333:role/Deploy",
  from: "profile 'dev'",
  sessionName: "dev",
  tags: { from: "here", notes: "one", urlFrom: "two" },
  transitiveTagKeys: [],
  sessionPolicyArns: [],
  sts,
};
const plan: Plan = {
  profile: "dev",
  source: { kind: "staticKeys", profile: "dev", file: "credentials", session: false },
  hops: [hop],
  sts,
  s3: sts,
  iam: sts,
  notes: ["A duration is capped."],
  differences: ["The AWS CLI asks another region."],
};

describe("the calls of a plan", () => {
  it("are the same whoever asked for them", () => {
    const other = { ...sts, urlFrom: "AWS_ENDPOINT_URL" };
    const same: Plan = {
      ...plan,
      notes: [],
      differences: [],
      hops: [{ ...hop, from: "hop 1 of a document", sts: other }],
      sts: other,
      s3: other,
      iam: other,
    };
    assert.equal(planCalls(same), planCalls(plan));
  });

  it("differ where anything that is sent differs, also under the name of one of those words", () => {
    const of = (change: Partial<Hop>): string => planCalls({ ...plan, hops: [{ ...hop, ...change }] });
    const elsewhere = { region: "eu-west-1" };
    const texts = [
      planCalls(plan),
      of({ tags: { ...hop.tags, from: "there" } }),
      of({ tags: { ...hop.tags, notes: "another" } }),
      of({ tags: {} }),
      of({ sourceIdentity: "dev" }),
      of({ sts: elsewhere }),
      planCalls({ ...plan, hops: [] }),
      planCalls({ ...plan, profile: "other" }),
      planCalls({ ...plan, source: { kind: "instanceMetadata" } }),
      planCalls({ ...plan, s3: elsewhere }),
      planCalls({ ...plan, sts: elsewhere }),
      planCalls({ ...plan, iam: elsewhere }),
    ];
    assert.equal(new Set(texts).size, texts.length);
  });
});
