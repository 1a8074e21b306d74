import { nearestName } from "../../../core/text/nearest.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { principalElements } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

const types = ["AWS", "Service", "Federated", "CanonicalUser"];

export const invalidPrincipalKey: StatementRule = {
  code: "INVALID_PRINCIPAL_KEY",
  type: "error",
  scope: "statement",
  kinds: ["trust", "bucket", "rcp"],
  title: "Unknown type of principal",
  why: "The types of principal are `AWS`, `Service`, `Federated` and `CanonicalUser`, written so.",
  fix: "Correct the name of the type.",
  source: analyzerCheck("error-invalid-principal-key"),
  *check(statement) {
    for (const { element } of principalElements(statement)) {
      for (const { type } of element.entries) {
        if (types.includes(type.value)) continue;
        const free = types.filter((name) => !element.entries.some((entry) => entry.type.value === name));
        const meant = nearestName(type.value, free);
        yield {
          span: type.span,
          message: `'${type.value}' is no type of principal: AWS, Service, Federated and CanonicalUser are.`,
          fixes:
            meant === undefined
              ? []
              : [{ title: `Change to ${meant}`, edits: [replaceText(type, meant)], safe: true }],
        };
      }
    }
  },
};
