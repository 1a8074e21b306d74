import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packManagedPolicies, type SourcePolicy } from "../../../../scripts/catalogue/managedPolicies.ts";
import { packService } from "../../../../scripts/catalogue/packServices.ts";
import { packServicePrincipals } from "../../../../scripts/catalogue/principals.ts";
import { readServices, templated } from "../../../../scripts/catalogue/readActions.ts";
import { UnknownShape } from "../../../../scripts/catalogue/shape.ts";
import { unlistedActions } from "../../../../scripts/catalogue/unlisted.ts";
import { ManagedPolicies } from "../../../../src/core/catalogue/managedPolicies.ts";

const action = {
  name: "GetThing",
  description: "Grants permission to get a\nthing",
  accessLevel: "Read",
  resourceTypes: [{ name: "thing", required: true, conditionKeys: ["demo:Colour"], dependentActions: [] }],
  conditionKeys: ["demo:Tag/<key>", "aws:ResourceTag/${TagKey}"],
  dependentActions: [],
};
const thing = { key: "thing", arn: "arn:${Partition}:demo:${Region}:${Account}:thing/${ThingId}" };
const keys = {
  "demo:colour": { key: "demo:Colour", description: "Filters access by colour", type: "String" },
  "demo:tag/<key>": { key: "demo:Tag/<key>", description: "Filters access by tag", type: "String" },
  "aws:resourcetag/${tagkey}": { key: "aws:ResourceTag/${TagKey}", description: "…", type: "String" },
};

describe("the catalogue's generator", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "catalogue-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** A package folder with one service of one action. */
  const read = (changed: { action?: object; resource?: object; key?: object } = {}) => {
    const write = (path: string, value: unknown) => {
      writeFileSync(join(folder, "data", path), JSON.stringify(value));
    };
    for (const kind of ["actions", "resourceTypes", "conditionKeys"]) {
      mkdirSync(join(folder, "data", kind), { recursive: true });
    }
    write("services.json", ["demo"]);
    write("serviceNames.json", { demo: "Demo" });
    write("actions/demo.json", { getthing: { ...action, ...changed.action } });
    write("resourceTypes/demo.json", { thing: { ...thing, ...changed.resource } });
    write("conditionKeys/demo.json", { ...keys, "demo:colour": { ...keys["demo:colour"], ...changed.key } });
    return readServices(folder);
  };

  it("packs a service into rows of positions", () => {
    const [service] = read();
    assert.ok(service);
    assert.deepEqual(packService(service, service), {
      keys: [
        ["aws:ResourceTag/${TagKey}"],
        ["demo:Colour", "String", "colour"],
        ["demo:Tag/${key}", "String", "tag"],
      ],
      resources: [["thing", "demo:${Region}:${Account}:thing/${ThingId}"]],
      actions: [["get a thing", [[1, 1]], [0, 2]]],
    });
  });

  it("takes dependent actions and permission-only from the earlier package", () => {
    const [service] = read();
    const [earlier] = read({ action: { dependentActions: ["iam:PassRole"], isPermissionOnly: true } });
    assert.ok(service && earlier);
    assert.deepEqual(packService(service, earlier).actions[0]?.slice(3), [["iam:PassRole"], 1]);
    assert.deepEqual(packService(service, undefined).actions[0]?.slice(3), [[], 2]);
  });

  it("splits the composite access levels and refuses a new one", () => {
    assert.equal(
      read({ action: { accessLevel: "Permissions management, Write" } })[0]?.actions[0]?.level,
      "P",
    );
    assert.equal(read({ action: { accessLevel: "Tagging, Write" } })[0]?.actions[0]?.level, "T");
    assert.throws(() => read({ action: { accessLevel: "Read, Write" } }), UnknownShape);
  });

  it("refuses what it does not know", () => {
    assert.throws(() => read({ action: { isDryRun: true } }), UnknownShape);
    assert.throws(() => read({ action: { description: "" } }), UnknownShape);
    assert.throws(() => read({ action: { name: "Get Thing" } }), UnknownShape);
    assert.throws(() => read({ action: { dependentActions: "iam:PassRole" } }), UnknownShape);
    assert.throws(() => read({ resource: { arn: "demo:thing" } }), UnknownShape);
    assert.throws(() => read({ key: { type: "Decimal" } }), UnknownShape);
    const [unlisted] = read({ action: { conditionKeys: ["demo:Unlisted"] } });
    assert.ok(unlisted);
    assert.throws(() => packService(unlisted, undefined), UnknownShape);
  });

  it("writes the part of a key that a user fills in one way", () => {
    assert.equal(templated("s3:ExistingObjectTag/<key>"), "s3:ExistingObjectTag/${key}");
    assert.equal(templated("secretsmanager:ResourceTag/tag-key"), "secretsmanager:ResourceTag/${TagKey}");
    assert.equal(templated("aws:RequestTag/${TagKey}"), "aws:RequestTag/${TagKey}");
  });

  const policy = (document: unknown, name = "Demo"): SourcePolicy => ({
    name,
    path: "/",
    version: "v1",
    updated: "2024-01-01",
    document,
  });

  it("packs documents so that they come back as they were", () => {
    const document = {
      Version: "2012-10-17",
      Statement: [
        { Sid: "b", Effect: "Allow", Action: ["s3:Put*", "s3:Get*", "a:b"], Resource: "*" },
        {
          Effect: "Deny",
          NotAction: "s3:Get*",
          Resource: ["b", "a", "b"],
          Condition: { Null: { "aws:x": [true, "true", 5] } },
        },
      ],
    };
    const packed = packManagedPolicies([policy(document), policy({ Statement: [] }, "Other")]);
    assert.deepEqual(new ManagedPolicies(structuredClone(packed)).find("demo")?.document, document);
  });

  it("finds service principals in the conditions of managed policies, misspelled ones left out", () => {
    const found = packServicePrincipals([
      policy({
        Statement: {
          Effect: "Allow",
          Action: "iam:PassRole",
          Resource: "*",
          Condition: {
            StringLike: {
              "iam:PassedToService": [
                "demo.amazonaws.com",
                "demo.amazonaws.com.cn",
                "*.amazonaws.com",
                "ec2.amazonaws.com*",
              ],
              "kms:ViaService": "other.eu-west-1.amazonaws.com",
              "iam:AWSServiceName": "casssandra.application-autoscaling.amazonaws.com",
            },
          },
        },
      }),
    ]);
    const row = found.find(([name]) => name === "demo.amazonaws.com");
    assert.deepEqual(row, [
      "demo.amazonaws.com",
      "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/Demo.html",
      "demo.amazonaws.com.cn",
    ]);
    assert.ok(!found.some(([name]) => /^(?:other|casssandra|\*)/.test(name)));
  });

  it("notes names of AWS that the reference does not list", () => {
    const used = policy({
      Statement: [
        { Effect: "Allow", Action: ["demo:GetThing", "demo:OldThing", "demo:Old*", "gone:*"], Resource: "*" },
        { Effect: "Deny", NotAction: "*", Resource: "*" },
      ],
    });
    assert.deepEqual(unlistedActions(read(), [], [used]), { demo: "OldThing", gone: "" });
  });
});
