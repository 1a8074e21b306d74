import assert from "node:assert/strict";
import { namedResources } from "../../../../src/core/access/namedResources.ts";
import { renderAccess } from "../../../../src/core/access/renderAccess.ts";
import { roleAccess, type AccessSubject } from "../../../../src/core/access/roleAccess.ts";
import { principalFromArn } from "../../../../src/core/evaluate/principal.ts";
import { parsePolicy } from "../../../../src/core/policy/parse.ts";
import { openCommitted } from "../catalogue/committedCatalogue.ts";

const policy = (...statements: readonly object[]) =>
  parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
const bucket = "arn:aws:s3:::data";
const objects = "arn:aws:s3:::data/in/*";
const role = "arn:aws:iam::444455556666:role/Deploy";

const identity = policy(
  { Effect: "Allow", Action: ["s3:ListBucket", "s3:GetBucket*"], Resource: bucket },
  { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: objects },
  {
    Effect: "Allow",
    Action: "s3:DeleteObject",
    Resource: objects,
    Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
  },
  { Effect: "Deny", Action: "s3:GetBucketPolicy", Resource: bucket },
  { Effect: "Allow", Action: "sts:AssumeRole", Resource: role },
  { Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" },
);

function subject(account: string | undefined): AccessSubject {
  const principal = principalFromArn("arn:aws:iam::111122223333:role/Reader");
  assert.ok(principal);
  return {
    principal,
    policies: { identity: [{ name: "reader.json", policy: identity }] },
    context: {},
    resources: namedResources([identity]),
    resource: ({ kind }) => (kind === "role" || account === undefined ? {} : { account }),
  };
}

async function answersOf(account: string | undefined) {
  const access = await roleAccess(subject(account), await openCommitted());
  return Object.fromEntries(
    access.map(({ resource, levels }) => [
      resource?.arn ?? "*",
      levels.flatMap(({ level, answers }) =>
        answers.map(({ action, answer, keys }) => [level, action, answer, ...keys].join(" ")),
      ),
    ]),
  );
}

describe("what a role can do", () => {
  it("names buckets, objects and roles of the policies once each", () => {
    assert.deepEqual(
      namedResources([identity]).map(({ kind, arn, sample }) => [kind, arn, sample]),
      [
        ["bucket", bucket, bucket],
        ["objects", objects, "arn:aws:s3:::data/in/any-name"],
        ["role", role, role],
      ],
    );
  });

  it("answers by resource and access level", async () => {
    const answers = await answersOf(undefined);
    assert.deepEqual(answers[objects], [
      "Read s3:GetObject allowed",
      "Write s3:DeleteObject undetermined aws:MultiFactorAuthPresent",
      "Write s3:PutObject allowed",
    ]);
    const ofBucket = answers[bucket] ?? [];
    assert.ok(ofBucket.includes("List s3:ListBucket allowed"), ofBucket.join("\n"));
    assert.ok(ofBucket.includes("Read s3:GetBucketLocation allowed"), ofBucket.join("\n"));
    assert.ok(!ofBucket.some((answer) => answer.includes("GetBucketPolicy ")), "an explicit deny wins");
    // Nobody needs a permission for the second.
    assert.deepEqual(answers["*"], [
      "List s3:ListAllMyBuckets allowed",
      "Read sts:GetCallerIdentity allowed",
    ]);
  });

  it("leaves the other side open where its policy is not given", async () => {
    assert.deepEqual((await answersOf(undefined))[role], ["Write sts:AssumeRole otherSide"]);
    const crossAccount = await answersOf("444455556666");
    assert.ok(crossAccount[objects]?.includes("Read s3:GetObject otherSide"));
  });

  it("shows counts, and what an answer depends on", async () => {
    const text = renderAccess(
      "What Reader can do",
      ["as role/Reader"],
      await roleAccess(subject(undefined), await openCommitted()),
    );
    assert.match(text, /^What Reader can do\nSimulated/);
    assert.match(text, /^arn:aws:s3:::data\/in\/\*\n {2}Read: 1 of \d+\n {4}s3:GetObject$/m);
    assert.match(text, /^ {4}depending on aws:MultiFactorAuthPresent:\n {6}s3:DeleteObject$/m);
    assert.match(text, /^ {4}if the policy of the resource allows it too:\n {6}sts:AssumeRole$/m);
  });
});
