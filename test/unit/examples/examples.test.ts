import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "jsonc-parser";
import { root } from "../../../scripts/repository.ts";
import { roleArnProblem } from "../../../src/core/arn.ts";
import { parseAwsFile } from "../../../src/core/awsFiles/parse.ts";
import { deriveTarget } from "../../../src/core/openConfig/derive.ts";
import { resolveFrom } from "../../../src/core/openConfig/filePath.ts";
import type { Target } from "../../../src/core/openConfig/model.ts";
import { fillPlaceholders, findPlaceholders } from "../../../src/core/placeholder.ts";
import { policyKindByContent } from "../../../src/core/policy/kind.ts";
import { documentKindByName } from "../../../src/core/policy/kindByName.ts";
import { parsePolicy } from "../../../src/core/policy/parse.ts";
import { loadProfiles } from "../../../src/core/profiles/load.ts";
import { parseRoleConfig, variableValues } from "../../../src/core/roleConfig/parse.ts";
import { compileSchemas, type SchemaName } from "../schemas/validators.ts";

const examples = join(root, "examples");
const files = readdirSync(examples, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /\.\w+$|\/(?:config|credentials)$/.test(path) && !path.endsWith(".aws"));
const read = (path: string) => readFileSync(join(examples, path), "utf8");
const folders = ["assume-role-basics", "cross-account-bucket", "ec2-redshift-glue", "ecs-task-buckets", "third-party-role"];

const configPaths = files.filter((path) => documentKindByName(path) === "roleConfig");
const configs = configPaths.map((path) => ({ path: `/${path}`, config: parseRoleConfig(read(path)) }));
const policyPaths = files.filter((path) => path.endsWith(".json"));

/** The target of an example beside all role configs; the cursor stands at `needle`, else at the start. */
function targetOf(path: string, needle = ""): Target {
  const text = read(path);
  const kind = documentKindByName(path) ?? (path.endsWith("config") ? "awsConfig" : "awsCredentials");
  return deriveTarget({ kind, path: `/${path}`, text, offset: text.indexOf(needle) }, { roleConfigs: configs });
}

