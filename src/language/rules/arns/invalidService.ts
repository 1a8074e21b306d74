import { replaceText } from "../../fixes/listEdits.ts";
import { innerSpan } from "../readings/innerSpan.ts";
import { isOpen } from "../readings/resourceArn.ts";
import { analyzerCheck, everyKind, type Report, type RuleContext, type StatementRule } from "../rule.ts";
import { resourceArns } from "./resourceArns.ts";

export const invalidService: StatementRule = {
  code: "INVALID_SERVICE",
  type: "error",
  scope: "statement",
  kinds: everyKind,
  title: "Unknown service in a condition key or an ARN",
  why: "The prefix of a condition key and the third field of an ARN name a service of AWS. One that does not exist never matches. Where no known name is near, it may be newer than the catalogue: then this is a warning.",
  fix: "Correct the name of the service.",
  source: analyzerCheck("error-invalid-service"),
  *check(statement, context) {
    const { catalogue, text } = context;
    for (const { key } of statement.conditions) {
      const colon = key.value.indexOf(":");
      const prefix = key.value.slice(0, Math.max(colon, 0)).toLowerCase();
      // Issuers of tokens have a dot, service prefixes have none.
      if (colon < 1 || prefix === "aws" || !/^[a-z0-9-]+$/.test(prefix)) continue;
      if (catalogue.servicesOfKey(key.value).length > 0 || catalogue.globalKey(key.value) !== undefined)
        continue;
      yield unknown(context, prefix, innerSpan(text, key, 0, colon), (meant) => [
        replaceText(key, meant + key.value.slice(colon)),
      ]);
    }
    for (const arn of resourceArns(statement)) {
      const service = arn.fields.service;
      if (service === undefined || arn.count < 6 || service.value === "" || isOpen(service.value)) continue;
      if (!/^[a-z0-9-]+$/.test(service.value) || catalogue.servicesOfArn(service.value).length > 0) continue;
      const span = innerSpan(text, arn.text, service.start, service.end);
      yield unknown(context, service.value, span, (meant) => [
        replaceText(
          arn.text,
          arn.text.value.slice(0, service.start) + meant + arn.text.value.slice(service.end),
        ),
      ]);
    }
  },
};

function unknown(
  { catalogue }: RuleContext,
  name: string,
  span: Report["span"],
  edits: (meant: string) => NonNullable<Report["fixes"]>[number]["edits"],
): Report {
  const near = catalogue.nearestServices(name);
  return {
    span,
    message:
      near[0] === undefined
        ? `The catalogue of ${catalogue.date} knows no service '${name}'.`
        : `There is no service '${name}': did you mean ${near[0].prefix}?`,
    ...(near.length === 0 ? { severity: "warning" as const } : {}),
    fixes: near.map(({ prefix }) => ({ title: `Change to ${prefix}`, edits: edits(prefix), safe: false })),
  };
}
