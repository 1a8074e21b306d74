import type { Text } from "../../../core/policy/model.ts";
import { innerSpan } from "../readings/innerSpan.ts";
import { actionLists, principalElements } from "../readings/statement.ts";
import { variablesOf } from "../readings/variable.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const variableUnsupportedInElement: StatementRule = {
  code: "VARIABLE_UNSUPPORTED_IN_ELEMENT",
  type: "error",
  scope: "statement",
  kinds: everyKind,
  title: "Policy variable in an element that takes none",
  why: "Policy variables stand in `Resource` and in the values of `Condition` only. Elsewhere `${…}` is plain text or refused.",
  fix: "Write the value itself. Who the caller is can be said in a `Condition`, such as one on `aws:PrincipalTag`.",
  source: analyzerCheck("error-variable-unsupported-in-element"),
  *check(statement, { text, variables }) {
    if (!variables) return;
    const elements: [name: string, texts: readonly Text[]][] = [
      ["Sid", [statement.sid].flatMap((sid) => sid ?? [])],
      ["Effect", [statement.effect].flatMap((effect) => effect ?? [])],
      ...actionLists(statement).map(({ name, list }): [string, readonly Text[]] => [name, list.items]),
      ...principalElements(statement).map(({ name, element }): [string, readonly Text[]] => [
        name,
        element.entries.flatMap(({ values }) => values.items),
      ]),
    ];
    for (const [name, texts] of elements) {
      for (const value of texts) {
        for (const { start, end, content } of variablesOf(value.value)) {
          yield {
            span: innerSpan(text, value, start, end),
            message: `${name} takes no policy variable: \${${content}} is not replaced there.`,
          };
        }
      }
    }
  },
};
