import { isSettled } from "../readings/settledServices.ts";
import { innerSpan } from "../readings/innerSpan.ts";
import { isOpen } from "../readings/resourceArn.ts";
import type { Report, StatementRule } from "../rule.ts";
import { formatFields, resourceArns, typesOfArn } from "./resourceArns.ts";

/** ARNs with a region or account where none of the resource types that they can name has one. */
export function notAllowedField(
  field: "region" | "account",
  message: (service: string) => string,
): StatementRule["check"] {
  return function* check(statement, { text, catalogue }): Iterable<Report> {
    for (const arn of resourceArns(statement)) {
      const written = arn.fields[field];
      const service = arn.fields.service?.value ?? "";
      // `*` also stands for nothing, so it may stay.
      if (arn.count < 6 || written === undefined || written.value === "" || isOpen(written.value)) continue;
      const types = typesOfArn(catalogue, arn);
      const expected = types === undefined ? [] : formatFields(types, field, service);
      if (expected.length === 0 || expected.some((part) => part !== "")) continue;
      const span = innerSpan(text, arn.text, written.start, written.end);
      yield {
        span,
        message: message(service),
        ...(isSettled(service) ? {} : { severity: "warning" as const }),
        fixes:
          span === arn.text.span
            ? []
            : [{ title: `Remove the ${field}`, edits: [{ span, newText: "" }], safe: true }],
      };
    }
  };
}
