import { innerSpan } from "../readings/innerSpan.ts";
import { principalElements } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

export const unsupportedWildcardInPrincipal: StatementRule = {
  code: "UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
  type: "error",
  scope: "statement",
  kinds: ["trust", "bucket", "rcp"],
  title: "Part of a principal is a wildcard",
  why: "A principal is named whole. `*` alone stands for everyone under `AWS`; a wildcard in a part of an ARN, or under `Service` or `Federated`, is refused.",
  fix: "Name each principal. For a pattern, trust the account and add a condition `ArnLike` on `aws:PrincipalArn`.",
  source: analyzerCheck("error-unsupported-wildcard-in-principal"),
  *check(statement, { text }) {
    for (const { element } of principalElements(statement)) {
      for (const { type, values } of element.entries) {
        for (const item of values.items) {
          const at = item.value
            .replace(/\$\{[^}]*\}/g, (variable) => " ".repeat(variable.length))
            .search(/[*?]/);
          if (at === -1 || (type.value === "AWS" && item.value === "*")) continue;
          yield {
            span: innerSpan(text, item, at, at + 1),
            message:
              type.value === "AWS"
                ? "A principal is named whole: a wildcard in a part of it is refused. Use a condition on aws:PrincipalArn."
                : `${type.value} takes no wildcard.`,
          };
        }
      }
    }
  },
};
