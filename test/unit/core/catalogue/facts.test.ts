import assert from "node:assert/strict";
import type { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import { openCommitted, readCases } from "./committedCatalogue.ts";

interface ActionCase {
  readonly action: string;
  readonly name?: string;
  readonly levels: readonly string[];
  readonly resources?: Readonly<Record<string, boolean>>;
  readonly keys?: readonly string[];
  readonly dependents?: readonly string[];
  readonly permissionOnly?: boolean;
}

interface ResourceCases {
  readonly types: readonly {
    readonly service: string;
    readonly arn: string;
    readonly types: readonly string[];
  }[];
  readonly fits: readonly {
    readonly action: string;
    readonly arn: string;
    readonly fit: string;
    readonly names?: readonly string[];
  }[];
}

interface KeyCases {
  readonly found: readonly {
    readonly key: string;
    readonly is?: string;
    readonly type: string;
    readonly multivalued: boolean;
  }[];
  readonly unknown: readonly string[];
  readonly unfinished: readonly { readonly key: string; readonly is: string | null }[];
}

describe("the catalogue's facts", () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await openCommitted();
  });

  describe("of actions", () => {
    for (const expected of readCases("actions") as ActionCase[]) {
      it(expected.action, async () => {
        const action = await catalogue.action(expected.action);
        const service = await catalogue.service(expected.action.slice(0, expected.action.indexOf(":")));
        assert.ok(action && service);
        assert.equal(action.name, expected.name ?? expected.action.slice(expected.action.indexOf(":") + 1));
        assert.deepEqual(action.accessLevels, expected.levels);
        assert.match(action.description, /^[A-Z].{20,}/);
        if (expected.resources !== undefined) {
          const resources = action.resources.map(({ type, required }) => [type.name, required] as const);
          assert.deepEqual(Object.fromEntries(resources), expected.resources);
        }
        const keys = service.keysOf(action).map(({ key }) => key);
        for (const key of expected.keys ?? []) assert.ok(keys.includes(key), `${key} in ${keys.join(" ")}`);
        for (const dependent of expected.dependents ?? [])
          assert.ok(action.dependentActions.includes(dependent));
        if (expected.permissionOnly !== undefined)
          assert.equal(action.permissionOnly, expected.permissionOnly);
      });
    }

    it("say nothing of permission-only for an action newer than that source", async () => {
      const unsure = [];
      for (const { prefix } of catalogue.services) {
        const service = await catalogue.service(prefix);
        unsure.push(...(service?.actions ?? []).map(({ name }) => service?.action(name)?.permissionOnly));
      }
      assert.ok(unsure.filter((flag) => flag === undefined).length > 1000);
      assert.ok(unsure.filter((flag) => flag === true).length > 1000);
    });

    it("group by the resource type that they take", async () => {
      const s3 = await catalogue.service("s3");
      const names = s3?.actionsOn("Bucket").map(({ name }) => name) ?? [];
      assert.ok(names.includes("ListBucket") && names.includes("PutBucketPolicy"));
      assert.ok(!names.includes("PutObject"));
      assert.deepEqual(s3?.actionsOn("nosuch"), []);
    });
  });

  describe("of resources", () => {
    const { types, fits } = readCases("resources") as ResourceCases;
    for (const { service, arn, types: names } of types) {
      it(`${service}: ${arn} is ${names.join(", ") || "nothing"}`, async () => {
        const facts = await catalogue.service(service);
        assert.deepEqual(
          facts?.resourceTypesOf(arn).map(({ name }) => name),
          names,
        );
      });
    }
    for (const { action, arn, fit, names } of fits) {
      it(`${action} on ${arn}: ${fit}`, async () => {
        const facts = await catalogue.action(action);
        const service = await catalogue.service(facts?.service ?? "");
        assert.ok(facts && service);
        const found = service.resourceFit(facts, arn);
        assert.equal(found.kind, fit);
        if (found.kind === "mismatch")
          assert.deepEqual(
            found.names.map(({ name }) => name),
            names,
          );
      });
    }

    it("are found in every service whose ARNs they are", async () => {
      const found = await catalogue.resourceTypesOf("arn:aws:iam::111122223333:role/Name");
      const owners = found.map(({ service, name }) => `${service} ${name}`);
      assert.ok(owners.includes("iam role") && owners.includes("sts role"));
      assert.deepEqual(await catalogue.resourceTypesOf("arn:aws:*:::x"), []);
      assert.deepEqual(await catalogue.resourceTypesOf("x"), []);
    });

    it("fit text beyond the length of an ARN nowhere, and quickly", async () => {
      const s3 = await catalogue.service("s3");
      const before = performance.now();
      assert.deepEqual(s3?.resourceTypesOf(`arn:aws:s3:::${"*a".repeat(1_000_000)}`), []);
      assert.ok(performance.now() - before < 5_000);
    });
  });

  describe("of condition keys", () => {
    const { found, unknown, unfinished } = readCases("keys") as KeyCases;
    for (const { key, is, type, multivalued } of found) {
      it(key, async () => {
        const facts = await catalogue.conditionKey(key);
        assert.deepEqual(facts && { key: facts.key, type: facts.type, multivalued: facts.multivalued }, {
          key: is ?? key,
          type,
          multivalued,
        });
        assert.notEqual(facts?.description, "");
      });
    }
    for (const key of unknown) {
      it(`none for '${key}'`, async () => {
        assert.equal(await catalogue.conditionKey(key), undefined);
      });
    }
    for (const { key, is } of unfinished) {
      it(`${key} lacks the end of ${is ?? "nothing"}`, async () => {
        const s3 = await catalogue.service("s3");
        const facts = catalogue.unfinishedGlobalKey(key) ?? s3?.unfinishedKey(key);
        assert.equal(facts?.key ?? null, is);
      });
    }

    it("name the key that replaces a deprecated one", () => {
      assert.equal(catalogue.globalKey("aws:arn")?.replacedBy, "aws:PrincipalArn");
    });

    it("have near ones for a mistyped key", async () => {
      await catalogue.load(["s3"]);
      assert.equal(catalogue.nearestKeys("aws:SourceIP4")[0]?.key, "aws:SourceIp");
      assert.equal(catalogue.nearestKeys("aws:RequestTags/Project")[0]?.key, "aws:RequestTag/${TagKey}");
      assert.equal(catalogue.nearestKeys("s3:prefixes")[0]?.key, "s3:prefix");
      assert.deepEqual(catalogue.nearestKeys("s3:qqqqqqqqqq"), []);
    });

    it("are looked for in the services that list keys of that prefix", () => {
      assert.deepEqual(catalogue.servicesOfKey("saml:aud"), ["sts"]);
      assert.deepEqual(catalogue.servicesOfKey("token.actions.example.ghe.com:ref"), ["sts"]);
      assert.ok(catalogue.servicesOfKey("ec2:SourceInstanceArn").includes("ec2"));
      assert.deepEqual(catalogue.servicesOfKey("nosuch:key"), []);
    });

    it("keep quiet about keys that only AWS itself names", () => {
      assert.equal(catalogue.isUnlistedKey("aws:PrincipalOrgMasterAccountId"), true);
      assert.equal(catalogue.isUnlistedKey("aws:SourceIp"), false);
      assert.equal(catalogue.isUnlistedKey("aws:nosuch"), false);
    });
  });

  describe("of identity providers", () => {
    it("say which claims a shared provider requires", () => {
      const github = catalogue.oidcProviders.find("token.actions.githubusercontent.com");
      assert.deepEqual(github?.requiredKeys, ["token.actions.githubusercontent.com:sub"]);
      assert.equal(github.audience, "sts.amazonaws.com");
      assert.ok(github.claims.some(({ key }) => key.endsWith(":job_workflow_ref")));
    });

    it("know a provider by an issuer with a tenant in it", () => {
      const issuer = "oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
      assert.equal(catalogue.oidcProviders.find(issuer)?.name, "Amazon EKS cluster");
      assert.equal(catalogue.oidcProviders.find("accounts.google.com")?.builtIn, true);
      assert.equal(catalogue.oidcProviders.find("idp.example.com"), undefined);
    });

    it("take a key apart, also of an unknown provider", () => {
      const key = catalogue.oidcProviders.key("idp.example.com/realms/dev:groups");
      assert.deepEqual(key, { issuer: "idp.example.com/realms/dev", claim: "groups" });
      assert.equal(catalogue.oidcProviders.key("s3:prefix"), undefined);
      assert.equal(catalogue.oidcProviders.key("gitlab.com:sub")?.provider?.name, "GitLab.com");
    });
  });
});
