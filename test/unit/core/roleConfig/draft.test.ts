import assert from "node:assert/strict";
import { parsePolicy } from "../../../../src/core/policy/parse.ts";
import { renderRoleConfig, type RoleConfigDraft } from "../../../../src/core/roleConfig/draft.ts";
import { draftFromPlan } from "../../../../src/core/roleConfig/draftFromPlan.ts";
import {
  callersOf,
  draftFromPolicy,
  openQuestions,
} from "../../../../src/core/roleConfig/draftFromPolicy.ts";
import { parseRoleConfig } from "../../../../src/core/roleConfig/parse.ts";

const policy = (...statements: readonly object[]) =>
  parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
const dev = "arn:aws:iam::111122223333:user/dev";
const deploy = "arn:aws:iam::444455556666:role/app/Deploy";

/** The draft as the format reads it: without any problem. */
function written(draft: RoleConfigDraft) {
  const text = renderRoleConfig(draft);
  assert.deepEqual(parseRoleConfig(text).problems, [], text);
  return JSON.parse(text) as unknown;
}

describe("a role config made for a trust policy", () => {
  const trust = policy({
    Effect: "Allow",
    Principal: { AWS: [dev, "arn:aws:iam::111122223333:root"] },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: { "sts:ExternalId": "customer-7" },
      Bool: { "aws:MultiFactorAuthPresent": "true" },
    },
  });
  const role = policy(
    { Effect: "Allow", Action: ["s3:ListBucket"], Resource: "arn:aws:s3:::data" },
    { Effect: "Allow", Action: "s3:Get*", Resource: "arn:aws:s3:::data/in/*" },
  );

  it("asks for the role, and for the caller among those that it names", () => {
    assert.deepEqual(openQuestions({ kind: "trust", policy: trust }), {
      callers: [dev],
      role: true,
      bucketAccount: false,
    });
  });

  it("passes what the trust policy wants, and checks what the role's policies give", () => {
    const draft = draftFromPolicy(
      {
        kind: "trust",
        file: "deploy.trust-policy.json",
        policy: trust,
        variables: { NO: "1" },
        siblings: [{ file: "deploy.inline-policy.json", policy: role }],
      },
      { caller: dev, roleArn: deploy, profile: "base" },
    );
    assert.deepEqual(written(draft), {
      version: 1,
      variables: { NO: "1" },
      caller: { principal: dev, profile: "base", context: { "aws:MultiFactorAuthPresent": true } },
      hops: [
        {
          roleArn: deploy,
          trustPolicy: "deploy.trust-policy.json",
          policies: ["deploy.inline-policy.json"],
          sessionName: "check",
          externalId: "customer-7",
          expect: "allow",
        },
      ],
      buckets: [{ name: "data" }],
      checks: [
        { list: "s3://data/", expect: "allow" },
        { action: "s3:GetObject", resource: "arn:aws:s3:::data/in/example", expect: "allow" },
        { identity: "arn:aws:sts::444455556666:assumed-role/Deploy/check" },
      ],
    });
  });

  it("knows services and the claims of identity providers as callers", () => {
    const oidc = "arn:aws:iam::444455556666:oidc-provider/token.actions.githubusercontent.com";
    const trusting = policy(
      { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
      {
        Effect: "Allow",
        Principal: { Federated: oidc },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
          StringLike: { "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:*" },
        },
      },
      { Effect: "Deny", Principal: { AWS: dev }, Action: "sts:AssumeRole" },
    );
    assert.deepEqual(callersOf(trusting), [
      { service: "ec2.amazonaws.com" },
      {
        webIdentity: {
          provider: oidc,
          claims: { aud: "sts.amazonaws.com", sub: "repo:octo-org/octo-repo:example" },
        },
      },
    ]);
  });
});

