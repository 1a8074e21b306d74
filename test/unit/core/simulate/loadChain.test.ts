import assert from "node:assert/strict";
import { simulate, textsFrom } from "./texts.ts";

const allow =
  '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }] }';
const trust =
  '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "sts:AssumeRole" }] }';
const files: Readonly<Record<string, string>> = {
  "allow.json": allow,
  "trust.json": trust,
  "half.json": '{ "Version": "2012-10-17",\n  "Statement": [',
  "empty.json": " \n",
  "list.json": "[]",
  "other.json": '{ "name": "package" }',
  "refused.json": allow.replace('"Effect"', '\n"Effekt": 1, "Effect"'),
};

/** What is wrong with the policies that a config names, at the marked place that names them. */
const cases: readonly { readonly members: string; readonly code?: string; readonly message?: string }[] = [
  { members: '"policies": ["allow.json"], "trustPolicy": "trust.json"' },
  { members: '"policies": [⟦"gone.json"⟧]', code: "missingFile", message: "There is no file gone.json." },
  {
    members: '"policies": ["allow.json", ⟦"gone/<X>.json"⟧]',
    code: "missingFile",
    message: "There is no file gone/x.json.",
  },
  {
    members: '"policies": [⟦"half.json"⟧]',
    code: "unparsablePolicy",
    message: "half.json, line 2: JSON: close bracket expected.",
  },
  {
    members: '"permissionsBoundary": ⟦"empty.json"⟧',
    code: "unparsablePolicy",
    message: "empty.json, line 1: The file is empty.",
  },
  {
    members: '"trustPolicy": ⟦"list.json"⟧',
    code: "unparsablePolicy",
    message: "list.json, line 1: A policy is a JSON object.",
  },
  {
    members: '"sessionPolicy": ⟦"other.json"⟧',
    code: "unparsablePolicy",
    message: "other.json, line 1: The policy has no Statement.",
  },
  {
    members: '"trustPolicy": ⟦"allow.json"⟧',
    code: "wrongPolicyKind",
    message: "allow.json has no Principal, as an identity policy; a trust policy is wanted here.",
  },
  {
    members: '"serviceControlPolicies": [["allow.json"], [⟦"trust.json"⟧]]',
    code: "wrongPolicyKind",
    message: "trust.json is a trust policy, with a Principal; a policy without one is wanted here.",
  },
  {
    members: '"resourceControlPolicies": [[⟦"allow.json"⟧]]',
    code: "wrongPolicyKind",
    message: "allow.json has no Principal; a resource control policy is wanted here.",
  },
  {
    members: '"policies": [⟦"arn:aws:iam::aws:policy/AmazonS3ReadonlyAcces"⟧]',
    code: "unknownManagedPolicy",
    message: "AWS has no managed policy arn:aws:iam::aws:policy/AmazonS3ReadonlyAcces.",
  },
  {
    members: '"sessionPolicyArns": [⟦"arn:aws:iam::111122223333:policy/Mine"⟧]',
    code: "unknownManagedPolicy",
    message:
      "Only policies that AWS manages are known by their ARN; arn:aws:iam::111122223333:policy/Mine is not one.",
  },
  {
    members: '"policies": [⟦"refused.json"⟧]',
    code: "policyRefused",
    message: "refused.json, line 2: Effekt is no element of a statement.",
  },
  {
    members:
      '"policies": [{ "Version": "2012-10-17", "Statement": [{ ⟦"Effekt"⟧: 1, "Effect": "Deny", "Action": "*", "Resource": "*" }] }]',
    code: "policyRefused",
    message: "Effekt is no element of a statement.",
  },
];

describe("problems of the policies that a config names", () => {
  for (const { members, code, message } of cases) {
    it(message ?? members, () => {
      const marked = `{ "version": 1, "variables": { "X": "x" }, "caller": { "principal": "arn:aws:iam::111122223333:user/u" }, "hops": [{ "roleArn": "arn:aws:iam::111122223333:role/R", ${members} }] }`;
      const start = marked.indexOf("⟦");
      const text = marked.replace(/[⟦⟧]/g, "");
      const { problems } = simulate(
        text,
        textsFrom((path) => files[path]),
      ).chain;
      assert.deepEqual(
        problems.map((problem) => [problem.code, problem.message, problem.span]),
        code === undefined ? [] : [[code, message, { start, end: marked.indexOf("⟧") - 1 }]],
      );
    });
  }

  it("an empty file is told at its place", () => {
    const { chain, hops, checks } = simulate(
      "",
      textsFrom(() => undefined),
    );
    assert.deepEqual(
      chain.problems.map(({ code }) => code),
      ["missingMember"],
    );
    assert.deepEqual([hops, checks], [[], []]);
  });

  it("one that is named twice is read once, and its problem is told at each place", () => {
    const text = `{ "version": 1, "caller": { "principal": "arn:aws:iam::111122223333:user/u", "policies": ["gone.json", "gone.json", "allow.json", "allow.json"] }, "hops": [] }`;
    const { problems, documents } = simulate(
      text,
      textsFrom((path) => files[path]),
    ).chain;
    assert.deepEqual(
      problems.map(({ span }) => text.slice(span.start, span.end)),
      ['"gone.json"', '"gone.json"'],
    );
    assert.deepEqual(
      documents.map(({ name }) => name),
      ["allow.json"],
    );
  });
});
