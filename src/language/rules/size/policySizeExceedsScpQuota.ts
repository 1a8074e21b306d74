import { analyzerCheck, type PolicyRule } from "../rule.ts";
import { charactersWithoutSpace, documentStart } from "./policySize.ts";

export const policySizeExceedsScpQuota: PolicyRule = {
  code: "POLICY_SIZE_EXCEEDS_SCP_QUOTA",
  type: "error",
  scope: "policy",
  kinds: ["scp"],
  title: "Service control policy too long",
  why: "A service control policy has up to 5,120 characters; white space that the console and the SDKs remove is not counted here.",
  fix: "Split the policy.",
  source: analyzerCheck("error-policy-size-exceeds-scp-quota"),
  *check(context) {
    const quota = context.settings.quotas.scp;
    if (context.text.length <= quota) return;
    const size = charactersWithoutSpace(context);
    if (size <= quota) return;
    yield {
      span: documentStart(context),
      message: `The policy has ${size} characters without white space; a service control policy has up to ${quota}.`,
    };
  },
};
