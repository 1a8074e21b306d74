import assert from "node:assert/strict";
import { decide } from "../../../../src/core/evaluate/decide.ts";
import type { DecisionRequest, Principal } from "../../../../src/core/evaluate/model.ts";
import { principalFromArn } from "../../../../src/core/evaluate/principal.ts";
import { openedSession } from "../../../../src/core/evaluate/session.ts";
import { parsePolicy } from "../../../../src/core/policy/parse.ts";

const account = "123456789012";
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;

function user(): Principal {
  const principal = principalFromArn(`arn:aws:iam::${account}:user/Ana`);
  assert.ok(principal);
  return principal;
}

/** The chain of https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_role-chaining */
describe("a chain of roles", () => {
  const first = openedSession(user(), {
    roleArn: role("Role1"),
    sessionName: "Session1",
    tags: { Star: "1", Heart: "1" },
    transitiveTagKeys: ["Star", "Heart"],
    sourceIdentity: "Ana",
  });
  assert.ok(first);
  const second = openedSession(first, {
    roleArn: role("path/Role2"),
    sessionName: "Session2",
    roleTags: { Sun: "2" },
  });
  assert.ok(second);
  const third = openedSession(second, {
    roleArn: role("Role3"),
    sessionName: "Session3",
    roleTags: { star: "3", Lightning: "3" },
    sourceIdentity: "Eve",
  });
  assert.ok(third);

  it("names each session without its role's path, and keeps the role", () => {
    assert.equal(second.arn, `arn:aws:sts::${account}:assumed-role/Role2/Session2`);
    assert.equal(second.kind === "roleSession" && second.roleArn, role("path/Role2"));
  });

  it("hands on transitive tags, which win over the role's own whatever their case", () => {
    assert.deepEqual(first.tags, { Star: "1", Heart: "1" });
    assert.deepEqual(second.tags, { Sun: "2", Star: "1", Heart: "1" });
    assert.deepEqual(second.transitiveTagKeys, ["Star", "Heart"]);
    assert.deepEqual(third.tags, { Star: "1", Lightning: "3", Heart: "1" });
  });

  it("keeps the first source identity, and knows when there is none", () => {
    assert.equal(third.sourceIdentity, "Ana");
    assert.equal(openedSession(user(), { roleArn: role("R"), sessionName: "s" })?.sourceIdentity, null);
  });

  it("opens no session of what is no role", () => {
    assert.equal(
      openedSession(user(), { roleArn: `arn:aws:iam::${account}:user/Ana`, sessionName: "s" }),
      undefined,
    );
  });

  it("needs the permissions for what a session inherits", () => {
    const trust = (actions: string) =>
      parsePolicy(
        `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":[${actions}]}}`,
      );
    const request = (actions: string): DecisionRequest => ({
      principal: first,
      action: "sts:AssumeRole",
      resource: role("Role2"),
      policies: {
        identity: [
          {
            name: "Role1",
            policy: parsePolicy('{"Statement":{"Effect":"Allow","Action":"sts:*","Resource":"*"}}'),
          },
        ],
        resource: { name: "trust", policy: trust(actions) },
      },
    });
    const decided = decide(request('"sts:AssumeRole"'));
    assert.equal(decided.decision, "implicitlyDenied");
    assert.deepEqual(
      decided.missing.map(({ side, suggestion }) => [side, suggestion.Action]),
      [["resource", ["sts:TagSession", "sts:SetSourceIdentity"]]],
    );
    assert.deepEqual(
      decided.alsoNeeded.map(({ action, decision }) => [action, decision]),
      [
        ["sts:TagSession", "implicitlyDenied"],
        ["sts:SetSourceIdentity", "implicitlyDenied"],
      ],
    );
    assert.equal(
      decide(request('"sts:AssumeRole","sts:TagSession","sts:SetSourceIdentity"')).decision,
      "allowed",
    );
  });

  it("shows a session's tags and source identity to policies", () => {
    const policy = parsePolicy(
      JSON.stringify({
        Version: "2012-10-17",
        Statement: {
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::${aws:PrincipalTag/heart}/*",
          Condition: {
            StringEquals: { "aws:SourceIdentity": "Ana" },
            Null: { "aws:PrincipalTag/Sun": "true" },
          },
        },
      }),
    );
    const request: DecisionRequest = {
      principal: third,
      action: "s3:GetObject",
      resource: "arn:aws:s3:::1/x",
      openContext: true,
      policies: { identity: [{ name: "Role3", policy }] },
    };
    assert.equal(decide(request).decision, "allowed");
    assert.equal(decide({ ...request, principal: second }).decision, "implicitlyDenied");
  });
});
