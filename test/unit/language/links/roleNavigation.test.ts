import assert from "node:assert/strict";
import { parsePolicy } from "../../../../src/core/policy/parse.ts";
import { parseRoleConfig } from "../../../../src/core/roleConfig/parse.ts";
import {
  rolesInConfig,
  rolesInPolicy,
  type RoleMention,
} from "../../../../src/language/links/roleMentions.ts";
import {
  renameRole,
  roleAt,
  roleDefinitions,
  roleReferences,
  type RoleIndex,
} from "../../../../src/language/links/roleNavigation.ts";

const roleB = { partition: "aws", account: "444455556666", name: "MyRoleB" };

const documents: Readonly<Record<string, string>> = {
  "chain.assume-role.json": JSON.stringify({
    version: 1,
    variables: { B: "444455556666" },
    caller: { principal: "arn:aws:iam::111122223333:role/MyRoleA" },
    hops: [{ roleArn: "arn:aws:iam::<B>:role/team/MyRoleB" }],
    checks: [{ identity: "arn:aws:sts::<B>:assumed-role/MyRoleB/first" }],
  }),
  "a.inline-policy.json": JSON.stringify({
    Statement: [
      { Effect: "Allow", Action: "sts:AssumeRole", Resource: ["arn:aws:iam::<B>:role/team/MyRoleB"] },
      { Effect: "Allow", Action: "sts:AssumeRole", Resource: "arn:aws:iam::444455556666:role/team/MyRoleB*" },
      { Effect: "Allow", Action: "sts:AssumeRole", Resource: "arn:aws:iam::777788889999:role/team/MyRoleB" },
    ],
  }),
  "x.bucket-policy.json": JSON.stringify({
    Statement: {
      Principal: { AWS: ["arn:aws:sts::444455556666:assumed-role/MyRoleB/first"] },
      Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/team/MyRoleB" } },
    },
  }),
};

const index: RoleIndex = new Map(
  Object.entries(documents).map(([uri, text]): [string, RoleMention[]] => [
    uri,
    uri.endsWith(".assume-role.json")
      ? rolesInConfig(text, parseRoleConfig(text))
      : rolesInPolicy(text, parsePolicy(text), { B: "444455556666" }),
  ]),
);

function textAt({ uri, range }: { uri: string; range: RoleMention["range"] }): string {
  return documents[uri]?.slice(range.start.character, range.end.character) ?? "";
}

describe("navigation by role", () => {
  it("goes from an ARN to the hop of the role config", () => {
    const mentions = index.get("a.inline-policy.json") ?? [];
    const text = documents["a.inline-policy.json"] ?? "";
    const mention = roleAt(mentions, { line: 0, character: text.indexOf("team/MyRoleB") });
    assert.deepEqual(mention?.role, roleB);
    const found = roleDefinitions(index, mention.role);
    assert.deepEqual(
      found.map(({ uri }) => uri),
      ["chain.assume-role.json"],
    );
    assert.deepEqual(found.map(textAt), ["arn:aws:iam::<B>:role/team/MyRoleB"]);
  });

  it("finds no role where none is named", () => {
    assert.equal(roleAt(index.get("a.inline-policy.json") ?? [], { line: 0, character: 3 }), undefined);
  });

  it("finds every place that names the role or its sessions, but no pattern and no role of another account", () => {
    const found = roleReferences(index, roleB, true).map(
      (location) => `${location.uri}: ${textAt(location)}`,
    );
    assert.deepEqual(found, [
      "chain.assume-role.json: arn:aws:iam::<B>:role/team/MyRoleB",
      "chain.assume-role.json: arn:aws:sts::<B>:assumed-role/MyRoleB/first",
      "a.inline-policy.json: arn:aws:iam::<B>:role/team/MyRoleB",
      "x.bucket-policy.json: arn:aws:sts::444455556666:assumed-role/MyRoleB/first",
      "x.bucket-policy.json: arn:aws:iam::444455556666:role/team/MyRoleB",
    ]);
    assert.equal(roleReferences(index, roleB, false).length, 4);
  });

  it("renames the role in every file and keeps the rest", () => {
    const rename = renameRole(index, roleB, "Reader");
    assert.ok(rename.kind === "edit");
    const changes = rename.edit.changes ?? {};
    const after = Object.entries(documents).map(([uri, text]) =>
      [...(changes[uri] ?? [])]
        .sort((a, b) => b.range.start.character - a.range.start.character)
        .reduce(
          (result, { range, newText }) =>
            result.slice(0, range.start.character) + newText + result.slice(range.end.character),
          text,
        ),
    );
    const expected = Object.values(documents).map((text) =>
      text
        .replace(/(<B>|444455556666)(:role\/team\/)MyRoleB(?=")/g, "$1$2Reader")
        .replace(/assumed-role\/MyRoleB\//g, "assumed-role/Reader/"),
    );
    assert.deepEqual(after, expected);
  });

  it("refuses a name that IAM refuses", () => {
    assert.deepEqual(renameRole(index, roleB, "a b").kind, "refused");
    assert.deepEqual(renameRole(index, roleB, "team/Reader").kind, "refused");
    assert.deepEqual(renameRole(index, roleB, "").kind, "refused");
  });

  it("leaves a name alone that is a placeholder or written with escapes", () => {
    const text =
      '{"Statement": {"Resource": ["arn:aws:iam::444455556666:role/<ROLE>", "arn:aws:iam::444455556666:role/\\u0041"]}}';
    const mentions = rolesInPolicy(text, parsePolicy(text), { ROLE: "MyRoleB" });
    assert.deepEqual(
      mentions.map(({ role, nameRange }) => [role.name, nameRange]),
      [
        ["MyRoleB", undefined],
        ["A", undefined],
      ],
    );
  });
});
