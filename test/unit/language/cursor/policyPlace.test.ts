import assert from "node:assert/strict";
import { readJsonTree } from "../../../../src/language/cursor/jsonTree.ts";
import { policyCaretAt, type PolicyCaret } from "../../../../src/language/cursor/policyPlace.ts";

/** The caret is `|`. */
function at(marked: string): PolicyCaret | undefined {
  const offset = marked.indexOf("|");
  return policyCaretAt(readJsonTree(marked.slice(0, offset) + marked.slice(offset + 1)), offset);
}

function placeOf(marked: string): string | undefined {
  return at(marked)?.place.kind;
}

describe("the place in a policy", () => {
  for (const [kind, marked] of [
    ["document", "|"],
    ["document", " \n|\n"],
    ["policyElement", "{|}"],
    ["policyElement", '{"Version": "2012-10-17" |}'],
    ["policyElement", '{"Ver|"}'],
    ["version", '{"Version": "|"}'],
    ["version", '{"Version": | "Statement": []}'],
    ["statement", '{"Statement": |}'],
    ["statement", '{"Statement": [|]}'],
    ["statement", '{"Statement": [{}, |]}'],
    ["statementElement", '{"Statement": {|}}'],
    ["statementElement", '{"Statement": [{}, {|}]}'],
    ["statementElement", '{"Statement": [{"Effect": "Allow", "|'],
    ["effect", '{"Statement": [{"Effect": |'],
    ["effect", '{"Statement": [{"Effect": "Al|'],
    ["sid", '{"Statement": [{"Sid": "|"}]}'],
    ["action", '{"Statement": [{"Action": "|"}]}'],
    ["action", '{"Statement": [{"NotAction": ["s3:*", |]}]}'],
    ["resource", '{"Statement": [{"Resource": [|]}]}'],
    ["principal", '{"Statement": [{"Principal": |}]}'],
    ["principalType", '{"Statement": [{"Principal": {|}}]}'],
    ["principalValue", '{"Statement": [{"Principal": {"AWS": |}}]}'],
    ["principalValue", '{"Statement": [{"NotPrincipal": {"AWS": ["|"]}}]}'],
    ["condition", '{"Statement": [{"Condition": |}]}'],
    ["conditionOperator", '{"Statement": [{"Condition": {|}}]}'],
    ["conditionKey", '{"Statement": [{"Condition": {"Bool": {"|"}}}]}'],
    ["conditionValue", '{"Statement": [{"Condition": {"Bool": {"aws:x": |}}}]}'],
    ["conditionValue", '{"Statement": [{"Condition": {"Bool": {"aws:x": ["a", "|"]}}}]}'],
  ] as const) {
    it(`${kind}: ${JSON.stringify(marked)}`, () => {
      assert.equal(placeOf(marked), kind);
    });
  }

  for (const marked of [
    '{"Other": {|}}',
    '{"Statement": [[|]]}',
    '{"Statement": [{"Action": {|}}]}',
    '{"Statement": [{"Condition": {"Bool": {"aws:x": {|}}}}]}',
    '{"Statement": [{"Effect"|: "Allow"}]}',
    '{"Statement": [{"Effect" |}]}',
    '{"Statement": [{"Effect": | "Allow"}]}',
    '{"Statement": [{"Effect": "Allow"|}]}',
    '{"Statement": [{} /* | */]}',
    "// |",
    '"text"|',
    "[|]",
  ]) {
    it(`nothing: ${marked}`, () => {
      assert.equal(placeOf(marked), undefined);
    });
  }
});