describe("the examples", () => {
  const schemas = compileSchemas();

  it("are one folder for each guide, each with a README, a role config and a config file", () => {
    assert.deepEqual(
      readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort(),
      folders,
    );
    for (const folder of folders) {
      assert.ok(existsSync(join(examples, folder, "README.md")), folder);
      assert.ok(existsSync(join(examples, folder, ".aws", "config")), folder);
      assert.ok(configPaths.some((path) => path.startsWith(`${folder}/`)), folder);
      assert.match(read("README.md"), new RegExp(`\\| \`${folder}\` \\|`));
    }
  });

  for (const path of configPaths) {
    it(`${path} has no problem, fits its schema, and names files that exist`, () => {
      const text = read(path);
      const config = parseRoleConfig(text);
      assert.deepEqual(config.problems, []);
      const validate = schemas.get("assume-role");
      assert.equal(validate?.(parse(text)), true, JSON.stringify(validate?.errors));
      for (const [, named] of text.matchAll(/"([^"\s]+\.json)"/g)) {
        assert.ok(existsSync(join(examples, resolveFrom(`/${path}`, named ?? ""))), named);
      }
      assert.ok(config.checks.length > 0);
    });
  }

  for (const path of policyPaths) {
    it(`${path} is a policy of the kind its name says, fits its schema, and is used`, () => {
      const text = read(path);
      const kind = documentKindByName(path);
      assert.deepEqual(parsePolicy(text).problems, []);
      assert.equal(policyKindByContent(text), kind);
      const schemaOf: Record<string, SchemaName> = { trust: "trust-policy", identity: "inline-policy", bucket: "bucket-policy" };
      const validate = schemas.get(schemaOf[kind ?? ""] ?? "assume-role");
      assert.equal(validate?.(JSON.parse(text)), true, JSON.stringify(validate?.errors));

      const users = configs.filter(({ path: configPath }) => {
        const named = [...read(configPath.slice(1)).matchAll(/"([^"\s]+\.json)"/g)].map(([, name]) => name ?? "");
        return named.some((name) => resolveFrom(configPath, name) === `/${path}`);
      });
      assert.ok(users.length > 0, "no role config names it");
      for (const { path: configPath, config } of users) {
        const left = findPlaceholders(fillPlaceholders(text, variableValues(config)));
        assert.deepEqual(left.map(({ text: placeholder }) => placeholder), [], configPath);
      }
    });
  }

  for (const folder of folders) {
    it(`${folder}/.aws has profiles without an error`, () => {
      const config = parseAwsFile("config", read(`${folder}/.aws/config`));
      const credentialsPath = `${folder}/.aws/credentials`;
      const credentials = existsSync(join(examples, credentialsPath))
        ? parseAwsFile("credentials", read(credentialsPath))
        : undefined;
      assert.deepEqual(config.problems, []);
      const { profiles } = loadProfiles({ config, ...(credentials === undefined ? {} : { credentials }) });
      assert.ok(profiles.length > 0);
      const errors = profiles.flatMap(({ name, problems }) =>
        problems.filter(({ severity }) => severity === "error").map(({ message }) => `${name}: ${message}`),
      );
      assert.deepEqual(errors, []);
      for (const { config: roleConfig } of configs.filter(({ path }) => path.startsWith(`/${folder}/`))) {
        const profile = roleConfig.caller?.profile?.value;
        if (profile !== undefined) assert.ok(profiles.some(({ name }) => name === profile), profile);
      }
    });
  }

  it("carry no key but the ones that AWS prints in its documentation", () => {
    for (const path of files) {
      for (const [key] of read(path).matchAll(/\bA[KS]IA[A-Z0-9]{16}\b/g)) assert.equal(key, "AKIAIOSFODNN7EXAMPLE", path);
      for (const [, secret] of read(path).matchAll(/secret_access_key\s*=\s*(\S+)/g)) {
        assert.equal(secret, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", path);
      }
    }
  });

  it("lead to roles that AssumeRole takes, from every role config and every policy", () => {
    for (const path of [...configPaths, ...policyPaths]) {
      for (const { hops } of targetOf(path).roles) {
        for (const { roleArn } of hops) assert.equal(roleArnProblem(roleArn), undefined, `${path}: ${roleArn}`);
      }
    }
  });
});

describe("the cross-account example", () => {
  const folder = "cross-account-bucket";
  const myRoleB = { roleArn: "arn:aws:iam::222222222222:role/MyRoleB", sessionName: "first-session" };
  const session = "arn:aws:sts::222222222222:assumed-role/MyRoleB/first-session";

  it("leads from its role config to MyRoleB and the bucket", () => {
    const target = targetOf(`${folder}/cross-account.assume-role.jsonc`);
    assert.deepEqual(target.roles.map(({ hops }) => hops), [[myRoleB]]);
    assert.deepEqual(
      target.buckets.map(({ bucket, prefix, region }) => [bucket, prefix, region]),
      [
        ["s3-bucket-name", "", "us-east-1"],
        ["s3-bucket-name", "prefix/", "us-east-1"],
      ],
    );
    assert.equal(target.profile, "deployment");
    assert.deepEqual(target.principals, ["arn:aws:iam::111111111111:role/MyRoleA"]);
    assert.equal(target.expectedIdentity, session);
  });

  for (const path of ["account-a/my-role-a.inline-policy.json", "account-b/my-role-b.trust-policy.json", "account-b/my-role-b.inline-policy.json", "account-b/s3-bucket-name.bucket-policy.json"]) {
    it(`leads from ${path} to the same session, from the same profile`, () => {
      const target = targetOf(`${folder}/${path}`);
      assert.deepEqual(target.roles.map(({ hops, expectedIdentity }) => [hops, expectedIdentity]), [[[myRoleB], session]]);
      assert.equal(target.profile, "deployment");
    });
  }

  it("leads from the bucket policy to the bucket", () => {
    const target = targetOf(`${folder}/account-b/s3-bucket-name.bucket-policy.json`);
    assert.deepEqual(target.buckets.map(({ bucket, prefix, policyFile }) => [bucket, prefix, policyFile]), [
      ["s3-bucket-name", "", `/${folder}/account-b/s3-bucket-name.bucket-policy.json`],
    ]);
    assert.deepEqual(target.principals, ["arn:aws:iam::222222222222:role/MyRoleB"]);
  });

  it("leads from its config file to the profile at the cursor", () => {
    assert.equal(targetOf(`${folder}/.aws/config`, "source_profile = deployment").profile, "bucket-owner");
    assert.equal(targetOf(`${folder}/.aws/credentials`, "aws_access_key_id").profile, "base");
  });
});

