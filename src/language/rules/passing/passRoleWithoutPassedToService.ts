import { actionCovers } from "../../../core/policy/actionPattern.ts";
import { addCondition } from "../../fixes/conditionEdits.ts";
import { allows, conditionsOn } from "../readings/statement.ts";
import { identityKinds, type StatementRule } from "../rule.ts";

export const passRoleWithoutPassedToService: StatementRule = {
  code: "PASS_ROLE_WITHOUT_PASSED_TO_SERVICE",
  type: "suggestion",
  scope: "statement",
  kinds: identityKinds,
  title: "iam:PassRole for any service",
  why: "`iam:PassRole` on a role lets its holder hand the role to every service that the role trusts. `iam:PassedToService` says to which one.",
  fix: "Add a condition on `iam:PassedToService`, in a statement that has `iam:PassRole` alone.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  *check(statement, { text }) {
    if (!allows(statement)) return;
    const item = statement.action?.items.find(({ value }) => value.toLowerCase() === "iam:passrole");
    if (
      item === undefined ||
      conditionsOn(statement, "iam:PassedToService", "iam:AssociatedResourceArn").length > 0
    )
      return;
    // On every role the rules PASS_ROLE_WITH_… say more.
    if (statement.resource?.items.some(({ value }) => value === "*" || value.endsWith(":role/*")) !== false)
      return;
    const alone = statement.action?.items.every(({ value }) => actionCovers(value, "iam:PassRole")) === true;
    const edit = alone
      ? addCondition(text, statement, "StringEquals", "iam:PassedToService", "<SERVICE>.amazonaws.com")
      : undefined;
    yield {
      span: item.span,
      message:
        "The roles may be passed to every service that they trust: say to which with iam:PassedToService.",
      fixes:
        edit === undefined
          ? []
          : [
              {
                title: "Add a condition on iam:PassedToService",
                edits: [edit],
                safe: false,
                placeholder: true,
              },
            ],
    };
  },
};
