import assert from "node:assert/strict";
import { resolveFrom } from "../../../../src/core/openConfig/filePath.ts";
import { addresses, lastRoles, targetAt } from "./target.ts";

const account = "111122223333";
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const policy = (...statements: readonly unknown[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements }, null, 1);
const assume = (...names: readonly string[]) => ({
  Sid: "Go",
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Resource: names.map(role),
});

/** A chain base → First → Second with all its files. */
const chain = {
  version: 1,
  variables: { NO: account },
  caller: { principal: "arn:aws:iam::<NO>:user/dev", profile: "base", policies: ["../a/dev.json"] },
  hops: [
    {
      roleArn: "arn:aws:iam::<NO>:role/First",
      trustPolicy: "first-trust.json",
      policies: ["first.json"],
      sessionName: "one",
      durationSeconds: 900,
      tags: { team: "x" },
      transitiveTagKeys: ["team"],
    },
    {
      roleArn: "arn:aws:iam::<NO>:role/app/Second",
      trustPolicy: "second-trust.json",
      policies: ["second.json"],
      sessionName: "two",
      externalId: "ext",
      sessionPolicy: "session.json",
    },
  ],
  buckets: [{ name: "data", region: "eu-west-1", policy: "data.json" }],
  checks: [{ name: "reads", list: "s3://data/in/" }],
};
const configs = { "/w/c/chain.assume-role.json": chain };
const first = {
  roleArn: role("First"),
  sessionName: "one",
  durationSeconds: 900,
  tags: { team: "x" },
  transitiveTagKeys: ["team"],
};
const second = {
  roleArn: role("app/Second"),
  sessionName: "two",
  externalId: "ext",
  sessionPolicyFile: "/w/c/session.json",
};

describe("the target of a role config", () => {
  const text = JSON.stringify(chain, null, 1);
  const target = (marked: string) => targetAt("roleConfig", "/w/c/chain.assume-role.json", marked);

  it("is the whole chain first, with every parameter and file", () => {
    const [whole, start] = target(text).roles;
    assert.deepEqual(whole?.hops, [first, second]);
    assert.deepEqual(start?.hops, [first]);
    assert.deepEqual(whole.files, {
      callerPolicies: ["/w/a/dev.json"],
      trustPolicies: ["/w/c/first-trust.json", "/w/c/second-trust.json"],
      rolePolicies: [["/w/c/first.json"], ["/w/c/second.json"]],
    });
    assert.equal(whole.origin, "hop 2 of chain.assume-role.json");
    assert.equal(whole.expectedIdentity, `arn:aws:sts::${account}:assumed-role/Second/two`);
    assert.equal(start.expectedIdentity, `arn:aws:sts::${account}:assumed-role/First/one`);
  });

  it("is the chain up to the hop at the cursor first", () => {
    const marked = text.replace('"sessionName": "one"', '"sessionName": "o|ne"');
    assert.deepEqual(lastRoles(target(marked)), [role("First"), role("app/Second")]);
  });

  it("has the buckets and the listed prefixes, with region and policy; the one at the cursor first", () => {
    assert.deepEqual(addresses(target(text)), ["s3://data/", "s3://data/in/"]);
    const atCheck = target(text.replace("s3://data/in/", "s3://data/i|n/"));
    assert.deepEqual(addresses(atCheck), ["s3://data/in/", "s3://data/"]);
    assert.deepEqual(
      [atCheck.buckets[0]?.region, atCheck.buckets[0]?.policyFile, atCheck.buckets[0]?.origin],
      ["eu-west-1", "/w/c/data.json", "check 'reads'"],
    );
  });

  it("says who calls, with which profile, and who it should be in the end", () => {
    const found = target(text);
    assert.equal(found.profile, "base");
    assert.deepEqual(found.principals, [`arn:aws:iam::${account}:user/dev`]);
    assert.equal(found.expectedIdentity, `arn:aws:sts::${account}:assumed-role/Second/two`);
    assert.deepEqual(found.variables, { NO: account });
  });

  it("expects what an identity check says", () => {
    const withCheck = { ...chain, checks: [{ identity: role("app/Second") }] };
    assert.equal(target(JSON.stringify(withCheck)).expectedIdentity, role("app/Second"));
  });

  it("keeps placeholders that nothing fills, to be asked for", () => {
    const open = {
      version: 1,
      caller: { principal: "arn:aws:iam::1:user/u" },
      hops: [{ roleArn: "arn:aws:iam::<NO>:role/R", externalId: "<external-id>" }],
    };
    assert.deepEqual(target(JSON.stringify(open)).roles[0]?.hops, [
      { roleArn: "arn:aws:iam::<NO>:role/R", externalId: "<external-id>" },
    ]);
  });

  it("stops the chain at a hop that names no role", () => {
    const broken = { ...chain, hops: [chain.hops[0], { sessionName: "x" }, chain.hops[1]] };
    assert.deepEqual(lastRoles(target(JSON.stringify(broken))), [role("First")]);
  });

  it("sends an inline session policy as plain JSON, and a managed one by its ARN", () => {
    const text = `{"hops": [{"roleArn": "${role("R")}", "sessionPolicy": {"Statement": [] /* none */}},
      {"roleArn": "${role("S")}", "sessionPolicy": "arn:aws:iam::aws:policy/ReadOnlyAccess", "sessionPolicyArns": ["arn:aws:iam::aws:policy/X"]}]}`;
    const [whole] = target(text).roles;
    assert.equal(whole?.hops[0]?.sessionPolicy, '{"Statement":[]}');
    assert.deepEqual(whole.hops[1]?.sessionPolicyArns, [
      "arn:aws:iam::aws:policy/X",
      "arn:aws:iam::aws:policy/ReadOnlyAccess",
    ]);
  });

  it("is empty, not an error, for half-typed text", () => {
    const found = target('{"hops": [{"roleArn": ');
    assert.deepEqual([found.roles, found.buckets, found.principals], [[], [], []]);
  });
});

