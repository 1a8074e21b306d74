import { nearestName } from "../../../core/text/nearest.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { baseOperators, readOperator, splitOperator } from "../readings/operator.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const invalidConditionOperator: StatementRule = {
  code: "INVALID_CONDITION_OPERATOR",
  type: "error",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Unknown condition operator",
  why: "AWS refuses a policy with a condition operator that does not exist.",
  fix: "Use one of the documented operators, such as `StringEquals`, `ArnLike`, `Bool` or `IpAddress`.",
  source: analyzerCheck("error-invalid-condition-operator"),
  *check({ conditions }) {
    const seen = new Set<number>();
    for (const { operator } of conditions) {
      if (seen.has(operator.span.start) || readOperator(operator.value) !== undefined) continue;
      seen.add(operator.span.start);
      const { prefix, base, ifExists } = splitOperator(operator.value);
      const colon = base.lastIndexOf(":");
      const near = nearestName(base.slice(colon + 1), baseOperators);
      const set =
        prefix ??
        (colon === -1 ? undefined : nearestName(base.slice(0, colon), ["ForAllValues", "ForAnyValue"]));
      const meant =
        near === undefined || (colon !== -1 && set === undefined)
          ? undefined
          : `${set === undefined ? "" : `${set}:`}${near}${ifExists && near !== "Null" ? "IfExists" : ""}`;
      yield {
        span: operator.span,
        message:
          meant === undefined
            ? `There is no condition operator '${operator.value}'.`
            : `There is no condition operator '${operator.value}': did you mean ${meant}?`,
        fixes:
          meant === undefined
            ? []
            : [{ title: `Change to ${meant}`, edits: [replaceText(operator, meant)], safe: false }],
      };
    }
  },
};
