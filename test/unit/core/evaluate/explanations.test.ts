import assert from "node:assert/strict";
import { decide } from "../../../../src/core/evaluate/decide.ts";
import type { DecisionRequest, Principal } from "../../../../src/core/evaluate/model.ts";
import { notModelled } from "../../../../src/core/evaluate/notModelled.ts";
import { principalFromArn } from "../../../../src/core/evaluate/principal.ts";
import { parsePolicy } from "../../../../src/core/policy/parse.ts";

const trustText = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Ec2", "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" },
    {
      "Sid": "Partner",
      "Effect": "Allow",
      "Principal": { "AWS": "111111111111" },
      "Action": "sts:AssumeRole",
      "Condition": {
        "StringEquals": { "sts:ExternalId": ["abc", "def"] },
        "NumericLessThan": { "aws:MultiFactorAuthAge": 3600 },
        "IpAddress": { "aws:SourceIp": "203.0.113.0/24" }
      }
    }
  ]
}`;
const identityText = `{ "Statement": [
  { "Effect": "Allow", "Action": "s3:*", "Resource": "*" },
  { "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::222222222222:role/Other" }
] }`;

function caller(): Principal {
  const principal = principalFromArn("arn:aws:iam::111111111111:role/App");
  assert.ok(principal);
  return principal;
}

function request(context: NonNullable<DecisionRequest["context"]>, openContext = false): DecisionRequest {
  return {
    principal: caller(),
    action: "sts:AssumeRole",
    resource: "arn:aws:iam::222222222222:role/Target",
    context,
    openContext,
    policies: {
      identity: [{ name: "app.json", policy: parsePolicy(identityText) }],
      resource: { name: "trust.json", policy: parsePolicy(trustText) },
    },
  };
}

const met = { "sts:ExternalId": "abc", "aws:MultiFactorAuthAge": 60, "aws:SourceIp": "203.0.113.7" };

describe("explanations", () => {
  it("give each layer's verdict and why each statement does not apply", () => {
    const { layers } = decide(request({ ...met, "sts:ExternalId": "xyz", "aws:SourceIp": "198.51.100.1" }));
    assert.deepEqual(
      layers.map(({ side, verdict }) => [side, verdict]),
      [
        ["identity", "implicitlyDenied"],
        ["resource", "implicitlyDenied"],
      ],
    );
    const reasons = layers.map(({ documents }) =>
      documents.map(({ policy, outcomes }) => [
        policy,
        outcomes.map((outcome) => outcome.reasons.map((r) => r.element)),
      ]),
    );
    assert.deepEqual(reasons, [
      [["app.json", [["action"], ["resource"]]]],
      [["trust.json", [["principal"], ["condition", "condition"]]]],
    ]);
  });

  it("quote a condition with its operator, key, expected and actual values, and its place", () => {
    const { layers } = decide(request({ ...met, "sts:ExternalId": "xyz" }));
    const [reason] = layers[1]?.documents[0]?.outcomes[1]?.reasons ?? [];
    assert.ok(reason?.element === "condition");
    const { span, ...rest } = reason;
    assert.deepEqual(rest, {
      element: "condition",
      operator: "StringEquals",
      key: "sts:ExternalId",
      expected: ["abc", "def"],
      actual: ["xyz"],
      truth: "no",
      unknownKeys: [],
    });
    assert.equal(trustText.slice(span.start, span.end), '"sts:ExternalId": ["abc", "def"]');
  });

  it("tell a missing key from a wrong value, and an unknown key from both", () => {
    const actual = (openContext: boolean) =>
      decide(
        request({ "aws:SourceIp": "203.0.113.7" }, openContext),
      ).layers[1]?.documents[0]?.outcomes[1]?.reasons.map((reason) =>
        reason.element === "condition" ? [reason.key, reason.actual, reason.truth] : [],
      );
    assert.deepEqual(actual(false), [
      ["sts:ExternalId", undefined, "no"],
      ["aws:MultiFactorAuthAge", undefined, "no"],
    ]);
    assert.deepEqual(actual(true), [
      ["sts:ExternalId", undefined, "no"],
      ["aws:MultiFactorAuthAge", undefined, "unknown"],
    ]);
  });

  it("point to the deciding statements in their documents", () => {
    const wide = request(met);
    const allowed = decide({
      ...wide,
      policies: {
        ...wide.policies,
        identity: [
          {
            name: "wide.json",
            policy: parsePolicy('{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}'),
          },
        ],
      },
    });
    assert.equal(allowed.decision, "allowed");
    assert.equal(allowed.crossAccount, true);
    const [, partner] = allowed.decidedBy;
    assert.deepEqual(
      [partner?.side, partner?.policy, partner?.statement, partner?.sid],
      ["resource", "trust.json", 1, "Partner"],
    );
    assert.match(trustText.slice(partner?.span.start, partner?.span.end), /^\{\s+"Sid": "Partner"[^]*\}$/);
  });

  it("name the nearest Allow of a side that lacks one", () => {
    const { missing } = decide(request({ ...met, "sts:ExternalId": "xyz" }));
    assert.deepEqual(
      missing.map(({ side, nearest }) => [
        side,
        nearest?.policy,
        nearest?.statement,
        nearest?.reasons[0]?.element,
      ]),
      [
        ["identity", "app.json", 1, "resource"],
        ["resource", "trust.json", 1, "condition"],
      ],
    );
    const empty = request({});
    const [only] = decide({ ...empty, policies: {} }).missing;
    assert.equal(only?.nearest, undefined);
  });

  it("say which outcomes are possible when a key is unknown", () => {
    const open = request({}, true);
    const decision = decide({
      ...open,
      action: "s3:GetObject",
      resource: "arn:aws:s3:::bucket/key",
      policies: {
        identity: [
          {
            name: "p",
            policy: parsePolicy(
              '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}',
            ),
          },
        ],
      },
    });
    assert.equal(decision.decision, "undetermined");
    assert.deepEqual(decision.possible, ["allowed", "explicitlyDenied"]);
  });

  it("are made once for a policy object, and cite it by the name of each use", () => {
    const policy = parsePolicy('{"Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}');
    const both = decide({
      ...request({}),
      action: "s3:GetObject",
      resource: "arn:aws:s3:::bucket/key",
      policies: {
        identity: [
          { name: "one.json", policy },
          { name: "two.json", policy },
        ],
        permissionsBoundary: { name: "boundary.json", policy },
      },
    });
    assert.deepEqual(
      both.decidedBy.map(({ side, policy: name }) => `${side} ${name}`),
      ["identity one.json", "identity two.json", "permissionsBoundary boundary.json"],
    );
  });
});

describe("what is not modelled", () => {
  it("is named for the request at hand", () => {
    const hop = notModelled(request({}));
    assert.ok(hop.some((phrase) => phrase.includes("whether caller and role exist")));
    assert.ok(hop.some((phrase) => phrase.startsWith("service control policies")));
    const list = notModelled({
      ...request({}),
      action: "S3:ListBucket",
      principal: { kind: "anonymous" },
      policies: { resourceControl: [] },
    });
    assert.deepEqual(list, [
      "policies of VPC endpoints",
      "access control lists, access points and Block Public Access of S3",
    ]);
    assert.ok(notModelled({ ...request({}), action: "kms:Decrypt" }).includes("grants of KMS keys"));
  });
});
