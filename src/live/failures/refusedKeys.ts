import type { Explanation, Situation } from "./problem.ts";

/** A refusal without a reason, where the same keys were refused for a plain ListBuckets too. */
export function explainRefusedKeys(headline: string, situation: Situation): Explanation {
  return {
    headline,
    causes: [
      `The keys are not accepted: the server also refused to list the owner's buckets with ${situation.source}, and gives no reason.`,
      ...(situation.temporary === true
        ? ["They are temporary keys, and their session may have expired."]
        : []),
    ],
    fixes: [
      "Check the access key id and the secret: no stray blanks, both from one pair, not deleted.",
      ...(situation.temporary === true
        ? ["Get new temporary keys, with the session token that belongs to them."]
        : []),
    ],
    look: "profile",
  };
}
