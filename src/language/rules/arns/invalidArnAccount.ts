import { isAccountId } from "../../../core/arn.ts";
import { findPlaceholders } from "../../../core/placeholder.ts";
import { innerSpan } from "../readings/innerSpan.ts";
import { isOpen } from "../readings/resourceArn.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";
import { formatFields, resourceArns, resourceKinds, typesOfArn } from "./resourceArns.ts";

export const invalidArnAccount: StatementRule = {
  code: "INVALID_ARN_ACCOUNT",
  type: "error",
  scope: "statement",
  kinds: resourceKinds,
  title: "Not an account in an ARN",
  why: "The fifth field of an ARN is an account id of 12 digits, a pattern, empty, or `aws` for what AWS itself owns.",
  fix: "Write the 12 digits without hyphens.",
  source: analyzerCheck("error-invalid-arn-account"),
  *check(statement, { text, catalogue }) {
    for (const arn of resourceArns(statement)) {
      const { account, service } = arn.fields;
      if (account === undefined || service === undefined || arn.count < 6 || account.value === "") continue;
      if (isOpen(account.value) || isAccountId(account.value) || account.value === "aws") continue;
      const placeholders = findPlaceholders(arn.text.value);
      if (placeholders.some(({ span }) => span.start < account.end && span.end > account.start)) continue;
      const types = typesOfArn(catalogue, arn) ?? [];
      // Some services write a word there: formats say which.
      if (formatFields(types, "account", service.value).includes(account.value)) continue;
      if (!/^[\d-]+$/.test(account.value) && types.length === 0) continue;
      const digits = account.value.replaceAll("-", "");
      const span = innerSpan(text, arn.text, account.start, account.end);
      yield {
        span,
        message: `'${account.value}' is no account id: it has 12 digits.`,
        fixes:
          isAccountId(digits) && span !== arn.text.span
            ? [{ title: `Change to ${digits}`, edits: [{ span, newText: digits }], safe: true }]
            : [],
      };
    }
  },
};
