import assert from "node:assert/strict";
import type { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import { PolicyDiagnosis } from "../../../../src/language/diagnostics/diagnose.ts";
import type { Finding } from "../../../../src/language/diagnostics/finding.ts";
import { EmbeddedDiagnosis } from "../../../../src/language/embedded/embeddedDiagnosis.ts";
import { findEmbedded } from "../../../../src/language/embedded/findEmbedded.ts";
import { applyEdits } from "../../../../src/language/fixes/edit.ts";
import {
  caseDocument,
  caseSettings,
  caseText,
  openCatalogue,
  readRuleCases,
  type RuleCase,
} from "../rules/ruleCases.ts";
import { hasAttribute, hasResource, inPlan, textInTemplate } from "./embedding.ts";

/** Every case of every rule once more, inside a template and inside a string of a plan. */
describe("rules on embedded policies", () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await openCatalogue();
  });

  it("say the same of an object in a template, at its place, and fix it there", async () => {
    let compared = 0;
    for (const { rule } of readRuleCases()) {
      for (const one of rule.cases) {
        if (!isPlain(one) || !hasResource(one.kind)) continue;
        const text = caseText(one);
        const around = textInTemplate(text, one.kind);
        const alone = await new PolicyDiagnosis(catalogue).load(text, one.kind, caseSettings(one));
        const inside = await findingsIn(around.text, catalogue, one);
        assert.deepEqual(inside.map(spoken), alone.map(spoken), `${rule.code}: ${one.name}`);
        for (const [index, finding] of inside.entries()) {
          const expected = alone[index];
          assert.ok(expected !== undefined);
          assert.equal(finding.span.start - around.start, expected.span.start, `${rule.code}: ${one.name}`);
          assert.equal(finding.span.end - around.start, expected.span.end, `${rule.code}: ${one.name}`);
          for (const [at, fix] of finding.fixes.entries()) {
            const fixed = JSON.parse(applyEdits(around.text, fix.edits)) as unknown;
            const alone = JSON.parse(applyEdits(text, expected.fixes[at]?.edits ?? [])) as unknown;
            assert.deepEqual(policyIn(fixed), alone, `${rule.code}: ${one.name}: ${fix.title}`);
            compared++;
          }
        }
      }
    }
    assert.ok(compared > 200, String(compared));
  }).timeout(120_000);

  it("say the same of a string in a plan, at its place, and fix it there", async () => {
    let compared = 0;
    for (const { rule } of readRuleCases()) {
      for (const one of rule.cases) {
        if (one.lines !== undefined || !hasAttribute(one.kind)) continue;
        const text = JSON.stringify(caseDocument(one));
        const around = inPlan(text, one.kind);
        const alone = await new PolicyDiagnosis(catalogue).load(text, one.kind, caseSettings(one));
        const inside = await findingsIn(around, catalogue, one);
        assert.deepEqual(inside.map(spoken), alone.map(spoken), `${rule.code}: ${one.name}`);
        for (const [index, finding] of inside.entries()) {
          const expected = alone[index];
          assert.ok(expected !== undefined);
          // The text under the finding, escaped, is the text under the finding.
          assert.equal(
            around.slice(finding.span.start, finding.span.end),
            JSON.stringify(text.slice(expected.span.start, expected.span.end)).slice(1, -1),
            `${rule.code}: ${one.name}`,
          );
          for (const [at, fix] of finding.fixes.entries()) {
            const fixed = JSON.parse(applyEdits(around, fix.edits)) as unknown;
            assert.equal(
              stringIn(fixed),
              applyEdits(text, expected.fixes[at]?.edits ?? []),
              `${rule.code}: ${one.name}: ${fix.title}`,
            );
            compared++;
          }
        }
      }
    }
    assert.ok(compared > 200, String(compared));
  }).timeout(120_000);
});

/** No document of its own kind of text: comments and broken JSON are not tried in strings. */
function isPlain(one: RuleCase): boolean {
  return one.lines === undefined && typeof caseDocument(one) === "object";
}

function spoken({ code, message, severity, fixes }: Finding): unknown {
  return { code, message, severity, fixes: fixes.map(({ title }) => title) };
}

async function findingsIn(text: string, catalogue: Catalogue, one: RuleCase): Promise<Finding[]> {
  const found = findEmbedded(text);
  assert.equal(found?.policies.length, 1, text);
  return new EmbeddedDiagnosis(catalogue).load(found, caseSettings(one));
}

function policyIn(template: unknown): unknown {
  const { Resources } = template as { Resources: { Thing: { Properties: Record<string, unknown> } } };
  const { AssumeRolePolicyDocument, PolicyDocument, SessionPolicy, Content } = Resources.Thing.Properties;
  return AssumeRolePolicyDocument ?? PolicyDocument ?? SessionPolicy ?? Content;
}

function stringIn(plan: unknown): unknown {
  const { resource_changes: changes } = plan as {
    resource_changes: { change: { after: Record<string, unknown> } }[];
  };
  const {
    assume_role_policy: trust,
    policy,
    session_policy: session,
    content,
  } = changes[0]?.change.after ?? {};
  return trust ?? policy ?? session ?? content;
}
