import assert from "node:assert/strict";
import type { DocumentSymbol } from "vscode-languageserver-types";
import { parsePolicy } from "../../../../src/core/policy/parse.ts";
import { policySymbols } from "../../../../src/language/symbols/policySymbols.ts";

function outline(policy: unknown): DocumentSymbol[] {
  const text = JSON.stringify(policy);
  return policySymbols(text, parsePolicy(text));
}

describe("outline of a policy", () => {
  it("has one symbol for each statement, named by its Sid", () => {
    const symbols = outline({
      Statement: [
        { Sid: "ReadReports", Effect: "Allow", Action: ["s3:GetObject", "s3:ListBucket"], Resource: "*" },
        { Effect: "Deny", NotAction: "iam:*", NotResource: ["a", "b", "c"] },
      ],
    });
    assert.deepEqual(
      symbols.map(({ name, detail }) => [name, detail]),
      [
        ["ReadReports", "Allow s3:GetObject and 1 more on *"],
        ["Deny everything but iam:* on all but a and 2 more", ""],
      ],
    );
  });

  it("says for whom a statement is", () => {
    const symbols = outline({
      Statement: [
        { Effect: "Allow", Principal: "*", Action: "s3:GetObject" },
        {
          Effect: "Allow",
          Principal: { AWS: ["a", "b"], Service: "c" },
          Action: "sts:AssumeRole",
          Condition: { Bool: {} },
        },
        { Effect: "Deny", NotPrincipal: { AWS: "a" }, Action: "s3:*" },
        {},
      ],
    });
    assert.deepEqual(
      symbols.map(({ name }) => name),
      [
        "Allow s3:GetObject for everyone",
        "Allow sts:AssumeRole for a and 2 more",
        "Deny s3:* for everyone but a",
        "No effect",
      ],
    );
  });

  it("nests the elements, and the rows of a condition", () => {
    const [statement] = outline({
      Statement: {
        Sid: "",
        Effect: "Allow",
        Principal: { AWS: "111122223333" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "sts:ExternalId": ["x", "y"] },
          Bool: { "aws:MultiFactorAuthPresent": "true" },
        },
        Unknown: 1,
      },
    });
    assert.equal(statement?.name, "Allow sts:AssumeRole for 111122223333 if …");
    assert.deepEqual(
      statement.children?.map(({ name, detail }) => [name, detail]),
      [
        ["Effect", "Allow"],
        ["Principal", "111122223333"],
        ["Action", "sts:AssumeRole"],
        ["Condition", ""],
      ],
    );
    assert.deepEqual(
      statement.children.at(-1)?.children?.map(({ name, detail }) => [name, detail]),
      [
        ["sts:ExternalId", "StringEquals x, y"],
        ["aws:MultiFactorAuthPresent", "Bool true"],
      ],
    );
  });

  it("selects the Sid, within the statement's range", () => {
    const text = '{"Statement": [\n  {"Effect": "Allow",\n   "Sid": "A"}]}';
    const [symbol] = policySymbols(text, parsePolicy(text));
    assert.deepEqual(symbol?.range, { start: { line: 1, character: 2 }, end: { line: 2, character: 14 } });
    assert.deepEqual(symbol.selectionRange, {
      start: { line: 2, character: 10 },
      end: { line: 2, character: 13 },
    });
  });

  it("gives what can be read of half-typed text, and never a symbol without name", () => {
    const whole = JSON.stringify({
      Statement: [{ Sid: "A", Effect: "Allow", Condition: { StringEquals: { "": [""] } }, Action: [] }],
    });
    for (let end = 0; end <= whole.length; end++) {
      const text = whole.slice(0, end);
      const open = [...policySymbols(text, parsePolicy(text))];
      for (let symbol = open.pop(); symbol !== undefined; symbol = open.pop()) {
        assert.notEqual(symbol.name, "");
        assert.ok(symbol.range.start.character <= symbol.selectionRange.start.character);
        assert.ok(symbol.selectionRange.end.character <= symbol.range.end.character);
        open.push(...(symbol.children ?? []));
      }
    }
  });
});
