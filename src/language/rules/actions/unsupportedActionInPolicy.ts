import { actionCovers } from "../../../core/policy/actionPattern.ts";
import type { Text } from "../../../core/policy/model.ts";
import { removeItems } from "../../fixes/listEdits.ts";
import { hasWildcard } from "../readings/glob.ts";
import { actionLists } from "../readings/statement.ts";
import { analyzerCheck, type RuleContext, type StatementRule } from "../rule.ts";
import { trustActions } from "../../../core/policy/trustActions.ts";

export const unsupportedActionInPolicy: StatementRule = {
  code: "UNSUPPORTED_ACTION_IN_POLICY",
  type: "error",
  scope: "statement",
  kinds: ["trust", "bucket"],
  title: "Action that this kind of policy does not take",
  why: "A trust policy takes the actions of STS with which a role is assumed; a bucket policy those of S3 on buckets and objects. AWS refuses the policy with others.",
  fix: "Move the action into a policy on the identity that needs it.",
  source: analyzerCheck("error-unsupported-action-in-policy"),
  *check(statement, context) {
    for (const { list } of actionLists(statement)) {
      for (const item of list.items) {
        const message = context.kind === "trust" ? inTrust(item) : inBucket(item, context);
        if (message === undefined) continue;
        const edits = removeItems(context.text, list, new Set([list.items.indexOf(item)]));
        yield {
          span: item.span,
          message,
          fixes: edits === undefined ? [] : [{ title: `Remove ${item.value}`, edits, safe: false }],
        };
      }
    }
  },
};

function inTrust({ value }: Text): string | undefined {
  if (!value.includes(":") || trustActions.some((action) => actionCovers(value, action))) return undefined;
  return `A trust policy takes only the actions of STS that assume the role, not ${value}.`;
}

function inBucket({ value }: Text, { catalogue }: RuleContext): string | undefined {
  const colon = value.indexOf(":");
  const service = value.slice(0, Math.max(colon, 0)).toLowerCase();
  if (colon === -1 || hasWildcard(service) || catalogue.serviceSummary(service) === undefined)
    return undefined;
  // Directory buckets, Outposts and Object Lambda have policies of the same form.
  if (!service.startsWith("s3")) return `A bucket policy takes only actions of S3, not ${value}.`;
  const action = catalogue.loadedService(service)?.action(value.slice(colon + 1));
  if (service !== "s3" || action === undefined) return undefined;
  const onBucket = action.resources.some(({ type }) =>
    ["bucket", "object", "accesspoint", "accesspointobject"].includes(type.name.toLowerCase()),
  );
  return onBucket
    ? undefined
    : `${value} is about no bucket and no object: a bucket policy does not take it.`;
}
