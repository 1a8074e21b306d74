import { principalElements } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type PolicyRule } from "../rule.ts";

export const dataTypeMismatch: PolicyRule = {
  code: "DATA_TYPE_MISMATCH",
  type: "error",
  scope: "policy",
  kinds: everyKind,
  title: "Wrong JSON type",
  why: "An element has a value of a JSON type that the policy grammar does not allow there, such as a number for `Version` or an object for `Action`.",
  fix: "Write the value in the type that the message names.",
  source: analyzerCheck("error-data-type-mismatch"),
  *check({ policy }) {
    const principals = policy.statements.flatMap((statement) =>
      principalElements(statement).map(({ element }) => element.span.start),
    );
    for (const { code, message, span } of policy.problems) {
      // A Principal that is a bare string has a rule of its own.
      if (principals.includes(span.start)) continue;
      if (code === "wrongType" || code === "notAnObject") yield { span, message };
    }
  },
};