describe("a role config made for another document", () => {
  it("takes an identity policy as the caller's, with the role it may assume", () => {
    const identity = policy(
      { Effect: "Allow", Action: "sts:AssumeRole", Resource: deploy },
      { Effect: "Allow", Action: "s3:*", Resource: ["arn:aws:s3:::data", "arn:aws:s3:::data/*"] },
    );
    const draft = draftFromPolicy(
      { kind: "identity", file: "dev.inline-policy.json", policy: identity, variables: {}, siblings: [] },
      { caller: dev },
    );
    assert.deepEqual(written(draft), {
      version: 1,
      caller: { principal: dev, policies: ["dev.inline-policy.json"] },
      hops: [{ roleArn: deploy, sessionName: "check", expect: "allow" }],
      buckets: [{ name: "data" }],
      checks: [
        { list: "s3://data/", expect: "allow" },
        {
          action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
          resource: "arn:aws:s3:::data/example",
          expect: "allow",
        },
        { identity: "arn:aws:sts::444455556666:assumed-role/Deploy/check" },
      ],
    });
  });

  it("puts a bucket policy at its bucket, in the account that was asked for", () => {
    const bucket = policy({
      Effect: "Allow",
      Principal: { AWS: deploy },
      Action: "s3:ListBucket",
      Resource: "arn:aws:s3:::data",
    });
    assert.deepEqual(openQuestions({ kind: "bucket", policy: bucket }), {
      callers: [deploy],
      role: false,
      bucketAccount: true,
    });
    const draft = draftFromPolicy(
      { kind: "bucket", file: "data.bucket-policy.json", policy: bucket, variables: {}, siblings: [] },
      { caller: deploy, bucketAccount: "444455556666" },
    );
    assert.deepEqual(written(draft), {
      version: 1,
      caller: { principal: deploy },
      hops: [],
      buckets: [{ name: "data", account: "444455556666", policy: "data.bucket-policy.json" }],
      checks: [{ list: "s3://data/", expect: "allow" }],
    });
  });

  it("keeps the session policies of a hop, and a caller with a token or an assertion", () => {
    const endpoint = { region: "eu-west-1" };
    const hop = {
      kind: "assumeRoleWithWebIdentity",
      roleArn: deploy,
      from: "x",
      sessionName: "ci",
      tags: { team: "blue" },
      transitiveTagKeys: ["team"],
      sessionPolicy: '{ "Version": "2012-10-17", "Statement": [] }',
      sessionPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
      sts: endpoint,
    } as const;
    const plan = {
      source: { kind: "webIdentityToken", tokenFile: "/token" },
      hops: [hop],
      sts: endpoint,
      s3: endpoint,
      iam: endpoint,
      notes: [],
      differences: [],
    } as const;
    const github = "arn:aws:iam::444455556666:oidc-provider/token.actions.githubusercontent.com";
    const webIdentity = {
      provider: github,
      claims: { aud: "sts.amazonaws.com", sub: "repo:me/it:ref:refs/heads/main" },
    };
    const config = written(draftFromPlan({ ...plan, profile: "ci" }, { webIdentity }));
    assert.deepEqual(config, {
      version: 1,
      caller: { principal: { webIdentity }, profile: "ci" },
      hops: [
        {
          roleArn: deploy,
          sessionName: "ci",
          tags: { team: "blue" },
          transitiveTagKeys: ["team"],
          sessionPolicy: { Version: "2012-10-17", Statement: [] },
          sessionPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
          expect: "allow",
        },
      ],
      checks: [{ identity: "arn:aws:sts::444455556666:assumed-role/Deploy/ci" }],
    });
    const saml = {
      provider: "arn:aws:iam::444455556666:saml-provider/Corp",
      attributes: { aud: "https://signin.aws.amazon.com/saml" },
    };
    const ofAssertion = draftFromPlan(
      { ...plan, source: { kind: "samlAssertion", principalArn: saml.provider } },
      { saml },
    );
    assert.deepEqual(ofAssertion.caller, { principal: { saml }, policies: [], context: {} });
  });

  it("takes the hops of a profile with all their parameters", () => {
    const endpoint = { region: "eu-west-1" };
    const draft = draftFromPlan(
      {
        profile: "deploy",
        source: { kind: "staticKeys", profile: "base", file: "credentials", session: false },
        hops: [
          {
            kind: "assumeRole",
            roleArn: deploy,
            from: "profile 'deploy'",
            sessionName: "dev-session",
            externalId: "customer-7",
            durationSeconds: 900,
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
      },
      dev,
    );
    assert.deepEqual(written(draft), {
      version: 1,
      caller: { principal: dev, profile: "base" },
      hops: [
        {
          roleArn: deploy,
          sessionName: "dev-session",
          externalId: "customer-7",
          durationSeconds: 900,
          expect: "allow",
        },
      ],
      checks: [{ identity: "arn:aws:sts::444455556666:assumed-role/Deploy/dev-session" }],
    });
  });
});
