import assert from "node:assert/strict";
import type { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import type { ActionName } from "../../../../src/core/catalogue/model.ts";
import { editDistance } from "../../../../src/core/catalogue/nearNames.ts";
import { openCommitted, readCases } from "./committedCatalogue.ts";

interface NameCases {
  readonly search: readonly {
    readonly query: string;
    readonly first?: string;
    readonly among?: readonly string[];
    readonly none?: true;
  }[];
  readonly nearest: readonly {
    readonly action: string;
    readonly first?: string;
    readonly nearest?: readonly string[];
  }[];
  readonly services: readonly { readonly text: string; readonly first: string }[];
  readonly expand: readonly {
    readonly pattern: string;
    readonly exactly?: readonly string[];
    readonly some?: readonly string[];
    readonly not?: readonly string[];
  }[];
  readonly unlisted: { readonly yes: readonly string[]; readonly no: readonly string[] };
}

interface PrincipalCases {
  readonly found: readonly {
    readonly text: string;
    readonly name: string;
    readonly region?: string;
    readonly suffix: string;
  }[];
  readonly unknown: readonly string[];
  readonly nearest: readonly { readonly text: string; readonly first: string }[];
}

const written = (actions: readonly ActionName[]) => actions.map(({ service, name }) => `${service}:${name}`);

describe("the catalogue's names", () => {
  const cases = readCases("names") as NameCases;
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await openCommitted();
  });

  describe("search", () => {
    for (const { query, first, among, none } of cases.search) {
      it(`'${query}' finds ${first ?? among?.join(", ") ?? "nothing"}`, () => {
        const found = written(catalogue.searchActions(query, 20));
        if (first !== undefined) assert.equal(found[0], first);
        for (const action of among ?? []) assert.ok(found.includes(action), found.join(" "));
        if (none === true) assert.deepEqual(found, []);
      });
    }

    it("gives no more than asked for and nothing twice", () => {
      const found = written(catalogue.searchActions("list", 30));
      assert.equal(found.length, 30);
      assert.equal(new Set(found).size, 30);
    });

    it("bears any text", () => {
      for (const query of [
        "\u0000",
        "𝒳𝒴",
        "a".repeat(100_000),
        "aAaAaA".repeat(8),
        "s3:".repeat(50),
        "*",
        "([",
      ]) {
        const before = performance.now();
        assert.deepEqual(catalogue.searchActions(query, 5), [], query.slice(0, 20));
        assert.ok(performance.now() - before < 5_000);
      }
    });
  });

  describe("nearest actions", () => {
    for (const { action, first, nearest } of cases.nearest) {
      it(`to ${action}`, () => {
        const found = written(catalogue.nearestActions(action));
        if (first !== undefined) assert.equal(found[0], first);
        if (nearest !== undefined) assert.deepEqual(found, nearest);
      });
    }
  });

  describe("nearest services", () => {
    for (const { text, first } of cases.services) {
      it(`to ${text}`, () => {
        assert.equal(catalogue.nearestServices(text)[0]?.prefix, first);
      });
    }
  });

  it("may be those of JavaScript's own members", async () => {
    for (const text of ["constructor", "__proto__", "toString:valueOf", "s3:constructor", "constructor:x"]) {
      assert.equal(catalogue.actionName(text), undefined);
      assert.equal(catalogue.isUnlisted(text), false, text);
      assert.deepEqual(catalogue.expand(text), []);
      assert.ok(Array.isArray(catalogue.nearestActions(text)));
      assert.equal(catalogue.serviceSummary(text), undefined);
      assert.deepEqual(catalogue.servicesOfArn(text), []);
      assert.equal(await catalogue.conditionKey(text), undefined);
      assert.equal(await catalogue.managedPolicy(text), undefined);
      assert.equal(await catalogue.service(text), undefined);
      assert.equal(catalogue.servicePrincipals.find(`${text}.amazonaws.com`), undefined);
    }
  });

  it("of services lead to their page of the Service Authorization Reference", () => {
    const page = (prefix: string) => catalogue.serviceSummary(prefix)?.referenceUrl.split("/").at(-1);
    assert.equal(page("S3"), "list_amazons3.html");
    assert.equal(page("iam"), "list_awsidentityandaccessmanagementiam.html");
    assert.equal(page("appstream"), "list_amazonappstream2.0.html");
    assert.equal(page("odb"), "list_awsservice-oracledatabase_aws.html");
    assert.equal(page("nosuch"), undefined);
  });

  describe("wildcards", () => {
    for (const { pattern, exactly, some, not } of cases.expand) {
      it(`'${pattern}'`, () => {
        const found = written(catalogue.expand(pattern));
        if (exactly !== undefined) assert.deepEqual(found, exactly);
        for (const action of some ?? []) assert.ok(found.includes(action), action);
        for (const action of not ?? []) assert.ok(!found.includes(action), action);
      });
    }

    it("cover every action with one star", () => {
      const all = catalogue.services.reduce((sum, { actionCount }) => sum + actionCount, 0);
      assert.equal(catalogue.expand("*").length, all);
      assert.equal(catalogue.expand("*:*").length, all);
    });
  });

  it("keep apart what AWS no longer lists and what is mistyped", () => {
    for (const action of cases.unlisted.yes) assert.equal(catalogue.isUnlisted(action), true, action);
    for (const action of cases.unlisted.no) assert.equal(catalogue.isUnlisted(action), false, action);
  });

  it("of actions are found in every service that has them", () => {
    const owners = catalogue.actionsNamed("tagresource");
    assert.ok(owners.length > 200);
    assert.ok(owners.every(({ name }) => name.toLowerCase() === "tagresource"));
    assert.deepEqual(catalogue.actionsNamed("nosuch"), []);
  });

  it("count edits: inserted, deleted, replaced and swapped characters", () => {
    assert.equal(editDistance("getobject", "getobject", 3), 0);
    assert.equal(editDistance("getobjct", "getobject", 3), 1);
    assert.equal(editDistance("gteobject", "getobject", 3), 1);
    assert.equal(editDistance("gettobjekt", "getobject", 3), 2);
    assert.equal(editDistance("", "ab", 3), 2);
    assert.ok(editDistance("list", "getobject", 3) > 3);
    assert.ok(editDistance("abcd", "wxyz", 2) > 2);
  });

  describe("service principals", () => {
    const principals = readCases("principals") as PrincipalCases;
    for (const { text, name, region, suffix } of principals.found) {
      it(text, () => {
        const found = catalogue.servicePrincipals.find(text);
        assert.deepEqual([found?.principal.name, found?.region, found?.suffix], [name, region, suffix]);
      });
    }
    it("are not made up", () => {
      for (const text of principals.unknown)
        assert.equal(catalogue.servicePrincipals.find(text), undefined, text);
    });
    for (const { text, first } of principals.nearest) {
      it(`nearest to ${text}`, () => {
        assert.equal(catalogue.servicePrincipals.nearest(text, 3)[0]?.name, first);
      });
    }
    it("are many, each with the page that names it", () => {
      assert.ok(catalogue.servicePrincipals.all.length > 300);
      for (const { name, source, forms } of catalogue.servicePrincipals.all) {
        assert.match(name, /^(?:[a-z0-9-]+\.)+(?:amazonaws|amazon)\.com$/);
        assert.match(source, /^https:\/\/(?:docs\.aws\.amazon\.com|github\.com\/awsdocs)\//);
        for (const form of forms) {
          const found = catalogue.servicePrincipals.find(form.replace("{region}", "eu-west-1"));
          assert.equal(found?.principal.name, name, form);
        }
      }
    });
  });
});
