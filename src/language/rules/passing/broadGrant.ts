import { actionCovers } from "../../../core/policy/actionPattern.ts";
import type { Statement, Text } from "../../../core/policy/model.ts";
import { addCondition } from "../../fixes/conditionEdits.ts";
import { hasWildcard } from "../readings/glob.ts";
import { allows, conditionsOn, memberNamed } from "../readings/statement.ts";
import type { Report, StatementRule } from "../rule.ts";

/** How a statement includes the action: by name, by a wildcard, or by not naming it in NotAction. */
export type Inclusion = "exact" | "star" | "not";

/** On what it does: on all but what NotResource names, or on every role. */
export type Breadth = "notResource" | "star";

const limits: Readonly<Record<string, readonly string[]>> = {
  "iam:PassRole": ["iam:PassedToService", "iam:AssociatedResourceArn"],
  "iam:CreateServiceLinkedRole": ["iam:AWSServiceName"],
};

/** Finds statements that allow an action on too many roles in one of the ways. */
export function broadGrant(action: string, inclusion: Inclusion, breadth: Breadth): StatementRule["check"] {
  return function* check(statement, { text }): Iterable<Report> {
    if (!allows(statement)) return;
    const by = including(statement, action, inclusion);
    if (by === undefined) return;
    const limiting = limits[action] ?? [];
    if (breadth === "star") {
      if (!statement.resource?.items.some(({ value }) => isEveryRole(value))) return;
      if (
        conditionsOn(statement, ...limiting).some(
          ({ written }) => !written.negated && written.family !== "Null",
        )
      )
        return;
    } else if (statement.notResource === undefined) return;
    // A list in which every wildcard is elsewhere is judged once, at the first item that includes the action.
    const key = limiting[0] ?? "";
    const edit =
      breadth === "star" && inclusion === "exact" && statement.action?.items.length === 1
        ? addCondition(text, statement, "StringEquals", key, "<SERVICE>.amazonaws.com")
        : undefined;
    yield {
      span: by.span,
      message: message(action, inclusion, breadth),
      fixes:
        edit === undefined
          ? []
          : [{ title: `Add a condition on ${key}`, edits: [edit], safe: false, placeholder: true }],
    };
  };
}

/** What in the statement includes the action. An item that names it comes before one that covers it. */
function including(
  statement: Statement,
  action: string,
  inclusion: Inclusion,
): { readonly span: Text["span"] } | undefined {
  if (inclusion === "not") {
    const { notAction } = statement;
    if (notAction === undefined || notAction.items.some(({ value }) => actionCovers(value, action)))
      return undefined;
    // Without a service that the list would leave, NotAction of another service's everything still includes IAM.
    return memberNamed(statement.members, "NotAction")?.name;
  }
  const items = statement.action?.items.filter(({ value }) => actionCovers(value, action)) ?? [];
  const exact = items.find(({ value }) => !hasWildcard(value));
  return inclusion === "exact" ? exact : exact === undefined ? items[0] : undefined;
}

/**
 * True for `*` and for ARNs whose role name is a wildcard from its beginning. `role/service-role/*` or
 * `role/MyService*` name some roles only.
 */
function isEveryRole(resource: string): boolean {
  if (resource === "*") return true;
  const fields = resource.split(":");
  const service = fields[2] ?? "*";
  if (!resource.startsWith("arn:") || !["iam", "*"].includes(service)) return false;
  const name = fields.length < 6 ? "*" : fields.slice(5).join(":");
  return /^(?:\*|role\*|role\/\*|\*\/\*|role\/\*\/\*|\*role\*)$/.test(name);
}

function message(action: string, inclusion: Inclusion, breadth: Breadth): string {
  const how = { exact: "", star: " through the wildcard", not: ", since NotAction does not name it" }[
    inclusion
  ];
  const where = breadth === "star" ? "on every role" : "on every role that NotResource does not name";
  return `This allows ${action} ${where}${how}.`;
}
