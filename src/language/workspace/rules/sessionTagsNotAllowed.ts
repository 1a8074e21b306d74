import { nameOf, relatedPlace } from "../crossFileFix.ts";
import type { CrossFileRule } from "../crossFileRule.ts";
import { trusting } from "../grants.ts";
import { hopTrusts, trustActionFix } from "./hopTrust.ts";

export const sessionTagsNotAllowed: CrossFileRule = {
  code: "SESSION_TAGS_NOT_ALLOWED",
  type: "error",
  kinds: ["roleConfig"],
  title: "The role config passes session tags that the trust policy does not allow",
  why: "A call of AssumeRole with session tags also needs `sts:TagSession` in the trust policy. Without it the whole call is refused.",
  fix: "Allow `sts:TagSession` beside `sts:AssumeRole` in the trust policy, or pass no tags.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html",
  *check(context) {
    for (const hopTrust of hopTrusts(context)) {
      const { hop, trust, assumer, statements } = hopTrust;
      const [tag] = hop.tags;
      const [statement] = statements;
      if (tag === undefined || statement === undefined) continue;
      if (trusting(trust.policy, assumer.principal, "sts:TagSession").length > 0) continue;
      yield {
        span: tag.key.span,
        message: `${nameOf(trust.file)} does not allow sts:TagSession to ${assumer.name.name}: the call with tags is refused.`,
        fixes: trustActionFix(context, hopTrust, "sts:TagSession"),
        related: [relatedPlace(trust.file, statement.span, "The statement that lets the caller in")],
      };
    }
  },
};
