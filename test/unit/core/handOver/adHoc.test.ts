import assert from "node:assert/strict";
import { parseSessionTags } from "../../../../src/core/openConfig/sessionTags.ts";

describe("session tags as they are typed", () => {
  it("are keys and values with commas between", () => {
    assert.deepEqual(parseSessionTags(" team = blue , cost=4=2,, empty="), {
      tags: { team: "blue", cost: "4=2", empty: "" },
    });
    assert.deepEqual(parseSessionTags(""), { tags: {} });
  });

  for (const [text, problem] of [
    ["team", /'team' is no tag/],
    ["=x", /'=x' is no tag/],
    ["team=a, Team=b", /'Team' is there twice/],
    [`${"k".repeat(129)}=v`, /at most 128/],
    [`k=${"v".repeat(257)}`, /more than 256/],
    [Array.from({ length: 51 }, (_, i) => `k${i}=v`).join(), /at most 50/],
  ] as const) {
    it(`are refused where STS would refuse them: ${text.slice(0, 20)}`, () => {
      const parsed = parseSessionTags(text);
      assert.ok("problem" in parsed);
      assert.match(parsed.problem, problem);
    });
  }
});
