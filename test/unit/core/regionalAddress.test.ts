import assert from "node:assert/strict";
import { regionalAddress } from "../../../src/core/regionalAddress.ts";

describe("the address of a service in a region", () => {
  for (const [service, region, address] of [
    ["portal.sso", "eu-west-1", "https://portal.sso.eu-west-1.amazonaws.com"],
    ["oidc", "us-gov-west-1", "https://oidc.us-gov-west-1.amazonaws.com"],
    ["oidc", "cn-north-1", "https://oidc.cn-north-1.amazonaws.com.cn"],
    ["sts", "us-isob-east-1", "https://sts.us-isob-east-1.sc2s.sgov.gov"],
    ["sts", "eusc-de-east-1", "https://sts.eusc-de-east-1.amazonaws.eu"],
  ] as const) {
    it(`has the domain of its partition: ${region}`, () => {
      assert.equal(regionalAddress(service, region), address);
    });
  }
});
