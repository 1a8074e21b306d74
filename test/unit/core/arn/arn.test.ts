import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../../scripts/repository.ts";
import {
  arnResource,
  assumedRoleMatches,
  parseArn,
  parseRoleArn,
  roleArnProblem,
  sessionArn,
} from "../../../../src/core/arn.ts";

interface RoleArnCases {
  readonly accepted: readonly string[];
  readonly refused: readonly { readonly arn: string; readonly because: string }[];
}

const cases = JSON.parse(readFileSync(join(root, "test/cases/arn/roleArns.json"), "utf8")) as RoleArnCases;

const resourceOf = (text: string) => {
  const arn = parseArn(text);
  return arn && arnResource(arn);
};

describe("ARNs", () => {
  it("are cut into parts with their places", () => {
    const text = "arn:aws-cn:s3:::bucket/a:b/c";
    const arn = parseArn(text);
    assert.ok(arn);
    assert.deepEqual(
      [arn.partition, arn.service, arn.region, arn.account, arn.resource],
      ["aws-cn", "s3", "", "", "bucket/a:b/c"],
    );
    for (const part of ["partition", "service", "region", "account", "resource"] as const) {
      assert.equal(text.slice(arn.spans[part].start, arn.spans[part].end), arn[part]);
    }
  });

  it("may hold policy variables, whose colons do not separate", () => {
    const arn = parseArn("arn:aws:iam::${aws:PrincipalAccount}:role/${aws:username}");
    assert.equal(arn?.account, "${aws:PrincipalAccount}");
    assert.equal(arn.resource, "role/${aws:username}");
  });

  for (const text of [
    "",
    "arn",
    "arn:aws",
    "arn:aws:iam::1",
    "ARN:aws:iam::1:role/x",
    "arn::iam::1:x",
    "arn:aws:iam::1:",
    "arn:aws:iam::${x:role/y",
  ]) {
    it(`are not: '${text}'`, () => {
      assert.equal(parseArn(text), undefined);
    });
  }

  it("say what they name", () => {
    const entity = (kind: string, path: string, name: string) => ({ kind, path, name });
    assert.deepEqual(resourceOf("arn:aws:iam::1:role/R"), entity("role", "/", "R"));
    assert.deepEqual(resourceOf("arn:aws:iam::1:role/a/b/R"), entity("role", "/a/b/", "R"));
    assert.deepEqual(resourceOf("arn:aws:iam::1:instance-profile/P"), entity("instanceProfile", "/", "P"));
    assert.deepEqual(resourceOf("arn:aws:iam::1:user/x/u"), entity("user", "/x/", "u"));
    assert.deepEqual(resourceOf("arn:aws:iam::1:group/g"), entity("group", "/", "g"));
    assert.deepEqual(resourceOf("arn:aws:iam::1:mfa/m"), entity("mfaDevice", "/", "m"));
    assert.deepEqual(
      resourceOf("arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole"),
      entity("policy", "/service-role/", "AWSGlueServiceRole"),
    );
    assert.deepEqual(resourceOf("arn:aws:iam::1:root"), { kind: "root" });
    assert.deepEqual(resourceOf("arn:aws:sts::1:assumed-role/R/s"), {
      kind: "assumedRole",
      roleName: "R",
      sessionName: "s",
    });
    assert.deepEqual(resourceOf("arn:aws:s3:::b"), { kind: "bucket", bucket: "b" });
    assert.deepEqual(resourceOf("arn:aws:s3:::b/k/l"), { kind: "object", bucket: "b", key: "k/l" });
    assert.deepEqual(resourceOf("arn:aws:s3:us-east-1:1:accesspoint/p"), { kind: "other" });
    assert.deepEqual(resourceOf("arn:aws:sts::1:federated-user/f"), { kind: "other" });
    assert.deepEqual(resourceOf("arn:aws:sqs:us-east-1:1:queue"), { kind: "other" });
  });

  for (const arn of cases.accepted) {
    it(`AssumeRole takes ${arn}`, () => {
      assert.equal(roleArnProblem(arn), undefined);
      assert.ok(parseRoleArn(arn));
    });
  }

  for (const { arn, because } of cases.refused) {
    it(`AssumeRole does not take ${arn}`, () => {
      const problem = roleArnProblem(arn);
      assert.ok(problem?.includes(because), problem);
    });
  }

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
  it("of sessions belong to a role whatever its path", () => {
    const session = "arn:aws:sts::111122223333:assumed-role/MyS3Access/FirstSession";
    const belongs = (role: string) => assumedRoleMatches(session, role);
    assert.ok(belongs("arn:aws:iam::111122223333:role/MyS3Access"));
    assert.ok(belongs("arn:aws:iam::111122223333:role/MyApp/MyS3Access"));
    assert.ok(!belongs("arn:aws:iam::111122223333:role/mys3access"), "case counts");
    assert.ok(!belongs("arn:aws:iam::444455556666:role/MyS3Access"), "the account counts");
    assert.ok(!belongs("arn:aws-cn:iam::111122223333:role/MyS3Access"), "the partition counts");
    assert.ok(!belongs("arn:aws:iam::111122223333:role/MyS3Access/FirstSession"), "a path is no name");
    assert.ok(!belongs("arn:aws:iam::111122223333:user/MyS3Access"));
    assert.ok(
      !assumedRoleMatches("arn:aws:iam::111122223333:user/dev", "arn:aws:iam::111122223333:role/dev"),
    );
    assert.ok(!assumedRoleMatches("", ""));
  });

  it("of sessions are made from a role and a session name", () => {
    const role = parseRoleArn("arn:aws-us-gov:iam::111122223333:role/MyApp/MyS3Access");
    assert.ok(role);
    assert.equal(
      sessionArn(role, "FirstSession"),
      "arn:aws-us-gov:sts::111122223333:assumed-role/MyS3Access/FirstSession",
    );
  });
});
