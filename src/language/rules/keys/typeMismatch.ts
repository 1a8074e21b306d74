import type { ConditionValueType } from "../../../core/catalogue/model.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import type { OperatorFamily } from "../readings/operator.ts";
import { readConditions } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { keyFacts } from "./keyFacts.ts";

/**
 * Families that compare values of a type. ARNs and strings are both text: AWS itself writes policies with either
 * operator for either.
 */
const fitting: Readonly<Record<ConditionValueType, readonly OperatorFamily[]>> = {
  String: ["String", "Arn"],
  ARN: ["Arn", "String"],
  Bool: ["Bool"],
  Date: ["Date"],
  IPAddress: ["IpAddress"],
  Numeric: ["Numeric"],
};

export const typeMismatch: StatementRule = {
  code: "TYPE_MISMATCH",
  type: "warning",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Operator does not fit the type of the key",
  why: "A number, a date or an address that is compared by an operator for another type matches by accident or never. A Boolean, number or date that is compared as text matches only where it is written the same: that is a suggestion.",
  fix: "Use an operator for the type of the key.",
  source: analyzerCheck("general-warning-type-mismatch"),
  *check(statement, { catalogue }) {
    for (const { operator, written, key, values } of readConditions(statement)) {
      const facts = keyFacts(catalogue, key.value);
      if (facts === undefined || written.family === "Null") continue;
      const families = fitting[facts.type];
      if (families.includes(written.family)) continue;
      // Only operators for text can compare two keys.
      if (written.family === "String" && values.items.some(({ value }) => value.includes("${"))) continue;
      // Seconds since 1970 are a number and a date.
      if (key.value.toLowerCase() === "aws:epochtime" && written.family === "Numeric") continue;
      const text = written.family === "String" && facts.type !== "IPAddress";
      const alone = statement.conditions.filter((other) => other.operator.span.start === operator.span.start);
      const bool =
        facts.type === "Bool" &&
        /^StringEquals(?:IgnoreCase)?$/.test(written.base) &&
        values.items.length === 1;
      const meant = operator.value.replace(/StringEquals(?:IgnoreCase)?/i, "Bool");
      const taken = statement.conditions.some((other) => other.operator.value === meant);
      yield {
        span: operator.span,
        message: text
          ? `${key.value} is a ${typeName(facts.type)}: ${written.base} compares it as text.`
          : `${key.value} is a ${typeName(facts.type)}: ${written.base} does not fit it, ${families.join(" or ")} operators do.`,
        ...(text ? { severity: "suggestion" as const } : {}),
        fixes:
          bool && !taken && alone.length === 1
            ? [{ title: `Change to ${meant}`, edits: [replaceText(operator, meant)], safe: false }]
            : [],
      };
    }
  },
};

function typeName(type: ConditionValueType): string {
  switch (type) {
    case "Bool":
      return "Boolean";
    case "Numeric":
      return "number";
    case "IPAddress":
      return "IP address";
    case "Date":
      return "date";
    case "ARN":
      return "ARN";
    case "String":
      return "string";
  }
}
