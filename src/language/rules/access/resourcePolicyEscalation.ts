import { actionCovers } from "../../../core/policy/actionPattern.ts";
import { hasWildcard } from "../readings/glob.ts";
import { allows } from "../readings/statement.ts";
import { type PolicyRule } from "../rule.ts";

/** Actions that write the policy of a resource, with the name of the whole service. */
const writers: readonly { readonly action: string; readonly whole: string; readonly what: string }[] = [
  { action: "s3:PutBucketPolicy", whole: "s3:*", what: "bucket" },
  { action: "s3:PutBucketAcl", whole: "s3:*", what: "bucket" },
  { action: "kms:PutKeyPolicy", whole: "kms:*", what: "key" },
  { action: "secretsmanager:PutResourcePolicy", whole: "secretsmanager:*", what: "secret" },
];

export const resourcePolicyEscalation: PolicyRule = {
  code: "RESOURCE_POLICY_ESCALATION",
  type: "securityWarning",
  scope: "policy",
  kinds: ["identity", "session"],
  title: "Whoever writes the policy of a resource can allow himself the rest",
  why: "An identity that may not do everything on a resource but may write the resource's policy can allow itself what is missing. With `Resource` `*` this goes for all of them.",
  fix: "Name the resources whose policy may be written, or keep the action for administrators.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html",
  *check({ policy }) {
    for (const statement of policy.statements) {
      if (!allows(statement) || statement.conditions.length > 0) continue;
      if (!statement.resource?.items.some(({ value }) => isEverything(value))) continue;
      for (const { action, whole, what } of writers) {
        const item = statement.action?.items.find(({ value }) => actionCovers(value, action));
        // A wildcard for much of the service shows that its holder is trusted with it.
        if (item === undefined || hasWildcard(item.value)) continue;
        const all = policy.statements.some(
          (other) =>
            allows(other) &&
            other.action?.items.some(({ value }) => value === "*" || value.toLowerCase() === whole),
        );
        if (all) continue;
        yield {
          span: item.span,
          message: `With ${action} on every ${what} its holder can allow himself everything else on it.`,
        };
      }
    }
  },
};

function isEverything(resource: string): boolean {
  return resource === "*" || /^arn:[^:]*:[a-z0-9*]+:\*?:\*?:\*$/.test(resource);
}
