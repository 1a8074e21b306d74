import assert from "node:assert/strict";
import { runLiveChain, type LiveChainInput } from "../../../../src/core/liveChain/runLiveChain.ts";
import type { LiveChainResult } from "../../../../src/core/liveChain/model.ts";
import type { LiveFailure, LiveResult } from "../../../../src/core/livePort.ts";
import type { Plan } from "../../../../src/core/profiles/model.ts";
import { simulate, textsFrom } from "../simulate/texts.ts";

/** The answers of AWS as the port gives them; what servers answer is judged in test/live/agreement.live.ts. */
type Answers = Partial<{
  readonly [K in keyof LiveChainInput["live"]]: LiveResult<never> | "ok";
}>;

const session = { arn: "arn:aws:sts::222222222222:assumed-role/Reader/first-session" };
const role = "arn:aws:iam::222222222222:role/Reader";
const bucket = "arn:aws:s3:::data-bucket";

const refusal = (explicit?: boolean): LiveFailure => ({
  at: { kind: "read" },
  code: "AccessDenied",
  headline: "AWS denied it.",
  causes: ["A policy has a Deny statement that matches."],
  fixes: [],
  refusal: explicit === undefined ? {} : { explicit },
});
const failed = (failure: LiveFailure): LiveResult<never> => ({ kind: "failed", failure, steps: [] });
const expired: LiveFailure = {
  at: { kind: "read" },
  code: "ExpiredToken",
  headline: "The session has expired.",
  causes: [],
  fixes: [],
};

describe("runLiveChain", () => {
  it("compares the kind of a refusal only where AWS tells it", async () => {
    const checks = ["deny", "explicitDeny", "implicitDeny"].map((expect) => ({
      action: "s3:GetObject",
      resource: `${bucket}/private/x`,
      expect,
    }));
    const outcomes = async (explicit?: boolean) =>
      (await ask({ checks }, { readS3: failed(refusal(explicit)) })).checks.map(({ outcome }) => outcome);
    assert.deepEqual(await outcomes(), ["passed", "passed", "passed"]);
    assert.deepEqual(await outcomes(true), ["passed", "passed", "failed"]);
    assert.deepEqual(await outcomes(false), ["passed", "failed", "passed"]);
  });

  it("finds a difference in both directions, with AWS's own reason where it gives one", async () => {
    const allowedHere = { action: "s3:GetObject", resource: `${bucket}/a.txt` };
    const deniedHere = { action: "s3:GetBucketPolicy", resource: bucket, expect: "deny" };
    const refused = await ask({ checks: [allowedHere] }, { readS3: failed(refusal(true)) });
    assert.equal(refused.checks[0]?.difference?.headline, "Simulated: allowed. AWS: refused.");
    assert.match(refused.checks[0].difference.causes[0] ?? "", /has a Deny statement/);
    const allowed = await ask({ checks: [deniedHere] }, {});
    assert.equal(allowed.checks[0]?.difference?.headline, "Simulated: denied. AWS: allowed.");
    assert.equal(allowed.checks[0].outcome, "failed");
  });

  it("names a profile that is not the caller first among the causes", async () => {
    const caller = { arn: "arn:aws:iam::111111111111:user/somebody", account: "111111111111", userId: "x" };
    const { hops } = await ask(
      {},
      {
        assumeRole: {
          kind: "failed",
          failure: { ...refusal(), at: { kind: "hop", hop: 0 } },
          steps: [{ kind: "source", description: "keys", identity: caller }],
        },
      },
    );
    assert.match(
      hops[0]?.difference?.causes[0] ?? "",
      /^The call was made by arn:aws:iam::111111111111:user\/somebody, and the role config's caller is /,
    );
  });

  it("takes an expired session, throttling and a broken wire for no answer", async () => {
    const { checks } = await ask(
      { checks: [{ action: "s3:GetObject", resource: `${bucket}/a.txt`, expect: "deny" }] },
      { readS3: failed(expired) },
    );
    assert.equal(checks[0]?.outcome, "errored");
    assert.equal(checks[0].sentence, "The session has expired.");
    assert.equal(checks[0].difference, undefined);
  });

  it("asks nothing that changes something, is a pattern, is half filled or sets its own context", async () => {
    const { checks } = await ask(
      {
        checks: [
          { action: ["s3:GetObject", "s3:DeleteObject"], resource: `${bucket}/a.txt` },
          { action: "s3:PutObject", resource: `${bucket}/a.txt` },
          { action: "s3:GetObject", resource: `${bucket}/*` },
          { action: "s3:GetObject", resource: "arn:aws:s3:::<BUCKET>/a.txt" },
          { action: "s3:GetObject", resource: `${bucket}/a.txt`, context: { "aws:SourceIp": "192.0.2.1" } },
          { action: "iam:PassRole", resource: role },
        ],
      },
      {},
    );
    assert.deepEqual(
      checks.map(({ outcome }) => outcome),
      ["passed", "skipped", "skipped", "skipped", "skipped", "skipped"],
    );
    assert.match(checks[0]?.sentence ?? "", /1 of 2 questions is not asked for real\.$/);
    assert.match(checks[3]?.sentence ?? "", /<BUCKET> is a placeholder/);
    assert.match(checks[4]?.sentence ?? "", /sets aws:SourceIp/);
  });

  it("asks no check after a hop that gave no session, nor after a cancel", async () => {
    const checks = [{ list: "s3://data-bucket/" }];
    const refused = await ask(
      { checks },
      { assumeRole: failed({ ...refusal(), at: { kind: "hop", hop: 0 } }) },
    );
    assert.equal(refused.checks[0]?.sentence, "Hop 1 gave no session.");
    const cancelled = await ask({ checks }, { assumeRole: { kind: "cancelled", steps: [] } });
    assert.equal(cancelled.cancelled, true);
    assert.equal(cancelled.checks[0]?.outcome, "skipped");
  });

  it("reports each result as soon as it is there", async () => {
    const seen: string[] = [];
    await ask({ checks: [{ list: "s3://data-bucket/" }, { identity: session.arn }] }, {}, (kind) => {
      seen.push(kind);
    });
    assert.deepEqual(seen, ["hop", "check", "check"]);
  });
});

