import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { root } from "../../../scripts/repository.ts";

/** Texts whose number is never one, and why. */
const neverOne: Readonly<Record<string, string>> = {
  "{0} hops": "said of two and more only",
  "{0} profiles were written.": "a single one is named",
  "{0} characters": "the shortest session policy has more",
};

interface Said {
  readonly text: string;
  /** The words that follow a number: "checks" of "{0} of {1} checks". */
  readonly counted: readonly string[];
}

/** The texts that a source hands to `l10n.t`. */
function textsOf(path: string, source: string): readonly Said[] {
  const said: Said[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText().endsWith("l10n.t")) {
      const [first, ...values] = node.arguments;
      if (first !== undefined && ts.isStringLiteral(first))
        said.push({ text: first.text, counted: countedWords(first.text, values, source) });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true));
  return said;
}

function countedWords(text: string, values: readonly ts.Expression[], source: string): readonly string[] {
  return [...text.matchAll(/\{(\d)\} ([a-z]{3,}s)\b/g)].flatMap(([, index, word = ""]) => {
    const value = values[Number(index)];
    return value !== undefined && isNumber(value, source) ? [word] : [];
  });
}

/** As far as the source says it: a length, or a name that is declared as a number. */
function isNumber(value: ts.Expression, source: string): boolean {
  const text = value.getText();
  if (/\.(?:length|size)$/.test(text)) return true;
  return (
    /^\w+$/.test(text) && new RegExp(`\\b${text}(?:: number\\b| = [^;]*\\.(?:length|size)\\b)`).test(source)
  );
}

/** Whether the texts of a file have one for the number one: "1 policy", "in one place", the sentence without a number. */
function isSaidOfOne(word: string, text: string, all: readonly Said[]): boolean {
  const singular = word.endsWith("ies") ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  const one = new RegExp(`\\b(?:1|one) ${singular}\\b`);
  const without = text.replace(/ in \{\d\} \w+$/, "");
  return all.some(({ text: other }) => other !== text && (one.test(other) || other === without));
}

describe("numbers in what the editor says", () => {
  const files = readdirSync(join(root, "src/host"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => ({ path, said: textsOf(path, readFileSync(join(root, "src/host", path), "utf8")) }));

  it("have a text of their own where the number is one", () => {
    let seen = 0;
    for (const { path, said } of files) {
      for (const { text, counted } of said) {
        seen += counted.length;
        if (text in neverOne) continue;
        for (const word of counted)
          assert.ok(isSaidOfOne(word, text, said), `${path}: '${text}' is said of one, too`);
      }
    }
    assert.ok(seen >= 5, `only ${seen} are found`);
    for (const text of Object.keys(neverOne))
      assert.ok(
        files.some(({ said }) => said.some((one) => one.text === text && one.counted.length > 0)),
        `'${text}' is excused and is not said`,
      );
  });

  it("are told from names, and missed by no spelling of a count", () => {
    const counted = (code: string) => textsOf("x.ts", code).flatMap((one) => one.counted);
    assert.deepEqual(counted('vscode.l10n.t("{0} stays open", path)'), []);
    assert.deepEqual(counted('vscode.l10n.t("In {0} files", files.length)'), ["files"]);
    assert.deepEqual(counted('function f(a: number) { vscode.l10n.t("{0} of {1} checks", b, a); }'), [
      "checks",
    ]);
    assert.deepEqual(counted('const n = all.filter(x).length; vscode.l10n.t("{0} policies", n)'), [
      "policies",
    ]);
  });
});
