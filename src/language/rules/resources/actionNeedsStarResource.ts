import { isSettled } from "../readings/settledServices.ts";
import { hasWildcard } from "../readings/glob.ts";
import { allows } from "../readings/statement.ts";
import { identityKinds, type StatementRule } from "../rule.ts";

export const actionNeedsStarResource: StatementRule = {
  code: "ACTION_NEEDS_STAR_RESOURCE",
  type: "warning",
  scope: "statement",
  kinds: identityKinds,
  title: "Action without resources, on a named resource",
  why: 'Some actions, such as `s3:ListAllMyBuckets` or most that list, work on no resource that a policy could name. Only `"Resource": "*"` allows them.',
  fix: 'Move the action into a statement with `"Resource": "*"`.',
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
  *check(statement, { catalogue }) {
    const resources = statement.resource?.items ?? [];
    // An ARN whose resource is a wildcard is what AWS compares some of these actions with.
    if (resources.length === 0 || !allows(statement)) return;
    if (resources.some(({ value }) => value === "*" || /:\*$|:\*\/\*$|^\*|\$\{|</.test(value))) return;
    for (const item of statement.action?.items ?? []) {
      const colon = item.value.indexOf(":");
      if (colon === -1 || hasWildcard(item.value)) continue;
      const service = catalogue.loadedService(item.value.slice(0, colon));
      const action = service?.action(item.value.slice(colon + 1));
      if (action === undefined || action.resources.length > 0) continue;
      const prefix = action.service;
      // IAM compares its lists with paths such as `role/`.
      if (prefix === "iam") continue;
      // What S3 keeps in an account has an ARN with the account, which the reference does not list for every action.
      if (prefix === "s3" && resources.some(({ value }) => !/^arn:[^:]*:s3:::/.test(value))) continue;
      yield {
        ...(isSettled(prefix) || prefix === "ec2" ? {} : { severity: "suggestion" as const }),
        span: item.span,
        message: `${item.value} works on no resource that a policy could name: only "Resource": "*" allows it.`,
      };
    }
  },
};
