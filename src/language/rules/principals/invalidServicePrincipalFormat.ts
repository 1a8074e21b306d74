import type { Text } from "../../../core/policy/model.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { contentSpan } from "../readings/innerSpan.ts";
import { isOpen } from "../readings/resourceArn.ts";
import { conditionsOn, principalTexts } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const invalidServicePrincipalFormat: StatementRule = {
  code: "INVALID_SERVICE_PRINCIPAL_FORMAT",
  type: "error",
  scope: "statement",
  kinds: everyKind,
  title: "Not a service principal",
  why: "A service principal is a host name in lower case, `SERVICE.amazonaws.com`. AWS refuses others in `Principal`; in a condition they never match. Principals that the catalogue does not know are accepted unless they are close to one that it knows.",
  fix: "Write the principal as the service's documentation has it.",
  source: analyzerCheck("error-invalid-service-principal-format"),
  *check(statement, { text, catalogue }) {
    const found: Text[] = [
      ...principalTexts(statement, "Service").map((entry) => entry.text),
      ...conditionsOn(
        statement,
        "iam:PassedToService",
        "iam:AWSServiceName",
        "aws:PrincipalServiceName",
        "aws:CalledVia",
        "aws:CalledViaFirst",
        "aws:CalledViaLast",
      )
        .filter(({ written }) => written.family === "String")
        .flatMap(({ values }) => values.items),
    ];
    const { servicePrincipals } = catalogue;
    for (const item of found) {
      const { value } = item;
      if (isOpen(value) || servicePrincipals.find(value) !== undefined) continue;
      const lower = value.toLowerCase();
      const near =
        servicePrincipals.find(lower) === undefined
          ? servicePrincipals.nearest(lower, 2).map(({ name }) => name)
          : [lower];
      const wellFormed = /^[a-z0-9-]+(?:\.[a-z0-9-]+){2,}$/.test(value);
      // A known service under a name that the catalogue lacks, such as one for a region, is no error.
      if (wellFormed && (near.length === 0 || /\.amazon(?:aws)?\.(?:com|com\.cn|eu)$/.test(value))) continue;
      yield {
        span: contentSpan(text, item),
        message: `'${value}' is no service principal: these look like ec2.amazonaws.com.`,
        fixes: near.map((name) => ({
          title: `Change to ${name}`,
          edits: [replaceText(item, name)],
          safe: name === lower,
        })),
      };
    }
  },
};