describe("half-typed JSON", () => {
  for (const [what, kind, marked] of [
    [
      "a name without quotes",
      "statementElement",
      '{"Statement": [{"Effect": "Allow", Act|\n"Resource": "*"}]}',
    ],
    ["a value without quotes", "action", '{"Statement": [{"Action": s3:Get|\n"Resource": "*"}]}'],
    ["a service prefix without quotes", "action", '{"Statement": [{"Action": s3:|\n"Resource": "*"}]}'],
    ["an open quote", "action", '{"Statement": [{"Action": "s3:Get|\n"Resource": "*"}]}'],
    ["an open quote in one line", "action", '{"Statement": [{"Action": "s3:Get|, "Resource": "*"}]}'],
    ["an open quote and list", "action", '{"Statement": [{"Action": ["s3:Get|\n"Resource": "*"}]}'],
    ["an open list", "action", '{"Statement": [{"Action": ["s3:Get|"\n"Resource": "*"}]}'],
    ["a missing value", "action", '{"Statement": [{"Action": |\n"Resource": "*"}]}'],
    ["a missing comma", "statementElement", '{"Statement": [{"Effect": "Allow"\n"|"\n"Resource": "*"}]}'],
    ["a missing colon", "conditionOperator", '{"Statement": [{"Condition" {|}, "Resource": "*"}]}'],
    [
      "a name without its closing quote",
      "statementElement",
      '{"Statement": [{"Act|: "s3:*", "Resource": "*"}]}',
    ],
    ["a stray bracket", "statementElement", '{"Statement": [{"Action": "s3:*"], |, "Resource": "*"}]}'],
  ] as const) {
    it(`${what} leaves the rest of the statement in place`, () => {
      const caret = at(marked);
      assert.equal(caret?.place.kind, kind);
      assert.ok("statement" in caret.place);
      assert.deepEqual(caret.place.statement.resources, ["*"]);
    });
  }

  it("a statement that is not closed does not take in the next one", () => {
    const caret = at('{"Statement": [{"Effect": "Allow", "Action": "a:b"\n{"Effect": "Deny", |}]}');
    assert.ok(caret?.place.kind === "statementElement");
    assert.equal(caret.place.statement.effect, "Deny");
    assert.deepEqual(caret.place.statement.actions, []);
    assert.deepEqual([...caret.place.present], ["Effect"]);
  });

  it("a bracket on its own line closes the list around an open statement", () => {
    const caret = at('{"Statement": [\n  {"Effect": "Allow"\n], |}');
    assert.equal(caret?.place.kind, "policyElement");
  });

  it("is read in one pass whatever its size and depth", () => {
    const deep = '{"Statement": ['.repeat(50_000);
    const start = performance.now();
    assert.equal(policyCaretAt(readJsonTree(deep), deep.length), undefined);
    const long = `{"Statement": [{"Action": "${"x".repeat(5_000_000)}`;
    assert.equal(policyCaretAt(readJsonTree(long), long.length)?.place.kind, "action");
    assert.ok(performance.now() - start < 10_000);
  });
});

describe("commas around the caret", () => {
  for (const [marked, before, after] of [
    ["{|}", false, false],
    ['{"a": 1, |}', false, false],
    ['{"a": 1 |}', true, false],
    ['{|, "a": 1}', false, false],
    ['{| "a": 1}', false, true],
    ['{"a": 1 | "b": 2}', true, true],
    ['{"a": 1, "x|" "b": 2}', false, true],
    ['{"a": 1, "x|": 3 "b": 2}', false, false],
    ['{"a": 1 /* , */ |}', true, false],
    ['{"Version": | "b": 2}', false, true],
    ['{"Version": |, "b": 2}', false, false],
    ['{"Statement": [1 |, 2]}', true, false],
    ['{"Statement": [1, | 2]}', false, true],
  ] as const) {
    it(marked, () => {
      const caret = at(marked)?.caret;
      assert.ok(caret !== undefined);
      assert.equal(caret.commaMissingAt !== undefined, before, "before");
      assert.equal(caret.commaAfter, after, "after");
    });
  }
});

describe("a policy in a larger document", () => {
  const document = '{"hops": [{"sessionPolicy": {"Version": "2012-10-17", "Statement": {"Action": ""}}}]}';
  const offset = document.indexOf('""') + 1;
  const start = document.indexOf('{"Version"');
  const within = { start, end: document.length - 3 };

  it("is found by its span", () => {
    const caret = policyCaretAt(readJsonTree(document), offset, within);
    assert.equal(caret?.place.kind, "action");
    assert.equal(caret.version, "2012-10-17");
  });

  it("is not looked for without it", () => {
    assert.equal(policyCaretAt(readJsonTree(document), offset), undefined);
  });

  it("does not answer for the rest of the document", () => {
    assert.equal(policyCaretAt(readJsonTree(document), 1, within), undefined);
  });
});
