import assert from "node:assert/strict";
import { actionCovers } from "../../../../src/core/policy/actionPattern.ts";

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
describe("actionCovers", () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ["sts:AssumeRole", "sts:AssumeRole", true],
    ["STS:assumerole", "sts:AssumeRole", true],
    ["sts:AssumeRole*", "sts:AssumeRole", true],
    ["sts:*", "sts:AssumeRole", true],
    ["*", "sts:AssumeRole", true],
    ["s?s:*Role", "sts:AssumeRole", true],
    ["*:*e*R*e", "sts:AssumeRole", true],
    ["sts:AssumeRole", "sts:AssumeRoleWithSAML", false],
    ["sts:*SAML", "sts:AssumeRole", false],
    ["s3:*", "sts:AssumeRole", false],
    ["sts:Assume?", "sts:AssumeRole", false],
    ["", "sts:AssumeRole", false],
  ];
  for (const [pattern, action, covers] of cases) {
    it(`'${pattern}' ${covers ? "covers" : "does not cover"} ${action}`, () => {
      assert.equal(actionCovers(pattern, action), covers);
    });
  }

  it("does not slow down on many stars", () => {
    assert.equal(actionCovers(`${"a*".repeat(2000)}b`, "a".repeat(4000)), false);
  });
});
