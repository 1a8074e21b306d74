import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import type { PolicyKind } from "../../../../src/core/policy/model.ts";
import { EmbeddedDiagnosis } from "../../../../src/language/embedded/embeddedDiagnosis.ts";
import { findEmbedded } from "../../../../src/language/embedded/findEmbedded.ts";
import { PolicyDiagnosis } from "../../../../src/language/diagnostics/diagnose.ts";
import { caseDocument, openCatalogue, type RuleCase } from "../rules/ruleCases.ts";
import { inTemplate } from "./embedding.ts";

const intrinsics: readonly unknown[] = [
  { Ref: "Thing" },
  { "Fn::GetAtt": ["Thing", "Arn"] },
  { "Fn::Sub": "arn:${AWS::Partition}:s3:::${Bucket}/*" },
  { "Fn::Join": ["", ["arn:aws:s3:::", { Ref: "Bucket" }, "/*"]] },
  { "Fn::If": ["IsProduction", { Ref: "One" }, { Ref: "AWS::NoValue" }] },
  "{{resolve:ssm:/name:1}}",
];

describe("values that a deployment makes", () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await openCatalogue();
  });

  it("never become findings: in the place of any value of a policy that has none", async () => {
    const { policies } = JSON.parse(readFileSync(join("test/cases/rules", "legal-inputs.json"), "utf8")) as {
      readonly policies: readonly RuleCase[];
    };
    let tried = 0;
    const wrong: string[] = [];
    for (const legal of policies) {
      const document = caseDocument(legal);
      if (!["trust", "identity", "bucket"].includes(legal.kind) || document === undefined) continue;
      const allowed = new Set(
        (await new PolicyDiagnosis(catalogue).load(JSON.stringify(document, null, 2), legal.kind)).map(
          ({ code }) => code,
        ),
      );
      for (const { way, changed } of withIntrinsics(document)) {
        const findings = await findingsIn(catalogue, changed, legal.kind);
        tried++;
        for (const { code, message } of findings) {
          if (!allowed.has(code)) wrong.push(`${code} ${way.join(".")}: ${message}`);
        }
      }
    }
    assert.ok(tried > 500, String(tried));
    assert.deepEqual([...new Set(wrong)], []);
  }).timeout(120_000);
});

async function findingsIn(catalogue: Catalogue, policy: unknown, kind: PolicyKind) {
  const found = findEmbedded(inTemplate(policy, kind));
  assert.ok(found !== undefined);
  return new EmbeddedDiagnosis(catalogue).load(found);
}

/** The policy with one of its values after the other replaced by a function. */
function* withIntrinsics(
  policy: unknown,
): Generator<{ readonly way: readonly (string | number)[]; readonly changed: unknown }> {
  for (const way of waysIn(policy)) {
    for (const intrinsic of intrinsics) yield { way, changed: replaced(policy, way, intrinsic) };
  }
}

function* waysIn(
  value: unknown,
  way: readonly (string | number)[] = [],
): Generator<readonly (string | number)[]> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const next = [...way, Array.isArray(value) ? Number(key) : key];
    yield next;
    yield* waysIn(inner, next);
  }
}

function replaced(value: unknown, [step, ...rest]: readonly (string | number)[], by: unknown): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (index === step ? replaced(item, rest, by) : item));
  }
  return Object.fromEntries(
    Object.entries(value as object).map(([key, inner]: [string, unknown]) => [
      key,
      key === step ? replaced(inner, rest, by) : inner,
    ]),
  );
}
