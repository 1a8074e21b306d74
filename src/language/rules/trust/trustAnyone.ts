import { allows, namesEveryone, readConditions } from "../readings/statement.ts";
import { type StatementRule } from "../rule.ts";

/** Keys that say who the caller is, so that a condition on them replaces the name in Principal. */
const identifying =
  /^(?:aws:Principal(?:OrgID|OrgPaths|Account|Arn|Tag\/.+|ServiceName|IsAWSService)|aws:Source(?:Arn|Account|OrgID|OrgPaths|Vpc|Vpce|VpcArn|Ip)|aws:Vpce(?:Account|OrgID|OrgPaths)|aws:userid|aws:username)$/i;

export const trustAnyone: StatementRule = {
  code: "TRUST_ANYONE",
  type: "securityWarning",
  scope: "statement",
  kinds: ["trust"],
  title: "Any account of AWS may assume the role",
  why: '`{ "AWS": "*" }` trusts every identity in every account. An external id is no password and does not say who calls.',
  fix: "Name the accounts or roles, or add a condition on `aws:PrincipalOrgID` or `aws:PrincipalArn`.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous",
  *check(statement) {
    const { principal } = statement;
    if (principal === undefined || principal.everyone || !allows(statement) || !namesEveryone(principal))
      return;
    const narrowed = readConditions(statement).some(
      ({ key, written, values }) =>
        identifying.test(key.value) &&
        !written.negated &&
        !written.ifExists &&
        written.family !== "Null" &&
        !values.items.some(({ value }) => value === "*"),
    );
    if (narrowed) return;
    const star = principal.entries
      .flatMap(({ type, values }) => (type.value === "AWS" ? values.items : []))
      .find(({ value }) => value === "*");
    yield {
      span: star?.span ?? principal.span,
      message: "Every identity in every account of AWS may assume the role: no condition here says who.",
    };
  },
};
