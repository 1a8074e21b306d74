import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import type { PolicyKind } from "../../../../src/core/policy/model.ts";
import { EmbeddedDiagnosis } from "../../../../src/language/embedded/embeddedDiagnosis.ts";
import { embeddedSymbols, hoverEmbedded } from "../../../../src/language/embedded/embeddedService.ts";
import { findEmbedded } from "../../../../src/language/embedded/findEmbedded.ts";
import { PolicyDiagnosis } from "../../../../src/language/diagnostics/diagnose.ts";
import { noFacts } from "../../../../src/language/workspaceFacts.ts";
import { applyEdits } from "../../../../src/language/fixes/edit.ts";
import { caseDocument, openCatalogue, readRuleCases, type RuleCase } from "../rules/ruleCases.ts";
import { inTemplate } from "./embedding.ts";

/** What stands for such a value in the text that the rules read. */
const ourWord = /deployment\d/;

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
    for (const legal of policies) {
      const document = caseDocument(legal);
      if (!["trust", "identity", "bucket"].includes(legal.kind) || document === undefined) continue;
      tried += await tryAll(document, legal.kind, intrinsics);
    }
    assert.ok(tried > 2_000, String(tried));
  }).timeout(180_000);

  it("never become findings in AWS managed policies either", async () => {
    const managed = await catalogue.managedPolicies();
    let tried = 0;
    for (const [index, name] of managed.names.entries()) {
      const document = managed.find(name)?.document;
      // A sample of those that are not long: each of their values is replaced once.
      if (index % 60 !== 0 || document === undefined || JSON.stringify(document).length > 3_000) continue;
      tried += await tryAll(document, "identity", intrinsics.slice(0, 1));
    }
    assert.ok(tried > 200, String(tried));
  }).timeout(180_000);

  it("are kept by every fix of what stands beside them", async () => {
    let kept = 0;
    for (const { rule } of readRuleCases()) {
      for (const one of rule.cases) {
        const document = caseDocument(one);
        if (!["identity", "bucket"].includes(one.kind) || document === undefined) continue;
        const text = inTemplate(withValue(document), one.kind);
        const found = findEmbedded(text);
        assert.ok(found !== undefined);
        for (const { message, fixes } of await new EmbeddedDiagnosis(catalogue).load(found)) {
          assert.doesNotMatch([message, ...fixes.map(({ title }) => title)].join("\n"), ourWord, one.name);
          for (const { title, edits } of fixes) {
            const fixed = applyEdits(text, edits);
            assert.doesNotThrow(() => JSON.parse(fixed) as unknown, `${one.name}: ${title}\n${fixed}`);
            assert.ok(!fixed.includes("<deployment"), `${one.name}: ${title}\n${fixed}`);
            if (!text.includes("Fn::GetAtt")) continue;
            const isWhole = /^(?:Remove|Name the bucket|Put)/.test(title);
            assert.ok(isWhole || fixed.includes("Fn::GetAtt"), `${one.name}: ${title}\n${fixed}`);
            kept++;
          }
        }
      }
    }
    assert.ok(kept > 50, String(kept));
  }).timeout(60_000);

  it("are left open in the outline and in what hovering says, not called by a word of ours", async () => {
    const text = inTemplate(
      {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: { "Fn::Sub": "ec2.${AWS::URLSuffix}" } },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "sts:ExternalId": { Ref: "Id" } } },
          },
        ],
      },
      "trust",
    );
    const found = findEmbedded(text);
    assert.ok(found !== undefined);
    const outline = JSON.stringify(embeddedSymbols(text, found));
    assert.doesNotMatch(outline, ourWord);
    assert.match(outline, /Allow sts:AssumeRole for …/);
    const said = [];
    for (let offset = 0; offset < text.length; offset += 3) {
      const hover = await hoverEmbedded(() => Promise.resolve(catalogue), {
        text,
        found,
        offset,
        facts: noFacts,
      });
      said.push(JSON.stringify(hover?.contents ?? ""));
    }
    assert.doesNotMatch(said.join("\n"), ourWord);
    assert.match(said.join("\n"), /ExternalId/);
  });

  /** Replaces each value by each function; nothing may be found that was not found before. */
  async function tryAll(document: unknown, kind: PolicyKind, by: readonly unknown[]): Promise<number> {
    const text = JSON.stringify(document, null, 2);
    const before = await new PolicyDiagnosis(catalogue).load(text, kind);
    const allowed = new Set(before.map(({ code }) => code));
    let tried = 0;
    for (const { way, changed } of withIntrinsics(document, by)) {
      tried++;
      for (const { code, message } of await findingsIn(catalogue, changed, kind)) {
        assert.ok(allowed.has(code), `${code} at ${way.join(".")}: ${message}\n${JSON.stringify(changed)}`);
      }
    }
    return tried;
  }
});

async function findingsIn(catalogue: Catalogue, policy: unknown, kind: PolicyKind) {
  const found = findEmbedded(inTemplate(policy, kind));
  assert.ok(found !== undefined);
  return new EmbeddedDiagnosis(catalogue).load(found);
}

/** The policy with one more resource in its statements, which CloudFormation fills in. */
function withValue(policy: unknown): unknown {
  const value = { "Fn::GetAtt": ["Bucket", "Arn"] };
  return JSON.parse(JSON.stringify(policy), (key, inner: unknown) =>
    key !== "Resource" ? inner : Array.isArray(inner) ? [...(inner as unknown[]), value] : [inner, value],
  );
}

/** The policy with one of its values after the other replaced by a function. */
function* withIntrinsics(
  policy: unknown,
  by: readonly unknown[],
): Generator<{ readonly way: readonly (string | number)[]; readonly changed: unknown }> {
  for (const way of waysIn(policy)) {
    for (const intrinsic of by) yield { way, changed: replaced(policy, way, intrinsic) };
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
