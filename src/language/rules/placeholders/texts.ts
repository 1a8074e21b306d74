import type { Statement, Text } from "../../../core/policy/model.ts";
import { principalElements, resourceTexts } from "../readings/statement.ts";

/** All values of a statement that name something of the user's: principals, resources, condition values. */
export function textsOf(statement: Statement): readonly Text[] {
  return [
    ...principalElements(statement).flatMap(({ element }) =>
      element.entries.flatMap(({ values }) => values.items),
    ),
    ...resourceTexts(statement),
    ...statement.conditions.flatMap(({ values }) => values.items),
  ];
}
