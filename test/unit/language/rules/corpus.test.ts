import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findDocuments } from "../../../../src/cli/lintDocuments.ts";
import { lintDocument } from "../../../../src/cli/lintDocument.ts";
import type { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import { PolicyDiagnosis } from "../../../../src/language/diagnostics/diagnose.ts";
import { defaultSettings } from "../../../../src/language/diagnostics/settings.ts";
import { caseText, openCatalogue, type RuleCase } from "./ruleCases.ts";

/** Real and documented policies: what a rule says of them must be true, or it says nothing. */
describe("rules on policies without fault", () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await openCatalogue();
  });

  describe("legal inputs", () => {
    const { policies } = readJson("legal-inputs.json") as { readonly policies: readonly RuleCase[] };
    for (const legal of policies) {
      it(legal.name, async () => {
        const findings = await new PolicyDiagnosis(catalogue).load(caseText(legal), legal.kind);
        assert.deepEqual(
          findings.filter(({ severity }) => severity !== "suggestion"),
          [],
        );
        assert.match(legal.source ?? "", /^https:\/\//);
      });
    }
  });

  it("AWS managed policies: no error, and every warning has its reason", async () => {
    const table = readJson("managed-policies.json") as {
      readonly warnings: readonly { readonly code: string; readonly policies: readonly string[] }[];
    };
    const justified = new Set(
      table.warnings.flatMap(({ code, policies }) => policies.map((name) => `${code} ${name}`)),
    );
    const policies = await catalogue.managedPolicies();
    assert.ok(policies.names.length > 1000);
    const diagnosis = new PolicyDiagnosis(catalogue);
    // What a customer may not exceed says nothing of a policy that AWS owns; its size is in the table all the same.
    const seen = new Set<string>();
    for (const name of policies.names) {
      const text = JSON.stringify(policies.find(name)?.document, null, 2);
      for (const finding of await diagnosis.load(text, "identity", defaultSettings)) {
        if (finding.severity === "suggestion") continue;
        const key = `${finding.code} ${name}`;
        assert.ok(finding.severity === "warning" && justified.has(key), `${key}: ${finding.message}`);
        seen.add(key);
      }
    }
    assert.deepEqual([...justified].sort(), [...seen].sort());
  }).timeout(240_000);

  it("examples of the guides: no error and no warning", async () => {
    const documents = findDocuments({ folder: "examples", home: "examples/none", environment: {} });
    assert.ok(documents.filter(({ kind }) => kind !== "roleConfig").length > 15);
    for (const document of documents) {
      const { findings } = await lintDocument(document, catalogue);
      assert.deepEqual(
        findings
          .filter(({ severity }) => severity !== "suggestion")
          .map(({ code, message }) => [code, message]),
        [],
        document.file,
      );
    }
  });
});

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join("test/cases/rules", name), "utf8"));
}
