import { analyzerCheck, type PolicyRule } from "../rule.ts";
import { charactersWithoutSpace, documentStart } from "./policySize.ts";

export const policySizeExceedsRoleTrustPolicyQuota: PolicyRule = {
  code: "POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA",
  type: "warning",
  scope: "policy",
  kinds: ["trust"],
  title: "Trust policy too long",
  why: "A trust policy has up to 2,048 characters, white space not counted. The quota can be raised for an account: then say so in the settings.",
  fix: "Trust an account and narrow it with a condition on `aws:PrincipalArn`, or ask for a higher quota.",
  source: analyzerCheck("general-warning-policy-size-exceeds-role-trust-policy-quota"),
  *check(context) {
    const quota = context.settings.quotas.trust;
    if (context.text.length <= quota) return;
    const size = charactersWithoutSpace(context);
    if (size <= quota) return;
    yield {
      span: documentStart(context),
      message: `The policy has ${size} characters without white space; a trust policy has up to ${quota} unless the quota was raised.`,
    };
  },
};
