import assert from "node:assert/strict";
import { compact } from "../../../src/live/assumeHop.ts";

describe("compact", () => {
  it("takes the blanks between tokens and leaves those in strings", () => {
    const policy = '{\n  "Sid" : "two  words \\" } ",\r\n\t"Action": ["s3:Get*", "s3:List*"]\n}';
    assert.equal(compact(policy), '{"Sid":"two  words \\" } ","Action":["s3:Get*","s3:List*"]}');
    assert.deepEqual(JSON.parse(compact(policy)), JSON.parse(policy));
  });

  it("keeps keys that stand twice, for STS to judge", () => {
    assert.equal(compact('{"a": 1, "a": 2}'), '{"a":1,"a":2}');
  });

  it("takes text that is not JSON", () => {
    assert.equal(compact('{ "open'), '{"open');
  });
});
