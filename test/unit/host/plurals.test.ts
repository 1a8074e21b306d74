import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../scripts/repository.ts";

/** Texts whose number is never one, and why. */
const neverOne: Readonly<Record<string, string>> = {
  "{0} hops": "said of two and more only",
  "{0} characters": "the shortest session policy has more",
};

/** The texts of the host by file, as they are handed to `l10n.t`. */
const texts = readdirSync(join(root, "src/host"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => ({
    path,
    texts: [
      ...readFileSync(join(root, "src/host", path), "utf8").matchAll(/l10n\.t\(\s*"((?:[^"\\]|\\.)*)"/g),
    ].map(([, text = ""]) => text),
  }));

/** The nouns that stand in the plural behind a number: "{0} of {1} checks" has "checks". */
const countedNouns = (text: string) =>
  [...text.matchAll(/\{\d\} ([a-z]{4,}s)\b/g)]
    .map(([, noun = ""]) => noun)
    .filter((noun) => noun !== "names");

describe("numbers in what the editor says", () => {
  it("have a text of their own where the number is one", () => {
    const plural = texts.flatMap(({ path, texts: own }) =>
      own.filter((text) => countedNouns(text).length > 0).map((text) => ({ path, text, own })),
    );
    assert.ok(plural.length >= 4, "the texts are not found");
    for (const { path, text, own } of plural) {
      if (text in neverOne) continue;
      for (const noun of countedNouns(text)) {
        // "1 policy", "in one place", or the same sentence without the number.
        const singular = noun.endsWith("ies") ? `${noun.slice(0, -3)}y` : noun.slice(0, -1);
        const one = new RegExp(`\\b(?:1|one) ${singular}\\b`);
        const without = text.replace(/ in \{\d\} \w+$/, "");
        assert.ok(
          own.some((other) => other !== text && (one.test(other) || other === without)),
          `${path}: '${text}' is said of one, too`,
        );
      }
    }
    for (const text of Object.keys(neverOne)) {
      assert.ok(
        texts.some(({ texts: own }) => own.includes(text)),
        `'${text}' is excused and is not said`,
      );
    }
  });
});
