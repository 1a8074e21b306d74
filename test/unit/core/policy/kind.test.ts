import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../../scripts/repository.ts";
import { documentKind, policyKindByContent } from "../../../../src/core/policy/kind.ts";
import { documentKindByName } from "../../../../src/core/policy/kindByName.ts";

interface Cases {
  readonly byName: readonly (readonly [string, string | null])[];
  readonly byContent: readonly { readonly kind: string | null; readonly text: string }[];
}

const cases = JSON.parse(readFileSync(join(root, "test/cases/policyKind/kinds.json"), "utf8")) as Cases;
const trust = '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"1"},"Action":"sts:AssumeRole"}]}';

describe("the kind of a document", () => {
  for (const [name, kind] of cases.byName) {
    it(`by its name '${name}' is ${kind ?? "unknown"}`, () => {
      assert.equal(documentKindByName(name), kind ?? undefined);
    });
  }

  for (const { text, kind } of cases.byContent) {
    it(`by its content is ${kind ?? "unknown"}: ${text}`, () => {
      assert.equal(policyKindByContent(text), kind ?? undefined);
    });
  }

  it("is its name's before its content's", () => {
    assert.equal(documentKind("inline-policy.json", "json", trust), "identity");
    assert.equal(documentKind("anything.json", "json", trust), "trust");
    assert.equal(documentKind("x.assume-role.json", "json", trust), "roleConfig");
  });

  it("is its language's for the files of ~/.aws", () => {
    assert.equal(documentKind("config", "aws-config", ""), "awsConfig");
    assert.equal(documentKind("credentials", "aws-credentials", ""), "awsCredentials");
  });

  it("is unknown in other languages, in installed packages and in synthesized templates", () => {
    assert.equal(documentKind("trust-policy.json", "yaml", trust), undefined);
    assert.equal(documentKind("/w/node_modules/p/trust-policy.json", "json", trust), undefined);
    assert.equal(documentKind("/w/cdk.out/a.json", "json", trust), undefined);
    assert.equal(documentKind("C:\\w\\node_modules\\p\\a.json", "json", trust), undefined);
    assert.equal(documentKind("/w/my-node_modules/a.json", "json", trust), "trust");
  });

  it("costs next to nothing for a large file of another kind", () => {
    const large = `{"Statement":1,"Effect":1,"data":"${"x".repeat(5_000_000)}"}`;
    const plain = `{"data":[${"1,".repeat(100_000)}1]}`;
    documentKind("warm.json", "json", plain);
    const start = process.hrtime.bigint();
    for (let i = 0; i < 20; i++) {
      assert.equal(documentKind("data.json", "json", large), undefined);
      assert.equal(documentKind("data.json", "json", plain), undefined);
    }
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6 / 40;
    assert.ok(milliseconds < 10, `${milliseconds} ms`);
  });
});
