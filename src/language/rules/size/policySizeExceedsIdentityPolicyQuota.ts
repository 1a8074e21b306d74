import { analyzerCheck, type PolicyRule } from "../rule.ts";
import { charactersWithoutSpace, documentStart } from "./policySize.ts";

export const policySizeExceedsIdentityPolicyQuota: PolicyRule = {
  code: "POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA",
  type: "warning",
  scope: "policy",
  kinds: ["identity", "boundary", "session"],
  title: "Policy too long",
  why: "A managed policy has up to 6,144 characters, the inline policies of a role together 10,240, white space not counted. A session policy has up to 2,048 characters.",
  fix: "Split the policy, or cover several actions or resources with a wildcard.",
  source: analyzerCheck("general-warning-policy-size-exceeds-identity-policy-quota"),
  *check(context) {
    const { quotas } = context.settings;
    const { kind, text, policy } = context;
    const session = kind === "session";
    const size = session ? policy.span.end - policy.span.start : charactersWithoutSpace(context);
    const quota = session ? quotas.session : quotas.identity;
    if (size <= quota || text.length <= quota) return;
    yield {
      span: documentStart(context),
      message: session
        ? `The policy has ${size} characters; a session policy has up to ${quota}.`
        : size > quotas.inline
          ? `The policy has ${size} characters without white space; a managed policy has up to ${quota}, and all inline policies of a role together ${quotas.inline}.`
          : `The policy has ${size} characters without white space; a managed policy has up to ${quota}. As an inline policy of a role it may pass.`,
    };
  },
};