async function ask(
  config: { readonly checks?: readonly object[] },
  answers: Answers,
  onResult?: (kind: string) => void,
): Promise<LiveChainResult> {
  const allow = (Action: string | string[], Resource: string) => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action, Resource }],
  });
  const caller = "arn:aws:iam::111111111111:user/dev";
  const text = JSON.stringify({
    version: 1,
    caller: { principal: caller, policies: [allow("sts:AssumeRole", "*")] },
    hops: [
      {
        roleArn: role,
        trustPolicy: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { AWS: caller }, Action: "sts:AssumeRole" }],
        },
        policies: [allow(["s3:ListBucket", "s3:GetObject", "s3:DeleteObject"], "*")],
        sessionName: "first-session",
      },
    ],
    buckets: [{ name: "data-bucket", account: "222222222222" }],
    ...config,
  });
  const endpoint = { region: "us-east-1" };
  const plan: Plan = {
    source: { kind: "environment", session: false },
    hops: [
      {
        kind: "assumeRole",
        roleArn: role,
        from: "hop 1",
        sessionName: "first-session",
        tags: {},
        transitiveTagKeys: [],
        sessionPolicyArns: [],
        sts: endpoint,
      },
    ],
    sts: endpoint,
    s3: endpoint,
    iam: endpoint,
    notes: [],
    differences: [],
  };
  const [hop] = plan.hops;
  assert.ok(hop);
  const given = <T>(
    answer: LiveResult<never> | "ok" | undefined,
    ok: LiveResult<T>,
  ): Promise<LiveResult<T>> => Promise.resolve(answer === undefined || answer === "ok" ? ok : answer);
  return runLiveChain({
    simulated: simulate(
      text,
      textsFrom(() => undefined),
    ),
    live: {
      assumeRole: () =>
        given(answers.assumeRole, {
          kind: "ok",
          value: session,
          steps: [{ kind: "hop", index: 0, hop, outcome: session }],
        }),
      callerIdentity: () =>
        given(answers.callerIdentity, {
          kind: "ok",
          value: { ...session, account: "222222222222", userId: "x" },
          steps: [],
        }),
      listBucket: (_, { bucket: name, prefix }) =>
        given(answers.listBucket, {
          kind: "ok",
          value: { bucket: name, prefix, region: "us-east-1", commonPrefixes: [], objects: [] },
          steps: [],
        }),
      readS3: () => given(answers.readS3, { kind: "ok", value: {}, steps: [] }),
    },
    request: {
      plan,
      files: { config: "", credentials: "" },
      signal: new AbortController().signal,
      askMfaCode: () => Promise.resolve(undefined),
      onStep: () => undefined,
      log: () => undefined,
    },
    onResult: ({ kind }) => onResult?.(kind),
  });
}
