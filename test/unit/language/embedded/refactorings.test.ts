import assert from "node:assert/strict";
import type { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import type { PolicyKind } from "../../../../src/core/policy/model.ts";
import { readJsonTree } from "../../../../src/language/cursor/jsonTree.ts";
import type { EmbeddedPolicies } from "../../../../src/language/embedded/embeddedPolicy.ts";
import { embeddedRefactorings } from "../../../../src/language/embedded/embeddedRefactorings.ts";
import { findEmbedded } from "../../../../src/language/embedded/findEmbedded.ts";
import { applyEdits } from "../../../../src/language/fixes/edit.ts";
import { refactorings } from "../../../../src/language/fixes/refactorings.ts";
import { inlinePolicies } from "../../../../src/language/roleConfig/inlinePolicies.ts";
import { openCatalogue } from "../rules/ruleCases.ts";
import { inPlan, inTemplate } from "./embedding.ts";

const wildcard = "sts:AssumeRoleWith*";

describe("refactorings of embedded policies", () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await openCatalogue();
  });

  /** What each change makes of the document, by its title; the cursor stands inside the first place of `at`. */
  const changes = (
    document: string,
    at: string,
    found: EmbeddedPolicies | undefined = findEmbedded(document),
  ) => {
    const start = document.indexOf(at);
    assert.ok(found !== undefined && start !== -1, at);
    return new Map(
      embeddedRefactorings(found, start + 1, catalogue).map(({ title, edits }) => [
        title,
        applyEdits(document, edits),
      ]),
    );
  };

  const policies: readonly (readonly [PolicyKind, string, unknown])[] = [
    ["identity", wildcard, { Action: wildcard, Resource: "arn:aws:iam::111122223333:role/App" }],
    ["identity", wildcard, { Action: ["sts:TagSession", wildcard], Resource: "*" }],
    ["trust", "sts:AssumeRole", { Principal: { AWS: "111122223333" }, Action: "sts:AssumeRole" }],
  ];

  it("are those of the policy alone, in a template and escaped in the string of a plan", () => {
    for (const [kind, at, statement] of policies) {
      const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", ...(statement as object) }] };
      const alone = JSON.stringify(policy);
      const expected = new Map(
        refactorings(alone, kind, alone.indexOf(at) + 1, catalogue).map(({ title, edits }) => [
          title,
          JSON.parse(applyEdits(alone, edits)) as unknown,
        ]),
      );
      assert.ok(expected.size > 0, at);
      const template = changes(inTemplate(policy, kind), at);
      assert.deepEqual([...template.keys()], [...expected.keys()]);
      for (const [title, text] of template) assert.equal(text, inTemplate(expected.get(title), kind), title);
      const plan = changes(inPlan(alone, kind), at);
      assert.deepEqual([...plan.keys()], [...expected.keys()]);
      for (const [title, text] of plan) {
        const [written] = findEmbedded(text)?.policies ?? [];
        assert.deepEqual(JSON.parse(written?.text.text ?? ""), expected.get(title), title);
      }
    }
  });

  it("keep the values that the deployment makes, and are none where they would lose one", () => {
    const made = { "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/App" };
    const policy = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: [made, wildcard], Resource: made }],
    };
    const text = inTemplate(policy, "identity");
    const written = changes(text, wildcard).get(`Write ${wildcard} out as 2 actions`);
    assert.deepEqual(
      JSON.parse(written ?? "null"),
      JSON.parse(text.replace(`"${wildcard}"`, `"sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"`)),
    );
    assert.deepEqual([...changes(text, "Fn::Sub").keys()], []);
    const unknown = inTemplate(
      { Version: "2012-10-17", Statement: [{ "Fn::If": ["A", {}, {}] }] },
      "identity",
    );
    assert.deepEqual([...changes(unknown, "Statement").keys()], []);
  });

  it("are none in a copy that a plan repeats, nor beside the policies", () => {
    const policy = JSON.stringify({ Statement: [{ Effect: "Allow", Action: wildcard, Resource: "*" }] });
    const plan = inPlan(policy, "identity").replace(
      '"resource_changes":',
      () =>
        `"planned_values":{"root_module":{"resources":[{"address":"aws_iam_policy.this","mode":"managed","type":"aws_iam_policy","values":{"policy":${JSON.stringify(policy)}}}]}},"resource_changes":`,
    );
    const found = findEmbedded(plan);
    assert.deepEqual(
      found?.policies.map(({ judged }) => judged),
      [false, true],
    );
    assert.equal(changes(plan, wildcard).size, 0);
    assert.equal(changes(plan, "terraform_version").size, 0);
  });

  it("are there in the policies of a role config", () => {
    const text = JSON.stringify(
      {
        version: 1,
        caller: {
          principal: "arn:aws:iam::111122223333:role/App",
          policies: [
            { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: wildcard, Resource: "*" }] },
          ],
        },
        hops: [],
      },
      null,
      2,
    );
    const found = inlinePolicies(text, readJsonTree(text));
    const changed = changes(text, wildcard, found).get(`Write ${wildcard} out as 2 actions`);
    assert.deepEqual(
      JSON.parse(changed ?? "null"),
      JSON.parse(
        text.replace(`"${wildcard}"`, `["sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"]`),
      ),
    );
  });
});
