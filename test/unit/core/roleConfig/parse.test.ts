import assert from "node:assert/strict";
import { parseRoleConfig, variableValues } from "../../../../src/core/roleConfig/parse.ts";

const text = `// everything the format has
{
  "$schema": "./assume-role.schema.json",
  "version": 1,
  "variables": { "A": "111122223333", "B": "444455556666", "BUCKET": "data" },
  "caller": {
    "principal": "arn:aws:iam::<A>:role/First",
    "profile": "base",
    "policies": ["a/first.inline-policy.json", "arn:aws:iam::aws:policy/ReadOnlyAccess",
      { "Statement": { "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::<B>:role/Second" } /* why */ }],
    "permissionsBoundary": "boundary.json",
    "serviceControlPolicies": [["root.json"], ["unit.json", "account.json"]],
    "resourceControlPolicies": [["rcp.json"]],
    "tags": { "team": "<A>" },
    "context": { "aws:MultiFactorAuthPresent": true, "aws:SourceIp": ["203.0.113.1", "203.0.113.2"], "n": 1 },
  },
  "hops": [
    {
      "roleArn": "arn:aws:iam::<B>:role/Second",
      "trustPolicy": "b/<BUCKET>.trust-policy.json",
      "policies": ["b/second.json"],
      "maxSessionDuration": 3600,
      "permissionsBoundary": "arn:aws:iam::aws:policy/PowerUserAccess",
      "sessionName": "session", "externalId": "ext-1", "durationSeconds": 900,
      "mfaSerial": "arn:aws:iam::<A>:mfa/phone", "sourceIdentity": "alice",
      "tags": { "project": "x", "cost": "" }, "transitiveTagKeys": ["project"],
      "sessionPolicy": "session.json", "sessionPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
      "expect": "deny",
    },
  ],
  "buckets": [{ "name": "<BUCKET>", "account": "<B>", "region": "eu-west-1", "policy": "b/data.bucket-policy.json" }],
  "checks": [
    { "name": "lists", "list": "s3://<BUCKET>/a/b/", "expect": "explicitDeny", "context": { "k": "v" } },
    { "list": "s3://<BUCKET>" },
    { "action": ["s3:GetObject", "s3:PutObject"], "resource": "arn:aws:s3:::<BUCKET>/x", "expect": "implicitDeny" },
    { "action": "s3:ListAllMyBuckets", "resource": ["*"] },
    { "identity": "arn:aws:sts::<B>:assumed-role/Second/session" },
  ],
}
`;

