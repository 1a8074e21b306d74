import assert from "node:assert/strict";
import type { HopRequest } from "../../../../src/core/openConfig/model.ts";
import type { Environment, Hop } from "../../../../src/core/profiles/model.ts";
import { extendPlan, planForProfile } from "../../../../src/core/profiles/plan.ts";
import { readCases } from "./caseFile.ts";
import { loadLines, type FileLines } from "./loadCase.ts";

interface ExtendCase extends FileLines {
  readonly name: string;
  readonly document: string;
  readonly environment?: Environment;
  readonly profile: string;
  readonly requests: readonly HopRequest[];
  readonly origin: string;
  /** What a hop leaves out has its default; the endpoint is the plan's. */
  readonly hops: readonly Partial<Hop>[];
  readonly notes?: readonly string[];
}

// The case file is ours and has this shape.
const { cases } = readCases("profiles/extend.json") as { readonly cases: readonly ExtendCase[] };

describe("extendPlan", () => {
  for (const given of cases) {
    it(`${given.name} (${given.document})`, () => {
      const result = planForProfile(loadLines(given).profiles, given.profile, given.environment ?? {});
      assert.equal(result.kind, "plan");
      const before = structuredClone(result.plan);
      const extended = extendPlan(result.plan, given.requests, given.origin);
      assert.deepEqual(result.plan, before, "the plan it was made from stays as it was");
      assert.deepEqual(
        extended.hops,
        given.hops.map((hop) => ({
          kind: "assumeRole",
          sessionName: "assume-role-workbench",
          tags: {},
          transitiveTagKeys: [],
          sessionPolicyArns: [],
          sts: before.sts,
          ...hop,
        })),
      );
      assert.deepEqual({ ...extended, hops: [], notes: [] }, { ...before, hops: [], notes: [] });
      const notes = given.notes ?? [];
      assert.equal(extended.notes.length, notes.length, extended.notes.join("\n"));
      extended.notes.forEach((note, index) => {
        assert.ok(note.includes(notes[index] ?? ""), note);
      });
    });
  }

  it("gives the plan back when nothing is asked", () => {
    const { profiles } = loadLines({
      config: ["[profile a]", "credential_process = /bin/creds", "region = x"],
    });
    const result = planForProfile(profiles, "a", {});
    assert.equal(result.kind, "plan");
    assert.deepEqual(extendPlan(result.plan, [], "nothing"), result.plan);
  });
});
