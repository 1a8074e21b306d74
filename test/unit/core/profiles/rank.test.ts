import assert from "node:assert/strict";
import { rankProfiles } from "../../../../src/core/profiles/rank.ts";
import { readCases } from "./caseFile.ts";
import { loadLines } from "./loadCase.ts";

interface RankCases {
  readonly document: string;
  readonly config: readonly string[];
  readonly cases: readonly {
    readonly name: string;
    readonly principals: readonly string[];
    readonly profiles: readonly string[];
  }[];
}

// The case file is ours and has this shape.
const cases = readCases("profiles/rank.json") as RankCases;

describe(`rankProfiles (${cases.document})`, () => {
  const { profiles } = loadLines({ config: cases.config });
  for (const { name, principals, profiles: expected } of cases.cases) {
    it(name, () => {
      assert.deepEqual(
        rankProfiles(profiles, principals).map((profile) => profile.name),
        expected,
      );
    });
  }
});
