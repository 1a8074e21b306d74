import assert from "node:assert/strict";
import { roleArnsIn, typedRole } from "../../../../src/core/openConfig/roleArns.ts";

describe("roleArnsIn", () => {
  const arns = (text: string): string[] => roleArnsIn(text).map(({ roleArn }) => roleArn);

  it("finds roles in any text, each once, where they first stand", () => {
    const text = [
      "role_arn = arn:aws:iam::111122223333:role/Deploy",
      '"Resource": ["arn:aws:iam::222233334444:role/ci/Read","arn:aws:iam::111122223333:role/Deploy"]',
      "See arn:aws-cn:iam::111122223333:role/China.",
    ].join("\n");
    assert.deepEqual(roleArnsIn(text), [
      { roleArn: "arn:aws:iam::111122223333:role/Deploy", offset: 11 },
      { roleArn: "arn:aws:iam::222233334444:role/ci/Read", offset: text.indexOf("arn:aws:iam::2222") },
      { roleArn: "arn:aws-cn:iam::111122223333:role/China", offset: text.indexOf("arn:aws-cn") },
    ]);
  });

  for (const text of [
    "arn:aws:iam::111122223333:role/Dep*",
    "arn:aws:iam::111122223333:role/*",
    "arn:aws:iam::111122223333:role/${aws:PrincipalTag/x}",
    "arn:aws:iam::111122223333:role/a/<NAME>",
    "arn:aws:iam::111122223333:role/Dep-${Stage}",
    "arn:aws:iam::<ACCOUNT>:role/Deploy",
    "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX",
    "arn:aws:iam::111122223333:user/Deploy",
    `arn:aws:iam::111122223333:role/${"x".repeat(65)}`,
  ]) {
    it(`takes no role out of ${text.slice(0, 70)}`, () => {
      assert.deepEqual(arns(`a "${text}" b`), []);
    });
  }

  it("reads a megabyte of what nearly is an ARN at once", () => {
    const began = Date.now();
    assert.deepEqual(arns(`${"arn:aws:iam::111122223333:role/".repeat(30_000)}*`), []);
    assert.ok(Date.now() - began < 1000);
  });
});

describe("typedRole", () => {
  const home = { account: "111122223333", partition: "aws" };
  for (const [typed, roleArn, from] of [
    ["arn:aws:iam::222233334444:role/Deploy", "arn:aws:iam::222233334444:role/Deploy", "arn"],
    [" arn:aws:iam::222233334444:role/ci/Deploy ", "arn:aws:iam::222233334444:role/ci/Deploy", "arn"],
    [
      "arn:aws:sts::222233334444:assumed-role/Deploy/jane",
      "arn:aws:iam::222233334444:role/Deploy",
      "session",
    ],
    [
      "https://signin.aws.amazon.com/switchrole?roleName=ci%2FDeploy&account=222233334444&displayName=x",
      "arn:aws:iam::222233334444:role/ci/Deploy",
      "link",
    ],
    [
      "https://eu-west-1.signin.aws.amazon.com/switchrole?account=222233334444&rolename=Deploy",
      "arn:aws:iam::222233334444:role/Deploy",
      "link",
    ],
    ["222233334444/Deploy", "arn:aws:iam::222233334444:role/Deploy", "accountAndName"],
    ["222233334444 role/Deploy", "arn:aws:iam::222233334444:role/Deploy", "accountAndName"],
    ["222233334444:role/ci/Deploy", "arn:aws:iam::222233334444:role/ci/Deploy", "accountAndName"],
    ["Deploy", "arn:aws:iam::111122223333:role/Deploy", "name"],
    ["role/Deploy", "arn:aws:iam::111122223333:role/Deploy", "name"],
  ] as const) {
    it(`reads ${typed}`, () => {
      assert.deepEqual(typedRole(typed, home), { roleArn, from });
    });
  }

  for (const [typed, problem] of [
    ["arn:aws:iam::22223333444:role/Deploy", /12 digits/],
    ["arn:aws:iam::222233334444:user/jane", /does not name a role/],
    ["arn:aws:iam::222233334444:role/De*", /no wildcard/],
    ["arn:", /is not an ARN/],
  ] as const) {
    it(`says what is wrong with ${typed}`, () => {
      const read = typedRole(typed, home);
      assert.ok(read !== undefined && "problem" in read);
      assert.match(read.problem, problem);
    });
  }

  for (const typed of [
    "",
    "two words",
    "https://example.com/",
    "https://x/switchrole?account=1&roleName=a",
    "222233334444/",
    "https://x/switchrole?account=%E0%A4%A&roleName=a",
  ]) {
    it(`takes '${typed}' for a filter`, () => {
      assert.equal(typedRole(typed, home), undefined);
    });
  }

  it("needs an account for a name alone", () => {
    assert.equal(typedRole("Deploy", { partition: "aws" }), undefined);
    assert.deepEqual(typedRole("Deploy", { account: "111122223333", partition: "aws-cn" }), {
      roleArn: "arn:aws-cn:iam::111122223333:role/Deploy",
      from: "name",
    });
  });
});
