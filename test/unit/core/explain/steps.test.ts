import assert from "node:assert/strict";
import { explainStep } from "../../../../src/core/explain/explainStep.ts";
import { mergeSuggestions } from "../../../../src/core/explain/mergeSuggestions.ts";
import { stepReason, stepReasonInShort } from "../../../../src/core/explain/stepWords.ts";
import { parseRoleConfig } from "../../../../src/core/roleConfig/parse.ts";
import { loadChain } from "../../../../src/core/simulate/loadChain.ts";
import { PolicyLibrary } from "../../../../src/core/simulate/policyLibrary.ts";
import { simulateChain } from "../../../../src/core/simulate/simulateChain.ts";

const caller = "arn:aws:iam::111111111111:role/App";
const policies: Readonly<Record<string, object>> = {
  "app.json": {
    Statement: [
      { Sid: "Read", Effect: "Allow", Action: "s3:Get*", Resource: "*" },
      {
        Sid: "Delete",
        Effect: "Allow",
        Action: "s3:DeleteObject",
        Resource: "*",
        Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
      },
    ],
  },
};

function simulationOf(...checks: readonly object[]) {
  const config = { version: 1, caller: { principal: caller, policies: ["app.json"] }, hops: [], checks };
  const texts = {
    file: (path: string) => policies[path] && JSON.stringify(policies[path]),
    managed: () => undefined,
  };
  const chain = loadChain(parseRoleConfig(JSON.stringify(config)), texts, new PolicyLibrary());
  return simulateChain(chain);
}

const resource = "arn:aws:s3:::data/a";
const simulated = simulationOf(
  { action: "s3:GetObject", resource },
  { action: ["s3:GetObject", "s3:PutObject"], resource },
  { action: "s3:PutObject", resource, expect: "deny" },
  { action: "s3:DeleteObject", resource },
  { identity: caller },
  { identity: "arn:aws:iam::111111111111:role/Other" },
);
const [reads, several, writes, deletes, identity, otherIdentity] = simulated.checks;

describe("the reason of a step", () => {
  const both = (step: Parameters<typeof stepReason>[0] | undefined) => {
    assert.ok(step);
    return [stepReason(step), stepReasonInShort(step)];
  };

  it("cites the statement, in a row without where it stands", () => {
    assert.deepEqual(both(reads), [
      "Allowed by Sid 'Read' in the identity policies",
      "Allowed by Sid 'Read'",
    ]);
  });

  it("names the action that went wrong among several", () => {
    const reason = "s3:PutObject: Denied: no matching Allow in the identity policies";
    assert.deepEqual(both(several), [reason, reason]);
    assert.equal(both(writes)[1], "Denied: no matching Allow in the identity policies");
  });

  it("names what it depends on, and who the caller would be", () => {
    assert.equal(both(deletes)[0], "Depends on: aws:MultiFactorAuthPresent");
    assert.match(both(identity)[0] ?? "", /^Would be arn:aws:sts::111111111111:assumed-role\/App\//);
    assert.match(both(otherIdentity)[0] ?? "", /expected arn:aws:iam::111111111111:role\/Other$/);
  });
});

describe("the explanation of a step", () => {
  it("explains each request of it, with links at their places in the whole", () => {
    assert.ok(several);
    const { text, links } = explainStep(simulated, several, (policy) => ({
      text: "{}",
      place: policy,
      isFile: true,
    }));
    assert.match(
      text,
      /^ {2}Add to the identity policies of arn:aws:iam::111111111111:role\/App:\n {4}app\.json\n {4}\{$/m,
    );
    assert.equal(text.match(/^Simulated: /gm)?.length, 2);
    assert.ok(links.length >= 2);
    for (const { span } of links) assert.equal(text.slice(span.start, span.end), "app.json");
  });
});

describe("suggested statements", () => {
  it("are one where they differ in the action alone", () => {
    const statement = { Effect: "Allow", Resource: resource } as const;
    assert.deepEqual(
      mergeSuggestions([
        { ...statement, Action: "s3:GetObject" },
        { ...statement, Action: ["s3:PutObject", "s3:GetObject"] },
        { ...statement, Resource: "*", Action: "s3:ListAllMyBuckets" },
      ]),
      [
        { ...statement, Action: ["s3:GetObject", "s3:PutObject"] },
        { ...statement, Resource: "*", Action: "s3:ListAllMyBuckets" },
      ],
    );
  });
});
