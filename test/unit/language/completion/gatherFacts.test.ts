import assert from "node:assert/strict";
import { parseAwsFile } from "../../../../src/core/awsFiles/parse.ts";
import { parsePolicy } from "../../../../src/core/policy/parse.ts";
import { loadProfiles } from "../../../../src/core/profiles/load.ts";
import { parseRoleConfig } from "../../../../src/core/roleConfig/parse.ts";
import { gatherFacts } from "../../../../src/language/gatherFacts.ts";

const { profiles, byName } = loadProfiles({
  config: parseAwsFile(
    "config",
    [
      "[profile base]",
      "region = eu-west-1",
      "[profile dev]",
      "role_arn = arn:aws:iam::111122223333:role/team/Deploy",
      "source_profile = base",
      "[profile dev-2]",
      "role_arn = arn:aws:iam::111122223333:role/Other",
      "source_profile = base",
      "[profile china]",
      "region = cn-north-1",
    ].join("\n"),
  ),
});

const config = parseRoleConfig(
  JSON.stringify({
    version: 1,
    variables: { B: "444455556666" },
    caller: { principal: "arn:aws:iam::111122223333:user/anna", tags: { team: "x" } },
    hops: [
      { roleArn: "arn:aws:iam::<B>:role/Reader", externalId: "vendor-4711" },
      { roleArn: "arn:aws:iam::<C>:role/Unfilled" },
    ],
    buckets: [{ name: "reports-bucket", account: "777788889999" }],
    checks: [{ list: "s3://listed-bucket/x" }],
  }),
);

const policy = parsePolicy(
  JSON.stringify({
    Statement: [
      {
        Principal: {
          AWS: ["arn:aws:iam::123412341234:role/FromPolicy", "432143214321", "*"],
          Federated: "arn:aws:iam::111122223333:oidc-provider/gitlab.com",
        },
        Resource: ["arn:aws:s3:::data-bucket/*", "arn:aws:s3:::DOC-EXAMPLE-BUCKET/*", "arn:aws:s3:::*"],
        Condition: {
          StringEquals: {
            "aws:PrincipalOrgID": "o-a1b2c3d4e5",
            "aws:PrincipalTag/cost": "${aws:PrincipalTag/team}",
            "aws:SourceAccount": "567856785678",
            "sts:ExternalId": ["other-42", "<EXTERNAL_ID>"],
          },
        },
      },
    ],
  }),
);

describe("facts of the workspace", () => {
  const facts = gatherFacts({
    profiles,
    roleConfigs: [{ name: "chain", config }],
    policies: [{ name: "policy", policy }],
    today: "2026-03-09",
  });
  const names = (list: readonly { name: string; from: string }[]) =>
    list.map(({ name, from }) => `${name} (${from})`);

  it("are accounts with their profiles", () => {
    assert.deepEqual(
      facts.accounts.map(({ id, profiles: of }) => [id, ...of]),
      [
        ["111122223333", "dev", "dev-2"],
        ["444455556666"],
        ["777788889999"],
        ["123412341234"],
        ["432143214321"],
        ["567856785678"],
      ],
    );
  });

  it("are roles and users, with placeholders filled and without those that are not", () => {
    assert.deepEqual(names(facts.roles), [
      "arn:aws:iam::111122223333:role/team/Deploy (profile dev)",
      "arn:aws:iam::111122223333:role/Other (profile dev-2)",
      "arn:aws:iam::444455556666:role/Reader (chain)",
      "arn:aws:iam::123412341234:role/FromPolicy (policy)",
    ]);
    assert.deepEqual(names(facts.users), ["arn:aws:iam::111122223333:user/anna (chain)"]);
  });

  it("are buckets, without wildcards and the names that documentation uses", () => {
    assert.deepEqual(names(facts.buckets), [
      "reports-bucket (chain)",
      "listed-bucket (chain)",
      "data-bucket (policy)",
    ]);
  });

  it("are providers, organizations, external ids and tag keys", () => {
    assert.deepEqual(names(facts.identityProviders), [
      "arn:aws:iam::111122223333:oidc-provider/gitlab.com (policy)",
    ]);
    assert.deepEqual(names(facts.organizations), ["o-a1b2c3d4e5 (policy)"]);
    assert.deepEqual(names(facts.externalIds), ["vendor-4711 (chain)", "other-42 (policy)"]);
    assert.deepEqual(names(facts.tagKeys), ["team (chain)", "cost (policy)"]);
  });

  it("know partition and region of the current profile", () => {
    const of = (name: string) => {
      const currentProfile = byName.get(name);
      assert.ok(currentProfile !== undefined);
      const { partition, region } = gatherFacts({ profiles, currentProfile, roleConfigs: [], policies: [] });
      return [partition, region];
    };
    assert.deepEqual(of("china"), ["aws-cn", "cn-north-1"]);
    assert.deepEqual(of("base"), ["aws", "eu-west-1"]);
    assert.deepEqual(of("dev"), ["aws", undefined]);
    assert.equal(facts.partition, "aws");
    assert.equal(facts.today, "2026-03-09");
  });
});
