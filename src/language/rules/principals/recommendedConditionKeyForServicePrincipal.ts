import { conditionsOn } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";
import { onlyServices, sourceKeys } from "./serviceStatements.ts";

export const recommendedConditionKeyForServicePrincipal: StatementRule = {
  code: "RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL",
  type: "suggestion",
  scope: "statement",
  kinds: ["bucket"],
  title: "A weaker key for a service principal",
  why: "`aws:Referer` and the like say little about the customer for whom a service acts. `aws:SourceArn` and `aws:SourceAccount` are made for that.",
  fix: "Use `aws:SourceArn` or `aws:SourceAccount` instead.",
  source: analyzerCheck("suggestion-recommended-condition-key-for-service-principal"),
  *check(statement) {
    const [service] = onlyServices(statement);
    if (service === undefined || conditionsOn(statement, ...sourceKeys).length > 0) return;
    for (const { key } of conditionsOn(statement, "aws:Referer", "aws:SourceOwner")) {
      yield {
        span: key.span,
        message: `For ${service} aws:SourceArn or aws:SourceAccount says more surely than ${key.value} for whom it acts.`,
      };
    }
  },
};
