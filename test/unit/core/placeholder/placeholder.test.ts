import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../../scripts/repository.ts";
import {
  fillPlaceholders,
  fillPlaceholdersInJson,
  findPlaceholders,
  placeholderValueProblem,
} from "../../../../src/core/placeholder.ts";

interface Cases {
  readonly cases: readonly {
    readonly text: string;
    readonly found: readonly (readonly [string, string])[];
  }[];
}

const { cases } = JSON.parse(readFileSync(join(root, "test/cases/placeholder/found.json"), "utf8")) as Cases;

describe("placeholders", () => {
  for (const { text, found } of cases) {
    it(`${found.length === 0 ? "are not" : "are"} in '${text}'`, () => {
      const placeholders = findPlaceholders(text);
      assert.deepEqual(
        placeholders.map(({ name, meaning }) => [name, meaning]),
        found,
      );
      for (const placeholder of placeholders) {
        const { start, end } = placeholder.span;
        assert.equal(text.slice(start, end), placeholder.text);
        assert.ok([placeholder.name, `<${placeholder.name}>`].includes(placeholder.text));
      }
    });
  }

  it("are filled where their value is known, and stay where it is not", () => {
    const text = "arn:aws:iam::<ACCOUNT_NO>:role/ROLENAME and <external-id>";
    assert.equal(
      fillPlaceholders(text, { ACCOUNT_NO: "111122223333", ROLENAME: "app/Deploy" }),
      "arn:aws:iam::111122223333:role/app/Deploy and <external-id>",
    );
  });

  it("are filled at every occurrence, and values are not filled again", () => {
    assert.equal(fillPlaceholders("<A> <B> <A>", { A: "<B>", B: "2" }), "<B> 2 <B>");
  });

  it("take no value from what every object has", () => {
    assert.equal(fillPlaceholders("<constructor> <toString>", {}), "<constructor> <toString>");
  });

  it("in JSON text take values that cannot end the string", () => {
    const filled = fillPlaceholdersInJson('{"a": "<X>"}', { X: '", "b": "' });
    assert.deepEqual(JSON.parse(filled), { a: '", "b": "' });
  });

  it("tell whether an answer fits", () => {
    assert.equal(placeholderValueProblem("accountId", "111122223333"), undefined);
    assert.match(placeholderValueProblem("accountId", "1111-2222-3333") ?? "", /12 digits/);
    assert.match(placeholderValueProblem("accountId", " ") ?? "", /needed/);
    assert.equal(placeholderValueProblem("roleName", "MyApp/MyS3Access"), undefined);
    assert.match(placeholderValueProblem("roleName", "a role") ?? "", /role name/);
    assert.equal(placeholderValueProblem("bucketName", "my.bucket-1"), undefined);
    assert.match(placeholderValueProblem("bucketName", "My_Bucket") ?? "", /lower-case/);
    assert.equal(placeholderValueProblem("externalId", "a:b/c=d"), undefined);
    assert.match(placeholderValueProblem("externalId", "a b") ?? "", /external id/);
    assert.equal(placeholderValueProblem("text", "anything"), undefined);
  });
});
