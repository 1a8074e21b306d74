import { addCondition } from "../../fixes/conditionEdits.ts";
import { allows, conditionsOn, readConditions } from "../readings/statement.ts";
import { grantingKinds, type StatementRule } from "../rule.ts";
import { keyFacts } from "../keys/keyFacts.ts";

export const forAllValuesWithoutNull: StatementRule = {
  code: "FORALLVALUES_WITHOUT_NULL_CHECK",
  type: "suggestion",
  scope: "statement",
  reads: "Condition",
  kinds: grantingKinds,
  title: "Allow with ForAllValues also without the key",
  why: "`ForAllValues` holds for a request that does not carry the key at all. With `Allow` this lets through what the condition seems to keep out.",
  fix: 'Add `"Null": { "KEY": "false" }`, unless requests without the key are meant too.',
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html",
  *check(statement, { text, catalogue }) {
    if (!allows(statement)) return;
    for (const { operator, written, key } of readConditions(statement)) {
      if (written.set !== "ForAllValues" || written.family === "Null") continue;
      if (keyFacts(catalogue, key.value)?.multivalued !== true) continue;
      const others = conditionsOn(statement, key.value).filter((row) => row.written.set !== "ForAllValues");
      if (others.length > 0) continue;
      // A tag that the request must carry shows that there are tag keys.
      if (key.value.toLowerCase() === "aws:tagkeys") {
        const tagged = readConditions(statement).some(
          (row) => /^aws:RequestTag\//i.test(row.key.value) && !row.written.ifExists && !row.written.negated,
        );
        if (tagged) continue;
      }
      const edit = addCondition(text, statement, "Null", key.value, "false");
      yield {
        span: operator.span,
        message: `This also holds for requests without ${key.value}: a Null condition keeps them out.`,
        fixes: edit === undefined ? [] : [{ title: `Add Null on ${key.value}`, edits: [edit], safe: false }],
      };
    }
  },
};
