import assert from "node:assert/strict";
import { defaultAddress } from "../../../../src/core/profiles/address.ts";

describe("defaultAddress", () => {
  // As botocore 1.43 has them for `create_client` with a region.
  for (const [region, sts, iam] of [
    ["eu-west-1", "sts.eu-west-1.amazonaws.com", "iam.amazonaws.com"],
    ["cn-northwest-1", "sts.cn-northwest-1.amazonaws.com.cn", "iam.cn-north-1.amazonaws.com.cn"],
    ["us-gov-east-1", "sts.us-gov-east-1.amazonaws.com", "iam.us-gov.amazonaws.com"],
    ["us-iso-west-1", "sts.us-iso-west-1.c2s.ic.gov", "iam.us-iso-east-1.c2s.ic.gov"],
    ["us-isob-east-1", "sts.us-isob-east-1.sc2s.sgov.gov", "iam.us-isob-east-1.sc2s.sgov.gov"],
    ["us-isof-south-1", "sts.us-isof-south-1.csp.hci.ic.gov", "iam.us-isof-south-1.csp.hci.ic.gov"],
    ["eu-isoe-west-1", "sts.eu-isoe-west-1.cloud.adc-e.uk", "iam.eu-isoe-west-1.cloud.adc-e.uk"],
    ["eusc-de-east-1", "sts.eusc-de-east-1.amazonaws.eu", "iam.eusc-de-east-1.amazonaws.eu"],
  ] as const) {
    it(`knows ${region}`, () => {
      assert.equal(defaultAddress("sts", region), `https://${sts}`);
      assert.equal(defaultAddress("s3", region), `https://${sts.replace("sts", "s3")}`);
      assert.equal(defaultAddress("iam", region), `https://${iam}`);
    });
  }
});
