import assert from "node:assert/strict";
import type { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import type { PolicyKind } from "../../../../src/core/policy/model.ts";
import { applyEdits } from "../../../../src/language/fixes/edit.ts";
import { refactorings } from "../../../../src/language/fixes/refactorings.ts";
import { openCatalogue } from "../rules/ruleCases.ts";

const resource = "arn:aws:iam::529018253771:role/App";

describe("refactorings", () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await openCatalogue();
  });

  /** What each change makes of the document, by its title; the cursor stands on the first place of `at`. */
  const changes = (
    document: unknown,
    at: string,
    kind: PolicyKind = "identity",
    indent: string | number = 2,
  ) => {
    const text = typeof document === "string" ? document : JSON.stringify(document, null, indent);
    return Object.fromEntries(
      refactorings(text, kind, text.indexOf(at) + 1, catalogue).map(({ title, edits }) => [
        title,
        applyEdits(text, edits),
      ]),
    );
  };
  const policy = (Action: unknown) => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action, Resource: resource }],
  });
  const pretty = (document: unknown) => JSON.stringify(document, null, 2);

  it("write a wildcard out, what is there already left out", () => {
    assert.deepEqual(
      changes(policy(["sts:AssumeRoleWith*", "sts:assumerolewithsaml"]), '"sts:AssumeRoleWith*'),
      {
        "Write sts:AssumeRoleWith* out as 2 actions": pretty(
          policy(["sts:AssumeRoleWithWebIdentity", "sts:assumerolewithsaml"]),
        ),
      },
    );
    assert.deepEqual(changes(policy("sts:AssumeRoleWith*"), '"sts:'), {
      "Write sts:AssumeRoleWith* out as 2 actions": pretty(
        policy(["sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"]),
      ),
    });
  });

  it("leave wildcards alone that cover everything or nothing", () => {
    for (const action of ["*", "ec2:*", "iam:Frob*", "*:*"]) {
      assert.deepEqual(changes(policy([action]), `"${action}`), {});
    }
  });

  it("put actions under a wildcard where all of them are there", () => {
    const resync = catalogue.expand("iam:Resync*").map(({ service, name }) => `${service}:${name}`);
    const remove = catalogue.expand("iam:Remove*").map(({ service, name }) => `${service}:${name}`);
    assert.ok(resync.length === 1 && remove.length > 1);
    const title = `Put ${remove.length} actions under iam:Remove*`;
    assert.deepEqual(changes(policy(["iam:GetRole", ...remove]), '"iam:GetRole'), {
      [title]: pretty(policy(["iam:GetRole", "iam:Remove*"])),
    });
    assert.deepEqual(changes(policy(remove), '"iam:'), { [title]: pretty(policy("iam:Remove*")) });
    assert.deepEqual(changes(policy(remove.slice(1)), '"iam:'), {});
    assert.deepEqual(changes(policy(resync), '"iam:'), {});
  });

  it("put one statement into a list and take it out again", () => {
    const list = policy("iam:GetRole");
    const single = { ...list, Statement: list.Statement[0] };
    for (const indent of [2, "\t"]) {
      assert.deepEqual(changes(single, '"Statement"', "identity", indent), {
        "Put the statement into a list": JSON.stringify(list, null, indent),
      });
      assert.deepEqual(changes(list, '"Statement"', "identity", indent), {
        "Write the one statement without a list": JSON.stringify(single, null, indent),
      });
    }
    const two = { ...list, Statement: [...list.Statement, ...list.Statement] };
    assert.deepEqual(changes(two, '"Statement"'), {});
    assert.deepEqual(changes(pretty(single).replace("{\n    ", "{ // why\n    "), '"Statement"'), {});
  });

  it("add an external id to a trust in another account", () => {
    const trust = (more: object = {}) => ({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: "529018253771" }, Action: "sts:AssumeRole", ...more }],
    });
    const condition = { Condition: { StringEquals: { "sts:ExternalId": "<EXTERNAL_ID>" } } };
    assert.deepEqual(changes(trust(), '"Effect"', "trust"), {
      "Add a condition on sts:ExternalId": pretty(trust(condition)),
    });
    assert.deepEqual(changes(trust(condition), '"Effect"', "trust"), {});
    assert.deepEqual(changes(trust(), '"Effect"', "bucket"), {});
  });

  it("do nothing in broken text", () => {
    assert.deepEqual(changes('{ "Statement": { "Action": "iam:GetRole*", }', '"iam:'), {});
  });
});
