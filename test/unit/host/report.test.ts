import assert from "node:assert/strict";
import type { BucketPage, LiveFailure, Step } from "../../../src/core/livePort.ts";
import type { Hop, Plan } from "../../../src/core/profiles/model.ts";
import { renderReport, type Outcome } from "../../../src/host/report/render.ts";

const sts = { region: "us-east-1" };
const hop: Hop = {
  kind: "assumeRole",
  roleArn: "arn:aws:iam::222222222222:role/MyRoleB",
  from: "hop 1 of cross-account.assume-role.jsonc",
  sessionName: "first-session",
  tags: {},
  transitiveTagKeys: [],
  sessionPolicyArns: [],
  sts,
};
const plan: Plan = {
  profile: "deployment",
  source: { kind: "staticKeys", profile: "deployment", file: "credentials", session: false },
  hops: [hop],
  sts,
  s3: sts,
  iam: sts,
  notes: ["No region is set: us-east-1 is used."],
  differences: [],
};
const finished = new Date(2026, 0, 2, 10, 42, 7);
const steps: Step[] = [
  { kind: "source", description: "static keys of profile 'deployment'", identityUnknown: "not offered" },
  {
    kind: "hop",
    index: 0,
    hop,
    outcome: {
      arn: "arn:aws:sts::222222222222:assumed-role/MyRoleB/first-session",
      expiration: new Date(2026, 0, 2, 11, 42, 7).toISOString(),
      requestId: "tx-1",
    },
  },
];

function render(outcome: Outcome): string {
  return renderReport({ title: "Title", plan, finished, steps, outcome });
}

describe("report of a live run", () => {
  it("shows hop by hop who we were, until when, and the notes of the plan", () => {
    assert.equal(
      render({
        kind: "session",
        session: { arn: "arn:aws:sts::222222222222:assumed-role/MyRoleB/first-session" },
      }),
      `Title
Allowed · live at 10:42

Chain
  static keys of profile 'deployment'
    not offered
  1. AssumeRole arn:aws:iam::222222222222:role/MyRoleB
    asked by hop 1 of cross-account.assume-role.jsonc
    as arn:aws:sts::222222222222:assumed-role/MyRoleB/first-session
    expires 11:42 (in 60 min)
    request tx-1

Notes
  No region is set: us-east-1 is used.

Session
  arn:aws:sts::222222222222:assumed-role/MyRoleB/first-session
`,
    );
  });

  it("has every hop and check of a role config with what AWS answered, below the chain", () => {
    const text = render({
      kind: "checks",
      checks: [
        { label: "MyRoleB", outcome: "passed", lines: ["AWS allowed it."] },
        {
          label: "lists\nthe prefix",
          outcome: "failed",
          lines: ["AWS denied it.", "Simulated: allowed. AWS: refused."],
        },
      ],
    });
    assert.match(text, /^Title\n1 of 2 passed · live at 10:42\n/);
    assert.ok(
      text.endsWith(
        "MyRoleB: passed\n  AWS allowed it.\n\nlists↵the prefix: failed\n  AWS denied it.\n  Simulated: allowed. AWS: refused.\n",
      ),
      text,
    );
  });

  // The layout of https://docs.aws.amazon.com/cli/latest/reference/s3/ls.html
  it("lists a bucket as `aws s3 ls` does, names relative to the prefix, and says that there is more", () => {
    const page: BucketPage = {
      bucket: "s3-bucket-name",
      region: "us-east-1",
      prefix: "prefix/",
      commonPrefixes: ["prefix/Hello/"],
      objects: [
        { key: "prefix/index.html", size: 89, lastModified: new Date(2018, 7, 15, 16, 16, 51).toISOString() },
      ],
      continuationToken: "next",
    };
    const text = render({ kind: "listing", pages: [page] });
    assert.match(text, /^s3:\/\/s3-bucket-name\/prefix\/$/m);
    assert.match(text, /^ {2} {27}PRE Hello\/$/m);
    assert.match(text, /^ {2}2018-08-15 16:16:51 {9}89 index\.html$/m);
    assert.match(text, /^ {2}… there is more$/m);
    const last: BucketPage = {
      bucket: page.bucket,
      region: page.region,
      prefix: page.prefix,
      commonPrefixes: [],
      objects: [],
    };
    assert.doesNotMatch(render({ kind: "listing", pages: [page, last] }), /there is more/);
  });

  it("keeps a hostile object key on its own line", () => {
    const page: BucketPage = {
      bucket: "b",
      region: "us-east-1",
      prefix: "",
      commonPrefixes: [],
      objects: [{ key: "a\nSession\n  forged", size: 1, lastModified: new Date(0).toISOString() }],
    };
    assert.match(render({ kind: "listing", pages: [page] }), /a↵Session↵ {2}forged/);
  });

  it("explains a failure: the service's words, causes, fixes, details", () => {
    const failure: LiveFailure = {
      at: { kind: "hop", hop: 0 },
      code: "AccessDenied",
      headline: "AWS denied AssumeRole on arn:aws:iam::222222222222:role/MyRoleB.",
      serviceMessage: "User: … is not authorized",
      causes: ["The trust policy does not name the caller."],
      fixes: ["Add the caller to Principal."],
      httpStatus: 403,
      requestId: "tx-2",
      endpoint: "sts.us-east-1.amazonaws.com",
    };
    const text = render({ kind: "failed", failure });
    for (const line of [
      "Failed: AWS denied AssumeRole on arn:aws:iam::222222222222:role/MyRoleB. · live at 10:42",
      "  User: … is not authorized",
      "  1. The trust policy does not name the caller.",
      "  1. Add the caller to Principal.",
      "  HTTP status 403",
      "  request tx-2",
    ]) {
      assert.ok(text.split("\n").includes(line), line);
    }
  });
});