describe("the other examples", () => {
  const roles = (path: string) => targetOf(path).roles.map(({ hops }) => hops.at(-1));
  const buckets = (path: string) => targetOf(path).buckets.map(({ bucket, prefix }) => `s3://${bucket}/${prefix}`);

  it("ecs-task-buckets: the task's role becomes fire-insight-role and has two buckets", () => {
    const path = "ecs-task-buckets/fire-insight-role.inline-policy.json";
    const role = { roleArn: "arn:aws:iam::111111111111:role/fire-insight-role", sessionName: "fire-insights" };
    assert.deepEqual(roles("ecs-task-buckets/ecs.assume-role.jsonc"), [role]);
    assert.deepEqual(roles("ecs-task-buckets/ecs-task-execution-role.inline-policy.json"), [role]);
    assert.deepEqual(roles(path), [role]);
    assert.deepEqual(buckets(path), ["s3://fire-insight-bucket1/", "s3://fire-insight-bucket2/"]);
    assert.deepEqual(roles("ecs-task-buckets/emr-ec2-default-role.trust-policy.json"), [
      { roleArn: "arn:aws:iam::111111111111:role/EMR_EC2_DefaultRole" },
    ]);
  });

  it("ec2-redshift-glue: the instance's role becomes the provider's", () => {
    const role = { roleArn: "arn:aws:iam::111111111111:role/customer-data", sessionName: "sessionName" };
    assert.deepEqual(roles("ec2-redshift-glue/ec2/instance-role.inline-policy.json"), [role]);
    assert.deepEqual(roles("ec2-redshift-glue/ec2.assume-role.jsonc"), [role]);
    assert.equal(targetOf("ec2-redshift-glue/ec2.assume-role.jsonc").expectedIdentity, role.roleArn);
    assert.deepEqual(buckets("ec2-redshift-glue/provider/data.bucket-policy.json"), ["s3://onemata-example-data/"]);
    assert.deepEqual(roles("ec2-redshift-glue/glue-user.assume-role.jsonc"), []);
  });

  it("assume-role-basics: a user of account B becomes a role of account A", () => {
    const role = { roleArn: "arn:aws:iam::111111111111:role/ReadReports", sessionName: "alice" };
    assert.deepEqual(roles("assume-role-basics/account-b-user.inline-policy.json"), [role]);
    assert.deepEqual(roles("assume-role-basics/account-a-role.trust-policy.json"), [role]);
    assert.deepEqual(targetOf("assume-role-basics/account-a-role.trust-policy.json").principals, ["arn:aws:iam::222222222222:root"]);
  });

  it("third-party-role: the role has a path, the request an external id, the session no path", () => {
    const role = {
      roleArn: "arn:aws:iam::111111111111:role/MyApp/MyS3Access",
      sessionName: "FirstSession",
      externalId: "8e1f6c52-example-external-id",
    };
    for (const path of ["developers.iam-policy.json", "my-app.assume-role.jsonc", "third-party/my-s3-access.trust-policy.json"]) {
      const target = targetOf(`third-party-role/${path}`);
      assert.deepEqual(target.roles.map(({ hops }) => hops), [[role]], path);
      assert.equal(target.roles[0]?.expectedIdentity, "arn:aws:sts::111111111111:assumed-role/MyS3Access/FirstSession");
    }
    assert.deepEqual(buckets("third-party-role/third-party/my-s3-access.inline-policy.json"), ["s3://my-app-data/shared/"]);
  });
});
