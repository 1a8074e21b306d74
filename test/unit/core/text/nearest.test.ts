import assert from "node:assert/strict";
import { nearestName } from "../../../../src/core/text/nearest.ts";

describe("nearestName", () => {
  const known = ["roleArn", "trustPolicy", "policies", "tags", "sessionName"];
  const cases: readonly (readonly [string, string | undefined])[] = [
    ["roleARN", "roleArn"],
    ["rolArn", "roleArn"],
    ["roelArn", "roleArn"],
    ["trustPolicies", undefined],
    ["trustPolcy", "trustPolicy"],
    ["trust_policy", "trustPolicy"],
    ["Tags", "tags"],
    ["tag", "tags"],
    ["xyz", undefined],
    ["", undefined],
  ];
  for (const [name, nearest] of cases) {
    it(`of '${name}' is ${nearest ?? "none"}`, () => {
      assert.equal(nearestName(name, known), nearest);
    });
  }

  it("prefers the nearer name", () => {
    assert.equal(nearestName("s3:GetObjec", ["s3:GetObjectX", "s3:GetObject"]), "s3:GetObject");
  });
});
