import assert from "node:assert/strict";
import type { DocumentLink } from "vscode-languageserver-types";
import { parsePolicy } from "../../../../src/core/policy/parse.ts";
import { parseRoleConfig } from "../../../../src/core/roleConfig/parse.ts";
import { policyLinks, roleConfigLinks } from "../../../../src/language/links/links.ts";

const reference = "https://docs.aws.amazon.com/aws-managed-policy/latest/reference";

/** The text of each link and where it leads. */
function shown(text: string, links: readonly DocumentLink[]): [string, string | undefined][] {
  return links.map(({ range, target }) => [
    text.split("\n")[range.start.line]?.slice(range.start.character, range.end.character) ?? "",
    target,
  ]);
}

describe("links", () => {
  it("lead from a role config to its policy files and to AWS managed policies", () => {
    const text = JSON.stringify({
      version: 1,
      variables: { STAGE: "prod" },
      caller: {
        principal: "arn:aws:iam::111122223333:role/A",
        policies: [
          "a/<STAGE>.inline-policy.json",
          "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
          { Statement: [] },
        ],
        permissionsBoundary: "boundary.json",
        serviceControlPolicies: [["root.json"], ["unit.json"]],
        resourceControlPolicies: [["rcp.json"]],
      },
      hops: [
        {
          roleArn: "arn:aws:iam::444455556666:role/B",
          trustPolicy: "b/b.trust-policy.json",
          policies: ["b/b.inline-policy.json"],
          sessionPolicy: "session.json",
          sessionPolicyArns: ["arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"],
        },
      ],
      buckets: [{ name: "x", policy: "x.bucket-policy.json" }],
    });
    const links = roleConfigLinks(text, parseRoleConfig(text), (path) => `file:///w/${path}`);
    assert.deepEqual(shown(text, links), [
      ["a/<STAGE>.inline-policy.json", "file:///w/a/prod.inline-policy.json"],
      ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess", `${reference}/AmazonS3ReadOnlyAccess.html`],
      ["boundary.json", "file:///w/boundary.json"],
      ["root.json", "file:///w/root.json"],
      ["unit.json", "file:///w/unit.json"],
      ["rcp.json", "file:///w/rcp.json"],
      ["b/b.trust-policy.json", "file:///w/b/b.trust-policy.json"],
      ["b/b.inline-policy.json", "file:///w/b/b.inline-policy.json"],
      ["session.json", "file:///w/session.json"],
      ["x.bucket-policy.json", "file:///w/x.bucket-policy.json"],
      ["arn:aws:iam::aws:policy/job-function/ViewOnlyAccess", `${reference}/ViewOnlyAccess.html`],
    ]);
  });

  it("lead from a policy to the AWS managed policies that it names", () => {
    const text = JSON.stringify({
      Statement: [
        {
          Action: "iam:AttachRolePolicy",
          Resource: ["arn:aws:iam::111122223333:role/X", "arn:aws:iam::aws:policy/AdministratorAccess"],
          Condition: {
            ArnEquals: {
              "iam:PolicyARN": ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/Amazon*"],
            },
          },
        },
      ],
    });
    assert.deepEqual(shown(text, policyLinks(text, parsePolicy(text))), [
      ["arn:aws:iam::aws:policy/AdministratorAccess", `${reference}/AdministratorAccess.html`],
      ["arn:aws:iam::aws:policy/ReadOnlyAccess", `${reference}/ReadOnlyAccess.html`],
    ]);
  });

  it("stay away from text that is no role config", () => {
    assert.deepEqual(
      roleConfigLinks("[", parseRoleConfig("["), (path) => path),
      [],
    );
  });
});
