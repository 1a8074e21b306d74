import { findPlaceholders } from "../../../core/placeholder.ts";
import { textsOf } from "./texts.ts";
import { innerSpan } from "../readings/innerSpan.ts";
import { everyKind, type StatementRule } from "../rule.ts";

export const placeholderLeft: StatementRule = {
  code: "PLACEHOLDER_LEFT",
  type: "warning",
  scope: "statement",
  kinds: everyKind,
  title: "A value that a guide left to be filled in",
  why: "Guides and snippets print words such as `<ACCOUNT_NO>`, `ACCOUNT-A-ID` or `DOC-EXAMPLE-BUCKET` in place of your values. AWS takes them as they are, or refuses the policy.",
  fix: "Write the value. Role configs fill `<NAME>` from their `variables`.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
  *check(statement, { text, settings }) {
    for (const value of textsOf(statement)) {
      for (const { name, text: written, span } of findPlaceholders(value.value)) {
        if (settings.filledPlaceholders.includes(name)) continue;
        yield {
          span: innerSpan(text, value, span.start, span.end),
          message: `'${written}' is a placeholder: write the value.`,
        };
      }
    }
  },
};
