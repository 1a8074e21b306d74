import { replaceText } from "../../fixes/listEdits.ts";
import { readConditions } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { keyFacts } from "./keyFacts.ts";

export const missingQualifier: StatementRule = {
  code: "MISSING_QUALIFIER",
  type: "error",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Multivalued key without a set operator",
  why: "A request can carry several values of this key. `ForAnyValue` asks whether one of them matches, `ForAllValues` whether all do.",
  fix: "Put `ForAnyValue:` or `ForAllValues:` before the operator. With `Allow`, `ForAllValues` also holds where the key is missing: add a `Null` condition.",
  source: analyzerCheck("error-missing-qualifier"),
  *check(statement, { catalogue }) {
    for (const { operator, written, key } of readConditions(statement)) {
      if (written.set !== undefined || written.family === "Null") continue;
      // EventBridge's own documentation compares its keys without a set operator.
      if (/^events:/i.test(key.value)) continue;
      if (keyFacts(catalogue, key.value)?.multivalued !== true) continue;
      const alone = statement.conditions.filter((other) => other.operator.span.start === operator.span.start);
      yield {
        span: operator.span,
        message: `A request can have several values of ${key.value}: say ForAnyValue or ForAllValues.`,
        fixes:
          alone.length > 1
            ? []
            : ["ForAnyValue", "ForAllValues"]
                .map((set) => `${set}:${operator.value}`)
                .filter((name) => !statement.conditions.some((other) => other.operator.value === name))
                .map((name) => ({
                  title: `Change to ${name}`,
                  edits: [replaceText(operator, name)],
                  safe: false,
                })),
      };
    }
  },
};
