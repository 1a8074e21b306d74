import { replaceText } from "../../fixes/listEdits.ts";
import { hasWildcard } from "../readings/glob.ts";
import { readConditions } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const wildcardWithoutLikeOperator: StatementRule = {
  code: "WILDCARD_WITHOUT_LIKE_OPERATOR",
  type: "warning",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Wildcard in an exact comparison",
  why: "`*` and `?` are wildcards only for operators with `Like` in their name and for the `Arn` operators. `StringEquals` compares them as they are.",
  fix: "Use `StringLike` or `StringNotLike`, or write `${*}` for a real asterisk.",
  source: analyzerCheck("general-warning-wildcard-without-like-operator"),
  *check(statement) {
    for (const { operator, written, values } of readConditions(statement)) {
      if (written.family !== "String" || written.base.endsWith("Like")) continue;
      const wild = values.items.find(({ value }) => hasWildcard(value.replace(/\$\{[^}]*\}/g, "")));
      if (wild === undefined) continue;
      const like = written.negated ? "StringNotLike" : "StringLike";
      const meant = operator.value.replace(/String(?:Not)?Equals(?:IgnoreCase)?/i, like);
      const alone = statement.conditions.filter((other) => other.operator.span.start === operator.span.start);
      const taken = statement.conditions.some((other) => other.operator.value === meant);
      yield {
        span: wild.span,
        message: `${written.base} takes * and ? as they are: with ${like} they are wildcards.`,
        fixes:
          taken || alone.length > 1
            ? []
            : [
                {
                  title: `Change the operator to ${meant}`,
                  edits: [replaceText(operator, meant)],
                  safe: false,
                },
              ],
      };
    }
  },
};
