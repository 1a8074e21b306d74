import assert from "node:assert/strict";
import { planChain } from "../../src/core/liveChain/planChain.ts";
import { runLiveChain } from "../../src/core/liveChain/runLiveChain.ts";
import type { LiveAnswer, LiveChainResult } from "../../src/core/liveChain/model.ts";
import type { DecisionKind } from "../../src/core/evaluate/model.ts";
import type { ChainResult } from "../../src/core/simulate/model.ts";
import { createLive } from "../../src/live/live.ts";
import type { PolicyDocument, Radosgw } from "../servers/radosgw.ts";
import { simulate, textsFrom } from "../unit/core/simulate/texts.ts";
import { liveCases } from "../unit/live/caseFile.ts";
import { converse } from "./conversation.ts";
import { servers } from "./servers.ts";

type Answer = "allow" | "deny";

/** `{A}` and `{B}` stand for the two account ids, which are new in each case. */
interface AgreementCase {
  readonly name: string;
  readonly source: string;
  readonly trust: PolicyDocument;
  readonly role?: PolicyDocument;
  readonly session?: PolicyDocument;
  readonly bucket?: PolicyDocument;
  /** What the simulation is told of the calls and the server sees for itself. */
  readonly context?: Readonly<Record<string, string | boolean>>;
  readonly expect: Readonly<Record<string, Answer>>;
}

// The case file is ours and has this shape.
const { cases } = liveCases("agreement.json") as { readonly cases: readonly AgreementCase[] };

/**
 * The same role configs simulated and asked for real: radosgw enforces trust, identity, session and bucket policies.
 *
 * It does not model, so that no case is about it: the caller's own policies at AssumeRole, permissions boundaries and
 * policies of an organization, managed policies, session tags and source identity, external ids that are sent, MFA,
 * web identity and SAML, the paths of roles, and buckets of another account (TENANT:NAME there); `s3:delimiter`; and an
 * empty `s3:prefix`, which is no key there, so that a negated operator on it does not match; Allow with NotAction, which
 * grants nothing there; `aws:SecureTransport`; and policies with unknown actions or with actions of another kind of
 * trust, which it does not store.
 */
describe("simulated and live decisions agree on radosgw", () => {
  for (const given of cases) {
    it(given.name, async () => {
      assert.match(given.source, /^https:\/\/docs\.aws\.amazon\.com\//);
      const { simulated, live } = await bothOf(given, servers().radosgw);
      assert.deepEqual(simulatedAnswers(simulated), given.expect, "simulated");
      assert.deepEqual(liveAnswers(live), given.expect, "live");
      for (const step of [...live.hops, ...live.checks]) {
        assert.equal(step.difference, undefined, step.sentence);
        assert.notEqual(step.outcome, "errored", step.sentence);
      }
    });
  }
});

const bucket = "data-bucket";

async function bothOf(
  given: AgreementCase,
  radosgw: Radosgw,
): Promise<{ readonly simulated: ChainResult; readonly live: LiveChainResult }> {
  const [a, b] = await Promise.all([radosgw.createAccount(), radosgw.createAccount()]);
  const fill = <T>(value: T): T =>
    // Only texts change, so that the shape stays.
    JSON.parse(JSON.stringify(value).replaceAll("{A}", a.id).replaceAll("{B}", b.id)) as T;
  const dev = await a.createUser("dev");
  const roleArn = await b.createRole("Reader", fill(given.trust));
  if (given.role !== undefined) await b.putRolePolicy("Reader", "own", fill(given.role));
  await b.createBucket(bucket);
  for (const key of ["prefix/data.csv", "other/data.csv"]) await b.putObject(bucket, key, "a,b\n");
  if (given.bucket !== undefined) await b.putBucketPolicy(bucket, fill(given.bucket));

  const text = JSON.stringify({
    version: 1,
    caller: {
      principal: dev.arn,
      ...(given.context === undefined ? {} : { context: given.context }),
      policies: [
        { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" }] },
      ],
    },
    hops: [
      {
        roleArn,
        trustPolicy: fill(given.trust),
        policies: given.role === undefined ? [] : [fill(given.role)],
        sessionName: "first-session",
        ...(given.session === undefined ? {} : { sessionPolicy: fill(given.session) }),
      },
    ],
    buckets: [
      { name: bucket, account: b.id, ...(given.bucket === undefined ? {} : { policy: fill(given.bucket) }) },
    ],
    checks: [
      { list: `s3://${bucket}/prefix/` },
      { list: `s3://${bucket}/` },
      { action: "s3:GetObject", resource: `arn:aws:s3:::${bucket}/prefix/data.csv` },
      { action: "s3:GetObject", resource: `arn:aws:s3:::${bucket}/other/data.csv` },
    ],
  });
  const simulated = simulate(
    text,
    textsFrom(() => undefined),
  );
  assert.deepEqual(simulated.chain.problems, []);
  const { request } = converse({ endpoint: radosgw.endpoint, keys: dev });
  const planned = await planChain(
    request.plan,
    { path: "/agreement.assume-role.json", config: simulated.chain.config },
    () => Promise.resolve({ kind: "refused", reason: "no case has a file" }),
  );
  if (planned.kind === "refused") throw new Error(planned.reason);
  const live = await runLiveChain({
    simulated,
    live: createLive(),
    request: { ...request, plan: planned.plan },
  });
  return { simulated, live };
}

const questions = ["hop", "list prefix/", "list /", "get prefix/data.csv", "get other/data.csv"] as const;

/** A step without an answer (no session) counts as a no, as it does for its user. */
function named<T>(answers: readonly T[], answerOf: (answer: T) => Answer): Record<string, Answer> {
  assert.equal(answers.length, questions.length);
  return Object.fromEntries(answers.map((answer, index) => [questions[index] ?? "", answerOf(answer)]));
}

function simulatedAnswers({ hops, checks }: ChainResult): Record<string, Answer> {
  return named([...hops, ...checks], ({ requests, outcome }) => {
    const decision: DecisionKind | undefined = requests[0]?.decision;
    assert.notEqual(outcome.kind, "undetermined");
    return decision === "allowed" ? "allow" : "deny";
  });
}

function liveAnswers({ hops, checks }: LiveChainResult): Record<string, Answer> {
  const answers: (LiveAnswer | undefined)[] = [
    ...hops.map(({ answer }) => answer),
    ...checks.map(({ requests }) => requests[0]?.answer),
  ];
  return named(answers, (answer) => (answer?.kind === "allowed" ? "allow" : "deny"));
}
