import { innerSpan } from "../readings/innerSpan.ts";
import { hasWildcard } from "../readings/glob.ts";
import { actionLists } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";
import { resourceArns, resourceKinds } from "./resourceArns.ts";

export const wildcardInServiceName: StatementRule = {
  code: "WILDCARD_IN_SERVICE_NAME",
  type: "suggestion",
  scope: "statement",
  kinds: resourceKinds,
  title: "Wildcard in the name of a service",
  why: "A wildcard in the name of a service also covers services that AWS adds later.",
  fix: "Name each service.",
  source: analyzerCheck("suggestion-wildcard-in-service-name"),
  *check(statement, { text }) {
    for (const { list } of actionLists(statement)) {
      for (const item of list.items) {
        const colon = item.value.indexOf(":");
        const service = item.value.slice(0, Math.max(colon, 0));
        if (service === "*" || !hasWildcard(service)) continue;
        yield {
          span: innerSpan(text, item, 0, colon),
          message: `'${service}' also covers services that do not exist yet: name each service.`,
        };
      }
    }
    for (const arn of resourceArns(statement)) {
      const service = arn.fields.service;
      // `arn:aws:*` and `arn:aws:*:*:*:*` say that no service is meant.
      if (service === undefined || service.value === "*" || !hasWildcard(service.value)) continue;
      if (arn.count < 6 && service.end === arn.text.value.length) continue;
      yield {
        span: innerSpan(text, arn.text, service.start, service.end),
        message: `'${service.value}' also covers services that do not exist yet: name each service.`,
      };
    }
  },
};
