import { replaceText } from "../../fixes/listEdits.ts";
import { allows, readConditions } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { keyFacts } from "./keyFacts.ts";

export const forAllValuesWithSingleValuedKey: StatementRule = {
  code: "FORALLVALUES_WITH_SINGLE_VALUED_KEY",
  type: "securityWarning",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "ForAllValues on a key with one value",
  why: "`ForAllValues` holds for a request that does not carry the key at all. On a key with one value it adds nothing but this hole.",
  fix: "Remove `ForAllValues:`.",
  source: analyzerCheck("security-warning-forallvalues-with-single-valued-key"),
  *check(statement, { catalogue }) {
    if (!allows(statement)) return;
    for (const { operator, written, key } of readConditions(statement)) {
      if (written.set !== "ForAllValues" || written.family === "Null") continue;
      // Attributes of an assertion can have several values whatever the catalogue says.
      if (/^saml:/i.test(key.value) || keyFacts(catalogue, key.value)?.multivalued !== false) continue;
      const plain = operator.value.replace(/^ForAllValues:/i, "");
      const alone = statement.conditions.filter((other) => other.operator.span.start === operator.span.start);
      const taken = statement.conditions.some((other) => other.operator.value === plain);
      yield {
        span: operator.span,
        message: `${key.value} has one value: ForAllValues only lets requests without it in.`,
        fixes:
          taken || alone.length > 1
            ? []
            : [{ title: `Change to ${plain}`, edits: [replaceText(operator, plain)], safe: false }],
      };
    }
  },
};
