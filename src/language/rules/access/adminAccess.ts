import { allows } from "../readings/statement.ts";
import { type StatementRule } from "../rule.ts";

export const adminAccess: StatementRule = {
  code: "ADMIN_ACCESS",
  type: "securityWarning",
  scope: "statement",
  kinds: ["identity", "session"],
  title: "Everything on everything",
  why: "`Action` `*` on `Resource` `*` without a condition makes an administrator of whoever gets the policy.",
  fix: "Name the services, actions and resources that are needed.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  *check(statement) {
    if (!allows(statement) || statement.conditions.length > 0) return;
    const item = statement.action?.items.find(({ value }) => value === "*" || value === "*:*");
    if (item === undefined || !statement.resource?.items.some(({ value }) => value === "*")) return;
    yield { span: item.span, message: "This allows every action on every resource." };
  },
};
