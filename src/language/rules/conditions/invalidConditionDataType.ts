import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const invalidConditionDataType: StatementRule = {
  code: "INVALID_CONDITION_DATA_TYPE",
  type: "error",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Condition values of different JSON types",
  why: "The values of a condition key are of one JSON type: all strings, all numbers or all booleans.",
  fix: "Write all values as strings, which fits every operator.",
  source: analyzerCheck("error-invalid-condition-data-type"),
  *check({ conditions }, { text }) {
    for (const { values } of conditions) {
      const isString = values.items.map(({ span }) => text[span.start] === '"');
      const types = new Set(values.items.map(({ span }) => jsonType(text.charAt(span.start))));
      if (types.size < 2) continue;
      yield {
        span: values.span,
        message: `The values are of different JSON types (${[...types].join(", ")}): use one.`,
        fixes: [
          {
            title: "Write all values as strings",
            edits: values.items.flatMap(({ span, value }, index) =>
              isString[index] === true ? [] : [{ span, newText: JSON.stringify(value) }],
            ),
            safe: true,
          },
        ],
      };
    }
  },
};

function jsonType(first: string): string {
  if (first === '"') return "string";
  return first === "t" || first === "f" ? "boolean" : "number";
}
