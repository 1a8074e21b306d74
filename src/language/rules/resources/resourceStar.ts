import type { ActionFacts } from "../../../core/catalogue/model.ts";
import { hasWildcard } from "../readings/glob.ts";
import { isSettled } from "../readings/settledServices.ts";
import { listed } from "../readings/quote.ts";
import { allows } from "../readings/statement.ts";
import { type StatementRule } from "../rule.ts";

export const resourceStar: StatementRule = {
  code: "RESOURCE_STAR",
  type: "suggestion",
  scope: "statement",
  kinds: ["identity", "session"],
  title: "Write access to every resource",
  why: "All actions of the statement change something and can be limited to named resources. With `*`, or an ARN of wildcards only, they are allowed on all of them, also on those that come later.",
  fix: "Name the resources in `Resource`, or add a condition, such as one on `aws:ResourceTag`.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  *check(statement, { catalogue }) {
    if (!allows(statement) || statement.conditions.length > 0) return;
    const star = statement.resource?.items.find(
      ({ value }) => value === "*" || /^arn:[^:]*:[a-z0-9-]+:\*?:\*?:\*$/.test(value),
    );
    const items = statement.action?.items ?? [];
    if (star === undefined || items.length === 0) return;
    for (const { value } of items) {
      const colon = value.indexOf(":");
      if (colon === -1 || hasWildcard(value)) return;
      const action = catalogue.loadedService(value.slice(0, colon))?.action(value.slice(colon + 1));
      if (action === undefined || !isLimitable(action)) return;
      if (!action.accessLevels.some((level) => level === "Write" || level === "Permissions management"))
        return;
    }
    yield {
      span: star.span,
      message: `${listed(
        items.map(({ value }) => value),
        3,
      )} can be limited to named resources.`,
    };
  },
};

/** Only required types prove that requests name a resource, unless the reference is known to be complete. */
function isLimitable({ service, resources }: ActionFacts): boolean {
  return isSettled(service) ? resources.length > 0 : resources.some(({ required }) => required);
}
