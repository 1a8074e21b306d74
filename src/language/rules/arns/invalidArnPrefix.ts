import { findPlaceholders } from "../../../core/placeholder.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { actionLists, resourceTexts } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";
import { resourceKinds } from "./resourceArns.ts";

export const invalidArnPrefix: StatementRule = {
  code: "INVALID_ARN_PREFIX",
  type: "error",
  scope: "statement",
  kinds: resourceKinds,
  title: "Resource is not an ARN",
  why: "A `Resource` is `*` or an ARN, which begins with `arn:`. AWS refuses anything else.",
  fix: "Write the whole ARN, such as `arn:aws:s3:::BUCKET/*`.",
  source: analyzerCheck("error-invalid-arn-prefix"),
  *check(statement) {
    const s3Only = actionLists(statement).every(({ list }) =>
      list.items.every(({ value }) => /^s3:/i.test(value)),
    );
    for (const text of resourceTexts(statement)) {
      const { value } = text;
      // A wildcard, a variable or a placeholder may stand for the beginning.
      if (value === "" || /^(?:arn:|\*|\?|\$\{|<)/.test(value) || /^ar?n?\*$/.test(value)) continue;
      const placeholder = findPlaceholders(value)[0];
      if (placeholder?.span.start === 0 && !s3Only) continue;
      const meant = meantArn(value, s3Only);
      yield {
        span: text.span,
        message: `'${value}' is no ARN: a Resource is * or begins with arn:.`,
        fixes:
          meant === undefined
            ? []
            : [{ title: `Change to ${meant}`, edits: [replaceText(text, meant)], safe: false }],
      };
    }
  },
};

function meantArn(value: string, s3Only: boolean): string | undefined {
  if (/^arn:/i.test(value)) return `arn${value.slice(3)}`;
  if (/^aws[a-z-]*:[a-z0-9-]+:/.test(value)) return `arn:${value}`;
  const uri = /^s3:\/\/(.+)$/i.exec(value)?.[1];
  const name = uri ?? (s3Only ? value : undefined);
  if (name === undefined || !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/.*)?$/.test(name)) return undefined;
  return `arn:aws:s3:::${name}`;
}
