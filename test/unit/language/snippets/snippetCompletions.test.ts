import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, type ParseError } from "jsonc-parser";
import type { CompletionItem, Position } from "vscode-languageserver-types";
import { root } from "../../../../scripts/repository.ts";
import type { DocumentKind } from "../../../../src/core/openConfig/model.ts";
import { snippetCompletions } from "../../../../src/language/snippets/snippetCompletions.ts";
import { snippetsFor, type SnippetPlace } from "../../../../src/language/snippets/snippetCatalog.ts";
import { expandSnippet } from "./expandSnippet.ts";

interface Case {
  readonly kind: DocumentKind;
  readonly text: string;
  readonly place: SnippetPlace;
  readonly elements?: number;
  readonly unfinished?: boolean;
  readonly caretAtEnd?: boolean;
}

const cases = JSON.parse(readFileSync(join(root, "test/cases/snippets/places.json"), "utf8")) as {
  readonly offered: readonly Case[];
  readonly nothing: readonly Pick<Case, "kind" | "text">[];
};

const arrays: Partial<Record<SnippetPlace, string>> = {
  statement: "Statement",
  hop: "hops",
  bucket: "buckets",
  check: "checks",
};

function completionsAt(kind: DocumentKind, marked: string): { text: string; items: CompletionItem[] } {
  const caret = marked.includes("|") ? marked.indexOf("|") : marked.length;
  const text = marked.replace("|", "");
  return { text, items: snippetCompletions(kind, text, caret) };
}

/** The text after an item was accepted and its tab stops skipped. */
function accept(text: string, item: CompletionItem): string {
  const main = item.textEdit;
  assert.ok(main !== undefined && "range" in main);
  const edits = [
    { range: main.range, newText: expandSnippet(main.newText) },
    ...(item.additionalTextEdits ?? []),
  ];
  const offset = ({ line, character }: Position) =>
    text.split("\n").slice(0, line).join("\n").length + (line > 0 ? 1 : 0) + character;
  return edits
    .map(({ range, newText }) => ({ start: offset(range.start), end: offset(range.end), newText }))
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}

function parseStrictly(text: string): unknown {
  const errors: ParseError[] = [];
  const value: unknown = parse(text.replace(/^\uFEFF/, ""), errors, { allowTrailingComma: false });
  assert.deepEqual(errors, [], text);
  return value;
}

describe("snippet completions", () => {
  for (const { kind, text: marked, place, elements, unfinished } of cases.offered) {
    it(`${kind}: ${place} at ${JSON.stringify(marked)}`, () => {
      const { text, items } = completionsAt(kind, marked);
      const expected = snippetsFor(kind, place);
      assert.ok(expected.length > 0);
      assert.deepEqual(
        items.map(({ label }) => label),
        expected.map(({ name }) => name),
      );
      for (const [index, item] of items.entries()) {
        const accepted = accept(text, item);
        if (unfinished === true) continue;
        const value = parseStrictly(accepted) as Record<string, unknown>;
        const name = arrays[place];
        if (name === undefined) {
          assert.ok("Statement" in value || "caller" in value, accepted);
          continue;
        }
        const brought = parseStrictly(
          `[${expandSnippet(expected[index]?.body.join("\n") ?? "")}]`,
        ) as unknown[];
        const array = value[name] as unknown[];
        assert.equal(array.length, Number(elements) - 1 + brought.length, accepted);
        for (const element of brought) {
          assert.ok(
            array.some((other) => JSON.stringify(other) === JSON.stringify(element)),
            accepted,
          );
        }
      }
    });
  }

  for (const { kind, text } of cases.nothing) {
    it(`${kind}: nothing at ${JSON.stringify(text)}`, () => {
      assert.deepEqual(completionsAt(kind, text).items, []);
    });
  }

  it("are found, or not, at every place of a document cut anywhere, without throwing", () => {
    const whole =
      '// a\n{"Version": "2012-10-17", /* b */ "Statement": [{"Action": ["s3:*"]}, tr], "x": "\\"y"}';
    for (let end = 0; end <= whole.length; end++) {
      const text = whole.slice(0, end);
      for (let offset = 0; offset <= end; offset++) {
        for (const { textEdit } of snippetCompletions("identity", text, offset)) {
          assert.ok(textEdit !== undefined && "range" in textEdit);
          assert.equal(textEdit.range.start.line, textEdit.range.end.line);
        }
      }
    }
  });

  it("replace the word that is being typed, and nothing but it", () => {
    const { items } = completionsAt("trust", '{"Statement": [\n  trust-acc|ount\n]}');
    for (const { textEdit } of items) {
      assert.ok(textEdit !== undefined && "range" in textEdit);
      assert.deepEqual(textEdit.range, { start: { line: 1, character: 2 }, end: { line: 1, character: 15 } });
    }
  });

  it("set a missing comma behind the element before, wherever that ends", () => {
    const { text, items } = completionsAt("trust", '{"Statement": [\n  {"Sid": "A"}\n  |\n]}');
    const [item] = items;
    assert.deepEqual(item?.additionalTextEdits, [
      { range: { start: { line: 1, character: 14 }, end: { line: 1, character: 14 } }, newText: "," },
    ]);
    assert.match(accept(text, item), /\{"Sid": "A"\},\n {2}\{/);
  });

  it("keep the order of the file, match by prefix and name, and say what they are for", () => {
    const { items } = completionsAt("trust", "|");
    assert.deepEqual(
      items.map(({ sortText }) => sortText),
      items.map(({ sortText }) => sortText).sort(),
    );
    const account = items.find(({ label }) => label === "Trust another account");
    assert.equal(account?.filterText, "trust-account Trust another account");
    assert.deepEqual([account.kind, account.insertTextFormat, account.insertTextMode], [15, 2, 2]);
    assert.ok(typeof account.documentation === "object");
    assert.match(account.documentation.value, /another account decide/);
    assert.match(account.documentation.value, /```json\n\{\n {2}"Version": "2012-10-17",\n/);
    assert.doesNotMatch(account.documentation.value, /\$\{?\d/);
  });

  it("show every snippet in their documentation as it would be put in", () => {
    for (const [kind, place] of [
      ["trust", "document"],
      ["identity", "statement"],
      ["bucket", "statement"],
      ["roleConfig", "document"],
      ["roleConfig", "check"],
    ] as const) {
      const marked = place === "document" ? "|" : `{"${arrays[place] ?? ""}": [|]}`;
      for (const { documentation, textEdit } of completionsAt(kind, marked).items) {
        assert.ok(typeof documentation === "object" && textEdit !== undefined);
        const shown = /```json\n([\s\S]*)\n```/.exec(documentation.value)?.[1];
        assert.equal(shown, expandSnippet(textEdit.newText).replaceAll("\t", "  "));
      }
    }
  });
});
