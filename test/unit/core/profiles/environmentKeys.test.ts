import assert from "node:assert/strict";
import { environmentKeys } from "../../../../src/core/profiles/environmentKeys.ts";

describe("keys in the environment, beside the profiles", () => {
  const keys = { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE" };

  it("are said where AWS_PROFILE names a profile too, without the key", () => {
    for (const variable of ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"]) {
      const said = environmentKeys({ ...keys, [variable]: "deploy" }, "deploy", true) ?? "";
      assert.equal(
        said,
        `AWS_ACCESS_KEY_ID and ${variable} are both set: the AWS CLI uses the keys, here profile 'deploy' is used.`,
      );
      assert.doesNotMatch(said, /EXAMPLE/);
    }
  });

  it("are what calls use where there is no profile", () => {
    assert.match(environmentKeys(keys, "default", false) ?? "", /use the keys of the environment/);
  });

  it("are nothing to speak of alone, empty, or where there are none", () => {
    assert.equal(environmentKeys(keys, "default", true), undefined);
    assert.equal(environmentKeys({ AWS_PROFILE: "deploy" }, "deploy", true), undefined);
    assert.equal(environmentKeys({ AWS_ACCESS_KEY_ID: "", AWS_PROFILE: "x" }, "x", true), undefined);
  });
});