describe("the target of an identity policy", () => {
  const target = (marked: string, roleConfigs = {}) =>
    targetAt("identity", "/w/a/dev.json", marked, roleConfigs);

  it("is the roles it may assume, in their order, each once, with their place", () => {
    const found = target(policy(assume("A", "B"), assume("A")));
    assert.deepEqual(lastRoles(found), [role("A"), role("B")]);
    const [a] = found.roles;
    assert.equal(found.text.slice(a?.span?.start, a?.span?.end), `"${role("A")}"`);
    assert.equal(a?.origin, "Resource of statement 'Go'");
    assert.deepEqual(found.roles[1]?.hops, [{ roleArn: role("B") }]);
  });

  it("is the role at the cursor first, then those of its statement", () => {
    const text = policy(assume("A"), assume("B", "C"));
    assert.deepEqual(lastRoles(target(text.replace("role/C", "role/|C"))), [role("C"), role("B"), role("A")]);
    const second = text.lastIndexOf('"Effect"');
    const inStatement = `${text.slice(0, second)}|${text.slice(second)}`;
    assert.deepEqual(lastRoles(target(inStatement)), [role("B"), role("C"), role("A")]);
  });

  it("counts every spelling of the action, and no other action, no Deny, no other resource", () => {
    for (const action of ["sts:AssumeRole", "STS:assumerole", "sts:*", "sts:Assume*", "*"]) {
      assert.deepEqual(
        lastRoles(target(policy({ Effect: "Allow", Action: action, Resource: role("A") }))),
        [role("A")],
        action,
      );
    }
    const none = [
      { Effect: "Allow", Action: "iam:PassRole", Resource: role("A") },
      { Effect: "Deny", Action: "sts:AssumeRole", Resource: role("A") },
      { Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" },
      { Effect: "Allow", Action: "sts:AssumeRole", Resource: `arn:aws:iam::${account}:user/u` },
      { Effect: "Allow", NotAction: "s3:*", Resource: role("A") },
      { Effect: "Allow", Action: "sts:AssumeRole", NotResource: role("A") },
    ];
    assert.deepEqual(target(policy(...none)).roles, []);
  });

  it("keeps placeholders and wildcards in the ARN", () => {
    const text = policy({
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Resource: ["arn:aws:iam::<ACCOUNT_NO>:role/R", "arn:aws:iam::*:role/S"],
    });
    assert.deepEqual(lastRoles(target(text)), ["arn:aws:iam::<ACCOUNT_NO>:role/R", "arn:aws:iam::*:role/S"]);
  });

  it("reads a Statement without an array", () => {
    assert.deepEqual(lastRoles(target(JSON.stringify({ Statement: assume("A") }))), [role("A")]);
  });

  it("assumes a role as the role config that names the file does, and fills its placeholders", () => {
    const text = policy({
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Resource: "arn:aws:iam::<NO>:role/First",
    });
    const found = target(text, configs);
    assert.deepEqual(
      found.roles.map(({ hops }) => hops),
      [[first]],
    );
    assert.equal(found.profile, "base");
    assert.deepEqual(found.principals, [`arn:aws:iam::${account}:user/dev`]);
    assert.deepEqual(
      target(text).roles.map(({ hops }) => hops),
      [[{ roleArn: "arn:aws:iam::<NO>:role/First" }]],
    );
  });

  it("of a role in the chain also offers that role itself", () => {
    const found = targetAt("identity", "/w/c/first.json", policy(assume("app/Second")), configs);
    assert.deepEqual(
      found.roles.map(({ hops }) => hops),
      [[first, second], [first]],
    );
  });

  it("offers no chain that a service begins", () => {
    const service = {
      version: 1,
      caller: { principal: { service: "ec2.amazonaws.com" } },
      hops: [{ roleArn: role("R"), policies: ["dev.json"] }],
    };
    assert.deepEqual(target(policy(), { "/w/a/x.assume-role.json": service }).roles, []);
  });

  it("fills nothing, and picks no profile, where two role configs disagree", () => {
    const other = {
      ...chain,
      variables: { NO: "444455556666" },
      caller: { ...chain.caller, profile: "other" },
    };
    const found = target(
      policy({ Effect: "Allow", Action: "sts:AssumeRole", Resource: "arn:aws:iam::<NO>:role/X" }),
      {
        ...configs,
        "/w/c/other.assume-role.json": other,
      },
    );
    assert.deepEqual(lastRoles(found), ["arn:aws:iam::<NO>:role/X"]);
    assert.equal(found.profile, undefined);
  });

  it("names buckets and prefixes of S3 resources", () => {
    const text = policy(
      { Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::a" },
      {
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: [
          "arn:aws:s3:::a/*",
          "arn:aws:s3:::b/in/*",
          "arn:aws-cn:s3:::c/x/y*z",
          "arn:aws:s3:::d/home/${aws:username}/*",
        ],
      },
      {
        Effect: "Deny",
        Action: "s3:*",
        Resource: ["*", "arn:aws:s3:::*", "arn:aws:s3:us-east-1:1:accesspoint/p", "arn:aws:s3:::e/secret/*"],
      },
    );
    assert.deepEqual(addresses(target(text)), [
      "s3://a/",
      "s3://b/in/",
      "s3://c/x/y",
      "s3://d/home/",
      "s3://e/secret/",
    ]);
  });

  it("lists the prefixes to which listing is bound", () => {
    const list = (operator: string, prefix: unknown, effect = "Allow") =>
      addresses(
        target(
          policy({
            Effect: effect,
            Action: "s3:ListBucket",
            Resource: "arn:aws:s3:::a",
            Condition: { [operator]: { "s3:prefix": prefix } },
          }),
        ),
      );
    assert.deepEqual(list("StringLike", ["in/*", "in/?", "out/*"]), ["s3://a/in/", "s3://a/out/"]);
    assert.deepEqual(list("ForAnyValue:StringEqualsIfExists", "in/"), ["s3://a/in/"]);
    assert.deepEqual(list("StringNotLike", "in/*"), ["s3://a/"]);
    assert.deepEqual(list("StringLike", "in/*", "Deny"), ["s3://a/"]);
  });
});

describe("the target of a trust policy", () => {
  const text = policy(
    {
      Effect: "Allow",
      Principal: { AWS: ["arn:aws:iam::<NO>:role/First", "444455556666"], Service: "ec2.amazonaws.com" },
      Action: "sts:AssumeRole",
    },
    { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "sts:AssumeRole" },
    { Effect: "Allow", Principal: { AWS: "AROAEXAMPLEID" }, Action: "sts:AssumeRole" },
    { Effect: "Deny", Principal: { AWS: `arn:aws:iam::${account}:user/x` }, Action: "sts:AssumeRole" },
  );
  const target = (path: string, remembered?: string) => targetAt("trust", path, text, configs, remembered);

  it("is the chain to the role that a role config gives the policy", () => {
    const found = target("/w/c/second-trust.json");
    assert.deepEqual(
      found.roles.map(({ hops }) => hops),
      [[first, second]],
    );
    assert.equal(found.roles[0]?.origin, "hop 2 of chain.assume-role.json");
    assert.equal(found.profile, "base");
  });

  it("says who may assume the role: it ranks the profiles", () => {
    assert.deepEqual(target("/w/c/second-trust.json").principals, [
      role("First"),
      "444455556666",
      `arn:aws:iam::${account}:root`,
    ]);
  });

  it("is the remembered role where no role config names the file, and none else", () => {
    assert.deepEqual(target("/w/elsewhere/trust-policy.json").roles, []);
    assert.deepEqual(lastRoles(target("/w/elsewhere/trust-policy.json", role("R"))), [role("R")]);
    assert.deepEqual(lastRoles(target("/w/c/first-trust.json", role("First"))), [role("First")]);
    assert.deepEqual(lastRoles(target("/w/c/first-trust.json", role("R"))), [role("First"), role("R")]);
  });

  it("knows the role even where only a service may assume it", () => {
    const service = {
      version: 1,
      caller: { principal: { service: "ec2.amazonaws.com" } },
      hops: [{ roleArn: role("R"), trustPolicy: "t.json" }],
    };
    assert.deepEqual(
      lastRoles(targetAt("trust", "/w/t.json", policy(), { "/w/x.assume-role.json": service })),
      [role("R")],
    );
  });

  it("is not the role of a file with the same name in another folder", () => {
    assert.deepEqual(target("/w/d/second-trust.json").roles, []);
  });
});

describe("the target of a bucket policy", () => {
  const text = policy(
    {
      Sid: "List",
      Effect: "Allow",
      Principal: { AWS: ["arn:aws:iam::<NO>:role/app/Second", role("Other")] },
      Action: "s3:ListBucket",
      Resource: "arn:aws:s3:::data",
    },
    {
      Sid: "Read",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::<NO>:role/app/Second" },
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::data/in/*",
    },
  );

  it("is its bucket, and the roles that it lets in", () => {
    const found = targetAt("bucket", "/w/data.json", text);
    assert.deepEqual(addresses(found), ["s3://data/", "s3://data/in/"]);
    assert.equal(found.buckets[0]?.policyFile, "/w/data.json");
    assert.deepEqual(lastRoles(found), ["arn:aws:iam::<NO>:role/app/Second", role("Other")]);
    assert.deepEqual(found.principals, ["arn:aws:iam::<NO>:role/app/Second", role("Other")]);
    assert.equal(found.roles[1]?.origin, "Principal of statement 'List'");
  });

  it("reaches the roles by the chain of its role config, and has the bucket's region", () => {
    const found = targetAt("bucket", "/w/c/data.json", text, configs);
    assert.deepEqual(
      found.roles.map(({ hops }) => hops),
      [[first, second], [{ roleArn: role("Other") }]],
    );
    assert.deepEqual(
      found.buckets.map(({ region }) => region),
      ["eu-west-1", "eu-west-1"],
    );
  });

  it("reaches a bucket that names no role by the whole chain", () => {
    const root = policy({
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: "s3:ListBucket",
      Resource: "arn:aws:s3:::data",
    });
    const found = targetAt("bucket", "/w/c/data.json", root, configs);
    assert.deepEqual(
      found.roles.map(({ hops }) => hops),
      [[first, second]],
    );
  });
});

describe("the target of the files of ~/.aws", () => {
  const config =
    "# top\n[default]\nregion = eu-west-1\n[profile dev]\nrole_arn = x\n\n[sso-session s]\nsso_region = y\n";
  const at = (needle: string, text = config) =>
    targetAt("awsConfig", "/h/.aws/config", text.replace(needle, `|${needle}`)).profile;

  it("is the profile whose section the cursor is in", () => {
    assert.equal(at("region = eu"), "default");
    assert.equal(at("[profile"), "dev");
    assert.equal(at("role_arn"), "dev");
    assert.equal(at("\n\n[sso"), "dev");
    assert.equal(at("# top"), undefined);
    assert.equal(at("sso_region"), undefined);
    assert.equal(targetAt("awsConfig", "/h/.aws/config", `${config}[profile end]|`).profile, "end");
  });

  it("knows the other headers of the credentials file", () => {
    const target = targetAt("awsCredentials", "/h/.aws/credentials", "[a]\nx = 1\n[b]\n|x = 2\n");
    assert.equal(target.profile, "b");
    assert.deepEqual([target.roles, target.buckets, target.documentKind], [[], [], "awsCredentials"]);
  });
});

describe("paths in role configs", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["/w/c/x.assume-role.json", "a.json", "/w/c/a.json"],
    ["/w/c/x.assume-role.json", "./a.json", "/w/c/a.json"],
    ["/w/c/x.assume-role.json", "../b/a.json", "/w/b/a.json"],
    ["/w/c/x.assume-role.json", "/abs/a.json", "/abs/a.json"],
    ["/w/c/x.assume-role.json", "..\\b\\a.json", "/w/b/a.json"],
    ["/c:/w/x.assume-role.json", "b/../a.json", "/c:/w/a.json"],
    ["/x.assume-role.json", "../../a.json", "/a.json"],
  ];
  for (const [from, path, resolved] of cases) {
    it(`'${path}' in ${from} is ${resolved}`, () => {
      assert.equal(resolveFrom(from, path), resolved);
    });
  }
});
