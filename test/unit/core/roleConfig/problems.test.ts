import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../../scripts/repository.ts";
import { parseRoleConfig } from "../../../../src/core/roleConfig/parse.ts";

interface Case {
  readonly name: string;
  /** The whole config, or only its caller's members, or its hops. */
  readonly text?: string;
  readonly caller?: string;
  readonly hops?: string;
  readonly codes: readonly string[];
  readonly severity?: string;
  readonly replacement?: string;
  /** All problems stand at the one mark. */
  readonly samePlace?: boolean;
  /** Later problems follow from the first and do not matter. */
  readonly only?: "first";
}

const file = join(root, "test/cases/roleConfig/problems.json");
const { cases } = JSON.parse(readFileSync(file, "utf8")) as { readonly cases: readonly Case[] };
const user = '"caller": { "principal": "arn:aws:iam::111122223333:user/u" }';

function marked({ text, caller, hops }: Case): string {
  if (caller !== undefined) return `{ "version": 1, "caller": { ${caller} }, "hops": [] }`;
  if (hops !== undefined) return `{ "version": 1, ${user}, "hops": [${hops}] }`;
  return (text ?? "").replace("...", `"version": 1, ${user}, "hops": []`);
}

/** The text without its marks, and where they were. */
function unmark(text: string): { plain: string; places: { start: number; end: number }[] } {
  const places: { start: number; end: number }[] = [];
  let plain = "";
  for (const part of text.split(/(⟦|⟧)/)) {
    const last = places.at(-1);
    if (part === "⟦") places.push({ start: plain.length, end: -1 });
    else if (part === "⟧" && last !== undefined) last.end = plain.length;
    else plain += part;
  }
  return { plain, places };
}

describe("problems of a role config", () => {
  for (const one of cases) {
    it(one.name, () => {
      const { plain, places } = unmark(marked(one));
      const all = parseRoleConfig(plain).problems;
      const problems = one.only === "first" ? all.slice(0, 1) : all;
      assert.deepEqual(
        problems.map(({ code }) => code),
        one.codes,
        JSON.stringify(all),
      );
      const expected = one.samePlace === true ? problems.map(() => places[0]) : places;
      assert.deepEqual(
        problems.map(({ span }) => span),
        expected,
      );
      assert.equal(
        problems[0]?.severity,
        one.codes.length === 0 ? undefined : (one.severity ?? "error"),
        "severity",
      );
      assert.equal(problems[0]?.replacement, one.replacement);
      for (const { message } of problems) assert.match(message, /^[A-Z'].*[.?]$/);
    });
  }
});