describe("parseRoleConfig", () => {
  const config = parseRoleConfig(text);
  const at = (span: { start: number; end: number } | undefined) =>
    span === undefined ? undefined : text.slice(span.start, span.end);

  it("finds nothing wrong in a config that uses the whole format", () => {
    assert.deepEqual(config.problems, []);
  });

  it("fills the variables and keeps what is written, with its place", () => {
    const principal = config.caller?.principal;
    assert.ok(principal?.kind === "arn");
    assert.equal(principal.arn.value, "arn:aws:iam::111122223333:role/First");
    assert.equal(principal.arn.written, "arn:aws:iam::<A>:role/First");
    assert.equal(at(principal.arn.span), '"arn:aws:iam::<A>:role/First"');
    assert.deepEqual(variableValues(config), { A: "111122223333", B: "444455556666", BUCKET: "data" });
  });

  it("tells the three kinds of policy references apart", () => {
    const [file, managed, inline] = config.caller?.policies ?? [];
    assert.ok(file?.kind === "file" && managed?.kind === "awsManaged" && inline?.kind === "inline");
    assert.equal(file.path.value, "a/first.inline-policy.json");
    assert.equal(managed.arn.value, "arn:aws:iam::aws:policy/ReadOnlyAccess");
    assert.equal(at(inline.policy.statements[0]?.action?.span), '"sts:AssumeRole"');
    assert.deepEqual(JSON.parse(inline.json), {
      Statement: {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Resource: "arn:aws:iam::444455556666:role/Second",
      },
    });
  });

  it("reads the caller's surroundings", () => {
    const caller = config.caller;
    assert.equal(caller?.profile?.value, "base");
    assert.equal(caller.permissionsBoundary?.kind, "file");
    assert.deepEqual(
      caller.serviceControlPolicies.map((level) => level.map((reference) => at(reference.span))),
      [['"root.json"'], ['"unit.json"', '"account.json"']],
    );
    assert.equal(caller.resourceControlPolicies.length, 1);
    assert.deepEqual(
      caller.tags.map(({ key, value }) => [key.value, value.value]),
      [["team", "111122223333"]],
    );
    assert.deepEqual(
      caller.context.map(({ key, single, values }) => [key.value, single, values.map(({ value }) => value)]),
      [
        ["aws:MultiFactorAuthPresent", true, [true]],
        ["aws:SourceIp", false, ["203.0.113.1", "203.0.113.2"]],
        ["n", true, [1]],
      ],
    );
  });

  it("reads a hop with every parameter", () => {
    const [hop] = config.hops;
    assert.ok(hop);
    assert.equal(hop.index, 0);
    assert.equal(hop.roleArn?.value, "arn:aws:iam::444455556666:role/Second");
    assert.ok(hop.trustPolicy?.kind === "file");
    assert.equal(hop.trustPolicy.path.value, "b/data.trust-policy.json");
    assert.equal(hop.permissionsBoundary?.kind, "awsManaged");
    assert.deepEqual([hop.maxSessionDuration?.value, hop.durationSeconds?.value], [3600, 900]);
    assert.equal(at(hop.durationSeconds?.span), "900");
    assert.deepEqual(
      [hop.sessionName?.value, hop.externalId?.value, hop.mfaSerial?.value, hop.sourceIdentity?.value],
      ["session", "ext-1", "arn:aws:iam::111122223333:mfa/phone", "alice"],
    );
    assert.deepEqual(
      hop.tags.map(({ key, value }) => [key.value, value.value]),
      [
        ["project", "x"],
        ["cost", ""],
      ],
    );
    assert.deepEqual(
      hop.transitiveTagKeys.map(({ value }) => value),
      ["project"],
    );
    assert.equal(hop.sessionPolicy?.kind, "file");
    assert.equal(hop.sessionPolicyArns.length, 1);
    assert.equal(hop.expect?.value, "deny");
  });

  it("reads buckets and the three kinds of checks", () => {
    const [bucket] = config.buckets;
    assert.deepEqual(
      [bucket?.name?.value, bucket?.account?.value, bucket?.region?.value, bucket?.policy?.kind],
      ["data", "444455556666", "eu-west-1", "file"],
    );
    const [list, whole, access, all, identity] = config.checks;
    assert.ok(list?.kind === "list" && whole?.kind === "list");
    assert.deepEqual(
      [list.name?.value, list.bucket, list.prefix, list.expect?.value],
      ["lists", "data", "a/b/", "explicitDeny"],
    );
    assert.deepEqual(
      [list.context[0]?.key.value, whole.bucket, whole.prefix, whole.expect],
      ["k", "data", "", undefined],
    );
    assert.ok(access?.kind === "access" && all?.kind === "access");
    assert.deepEqual(
      access.actions.map(({ value }) => value),
      ["s3:GetObject", "s3:PutObject"],
    );
    assert.deepEqual(
      access.resources.map(({ value }) => value),
      ["arn:aws:s3:::data/x"],
    );
    assert.deepEqual(
      all.resources.map(({ value }) => value),
      ["*"],
    );
    assert.ok(identity?.kind === "identity");
    assert.equal(identity.arn.value, "arn:aws:sts::444455556666:assumed-role/Second/session");
    assert.deepEqual(
      config.checks.map(({ index }) => index),
      [0, 1, 2, 3, 4],
    );
  });

  it("reads service, web identity and SAML callers", () => {
    const principalOf = (json: string) =>
      parseRoleConfig(`{"version": 1, "caller": {"principal": ${json}}, "hops": []}`).caller?.principal;
    const service = principalOf('{"service": "ec2.amazonaws.com"}');
    assert.ok(service?.kind === "service");
    assert.equal(service.service.value, "ec2.amazonaws.com");
    const web = principalOf('{"webIdentity": {"provider": "accounts.google.com", "claims": {"aud": "x"}}}');
    assert.ok(web?.kind === "webIdentity");
    assert.deepEqual([web.provider.value, web.claims[0]?.values[0]?.value], ["accounts.google.com", "x"]);
    const saml = principalOf(
      '{"saml": {"provider": "arn:aws:iam::1:saml-provider/P", "attributes": {"aud": ["x", "y"]}}}',
    );
    assert.ok(saml?.kind === "saml");
    assert.equal(saml.attributes[0]?.values.length, 2);
  });

  it("keeps the position of a hop behind one that is none", () => {
    const { hops } = parseRoleConfig('{"hops": [1, {"roleArn": "arn:aws:iam::111122223333:role/R"}]}');
    assert.deepEqual(
      hops.map(({ index }) => index),
      [1],
    );
  });

  it("does not throw on anything half-typed, and keeps problems inside the text", () => {
    for (let end = 0; end <= text.length; end++) {
      for (const { span } of parseRoleConfig(text.slice(0, end)).problems) {
        assert.ok(span.start <= span.end && span.end <= end + 1, `cut at ${end}`);
      }
    }
  });

  it("does not throw where any value is of another type", () => {
    const values = ["null", "1", "true", '"x"', "[]", "{}", "[[]]", "[null]", '{"a": null}'];
    for (const match of text.matchAll(/"(?:\\.|[^"\\])*"(?=\s*[,}\]])|(?<=: )(?:\d+|true)/g)) {
      for (const value of values) {
        const changed = text.slice(0, match.index) + value + text.slice(match.index + match[0].length);
        assert.ok(Array.isArray(parseRoleConfig(changed).problems));
      }
    }
  });

  it("takes an empty text for a config that lacks everything, without a complaint about JSON", () => {
    assert.deepEqual(parseRoleConfig("").problems, []);
    assert.deepEqual(parseRoleConfig("").hops, []);
  });
});
