import type { Report } from "../../rules/rule.ts";
import { listed } from "../../rules/readings/quote.ts";
import { appendItems } from "../../fixes/listEdits.ts";
import { asWritten, fixIn, grantEdits, nameOf, principalEdits, relatedPlace } from "../crossFileFix.ts";
import type { CrossFileContext } from "../crossFileRule.ts";
import { allowing, callerOf, namesCaller } from "../grants.ts";
import { bucketName } from "../workspaceKey.ts";
import { bucketGaps, type BucketGap } from "./bucketGaps.ts";

/** The gaps of one kind as findings, with the missing side added in the other file as the fix. */
export function* reportGaps(
  context: CrossFileContext,
  side: BucketGap["side"] | undefined,
  kind: BucketGap["kind"],
  message: (gap: BucketGap, where: string) => string,
): Iterable<Report> {
  for (const gap of bucketGaps(context)) {
    if (gap.kind !== kind || (side !== undefined && gap.side !== side)) continue;
    const { at, target } = gap;
    yield {
      span: at.span,
      message: message(gap, target === undefined ? "its policies" : nameOf(target.file)),
      ...(target === undefined
        ? {}
        : {
            fixes: [...widened(context, gap), ...added(context, gap)],
            related: [
              relatedPlace(
                target.file,
                target.policy.span,
                gap.side === "role" ? `What ${gap.name} may do` : `The policy of ${gap.bucket}`,
              ),
            ],
          }),
    };
  }
}

/** `s3:GetObject and s3:PutObject on arn:…` */
export function wanted({ actions, resources }: BucketGap): string {
  return `${listed(actions, 4)} on ${listed(resources, 2)}`;
}

function added(context: CrossFileContext, { target, side, arn, name, actions, resources }: BucketGap) {
  if (target === undefined) return [];
  const file = nameOf(target.file);
  return side === "role"
    ? fixIn(
        context,
        target.file,
        `Allow ${listed(actions, 2)} in ${file}`,
        grantEdits(target, actions, resources),
      )
    : fixIn(
        context,
        target.file,
        `Allow ${listed(actions, 2)} for ${name} in ${file}`,
        principalEdits(target, arn, actions, resources),
      );
}

/** Puts the resources into the statement that allows the actions on others. */
function widened(context: CrossFileContext, gap: BucketGap) {
  const { target, side, arn, actions, resources, bucket } = gap;
  if (target === undefined || gap.kind !== "otherResources") return [];
  const caller = callerOf(arn);
  const statement = target.policy.statements.find(
    (one) =>
      actions.every((action) => allowing(target.policy, action).includes(one)) &&
      one.resource?.items.some(({ value }) => bucketName(value) === bucket) === true &&
      (side === "role" || (caller !== undefined && namesCaller(one, caller))),
  );
  if (statement?.resource === undefined) return [];
  const missing = resources.map((resource) => asWritten(target, resource));
  return fixIn(
    context,
    target.file,
    `Add ${listed(missing, 2)} in ${nameOf(target.file)}`,
    appendItems(target.file.text, statement.resource, missing),
  );
}
