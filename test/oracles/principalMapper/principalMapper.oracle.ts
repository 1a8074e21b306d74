import assert from "node:assert/strict";
import { readDecisionRequest } from "../../../src/cli/decisionRequest.ts";
import { decide } from "../../../src/core/evaluate/decide.ts";
import { randomCase, type RandomCase } from "../iamSimulate/cases.ts";
import { explain } from "../iamSimulate/explain.ts";
import { Random } from "../../unit/core/awsFiles/random.ts";
import { knownDisagreements } from "./disagreements.ts";
import { startJudge, type Judge } from "./judge.ts";

const count = 3000;

describe(`the decision engine beside Principal Mapper, ${count} random cases`, function () {
  this.timeout(600_000);
  let judge: Judge;

  before(() => {
    const python = process.env["PRINCIPAL_MAPPER_PYTHON"];
    assert.ok(
      python !== undefined && python !== "",
      "PRINCIPAL_MAPPER_PYTHON must name the python of an environment that has principalmapper.",
    );
    judge = startJudge(python);
  });

  after(() => judge.close());

  it("agrees, but where AWS's documentation shows the peer wrong", async () => {
    const explained = new Map(knownDisagreements.map(({ name }) => [name, 0]));
    const unexplained: string[] = [];
    let allowed = 0;
    for (const one of comparableCases(count)) {
      if (allows(one)) allowed++;
      if (await agree(one)) continue;
      const reasons = await explain(one, knownDisagreements, agree);
      for (const name of reasons) explained.set(name, (explained.get(name) ?? 0) + 1);
      if (reasons.length === 0) unexplained.push(JSON.stringify({ ours: allows(one), ...one }));
    }
    for (const [name, times] of explained) console.log(`      ${String(times).padStart(5)} ${name}`);
    assert.deepEqual(unexplained, []);
    const idle = [...explained].filter(([, times]) => times === 0).map(([name]) => name);
    assert.deepEqual(idle, [], "a known disagreement that no case shows");
    assert.ok(allowed > count / 20 && allowed < count / 2, String(allowed));
  });

  async function agree(one: RandomCase): Promise<boolean> {
    return allows(one) === (await judge.allows(one));
  }
});

function allows(one: RandomCase): boolean {
  const read = readDecisionRequest(JSON.stringify(one));
  assert.ok(read.ok, JSON.stringify(read));
  return decide(read.request).decision === "allowed";
}

/** What both can be asked: users and roles, without resource control policies, session policies and lists of values. */
function comparableCases(wanted: number): RandomCase[] {
  const found: RandomCase[] = [];
  for (let seed = 1; found.length < wanted; seed++) {
    const { principal, action, policies, context, ...rest } = randomCase(new Random(seed));
    const isUserOrRole = typeof principal === "string" && /^arn:aws:iam::\d+:(user|role)\//.test(principal);
    if (!isUserOrRole || (action.startsWith("sts:") && policies.resource === undefined)) continue;
    const layers = Object.entries(policies).filter(
      ([layer]) => layer !== "session" && layer !== "resourceControl",
    );
    const values = Object.entries(context).filter(([, value]) => typeof value === "string");
    found.push({
      ...rest,
      principal,
      action,
      policies: withTimes(Object.fromEntries(layers)),
      // It fills the first two itself when they are missing, and does not fill the third.
      context: {
        "aws:SecureTransport": "true",
        "aws:CurrentTime": "2024-06-01T00:00:00Z",
        "aws:ResourceAccount": rest.resourceAccount,
        ...Object.fromEntries(values),
      },
    });
  }
  return found;
}

/** It cannot compare a day with a time, so every day gets one. */
function withTimes(policies: RandomCase["policies"]): RandomCase["policies"] {
  return JSON.parse(
    JSON.stringify(policies).replaceAll('"2025-06-30"', '"2025-06-30T00:00:00Z"'),
  ) as RandomCase["policies"];
}
