import { analyzerCheck, type PolicyRule } from "../rule.ts";
import { bytes, documentStart } from "./policySize.ts";

export const policySizeExceedsResourcePolicyQuota: PolicyRule = {
  code: "POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA",
  type: "warning",
  scope: "policy",
  kinds: ["bucket"],
  title: "Bucket policy too long",
  why: "A bucket policy has up to 20 KB.",
  fix: "Cover several principals with a condition, or give access points policies of their own.",
  source: analyzerCheck("general-warning-policy-size-exceeds-resource-policy-quota"),
  *check(context) {
    const quota = context.settings.quotas.bucket;
    if (context.text.length * 3 <= quota) return;
    const size = bytes(context);
    if (size <= quota) return;
    yield {
      span: documentStart(context),
      message: `The policy has ${size} bytes; a bucket policy has up to ${quota}.`,
    };
  },
};
