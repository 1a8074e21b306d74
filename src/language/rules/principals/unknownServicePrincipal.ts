import { replaceText } from "../../fixes/listEdits.ts";
import { contentSpan } from "../readings/innerSpan.ts";
import { isOpen } from "../readings/resourceArn.ts";
import { principalTexts } from "../readings/statement.ts";
import { type StatementRule } from "../rule.ts";

export const unknownServicePrincipal: StatementRule = {
  code: "UNKNOWN_SERVICE_PRINCIPAL",
  type: "warning",
  scope: "statement",
  kinds: ["trust", "bucket", "rcp"],
  title: "Service principal that is close to a known one",
  why: "AWS refuses a service principal that does not exist. This one has the right form, but the catalogue does not know it, and it knows one that differs in a few letters.",
  fix: "Write the principal as the service's documentation has it.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services",
  *check(statement, { text, catalogue }) {
    for (const { text: item } of principalTexts(statement, "Service")) {
      const { value } = item;
      if (isOpen(value) || !/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com$/.test(value)) continue;
      if (catalogue.servicePrincipals.find(value) !== undefined) continue;
      const label = value.split(".", 1)[0] ?? "";
      // Most services have a principal of their prefix, listed or not.
      if (catalogue.serviceSummary(label) !== undefined) continue;
      const near = catalogue.servicePrincipals.nearest(value, 3).map(({ name }) => name);
      if (near.length === 0) continue;
      yield {
        span: contentSpan(text, item),
        message: `The catalogue knows no service principal '${value}': did you mean ${near[0] ?? ""}?`,
        fixes: near.map((name) => ({
          title: `Change to ${name}`,
          edits: [replaceText(item, name)],
          safe: false,
        })),
      };
    }
  },
};
