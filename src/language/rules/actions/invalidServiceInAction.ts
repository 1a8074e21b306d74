import { replaceText } from "../../fixes/listEdits.ts";
import { hasWildcard } from "../readings/glob.ts";
import { innerSpan } from "../readings/innerSpan.ts";
import { actionLists } from "../readings/statement.ts";
import { isTypingError } from "../readings/typingError.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

export const invalidServiceInAction: StatementRule = {
  code: "INVALID_SERVICE_IN_ACTION",
  type: "error",
  scope: "statement",
  kinds: everyKind,
  title: "Unknown service in an action",
  why: "An action begins with the prefix of its service. With a prefix that does not exist it allows and denies nothing. Where no known prefix is near, the service may be newer than the catalogue: then this is a warning.",
  fix: "Use the prefix from the Service Authorization Reference; it is not always the name of the service: `states` for Step Functions, `elasticmapreduce` for EMR.",
  source: analyzerCheck("error-invalid-service-in-action"),
  *check(statement, { catalogue, text }) {
    for (const { list } of actionLists(statement)) {
      for (const item of list.items) {
        const colon = item.value.indexOf(":");
        const service = item.value.slice(0, Math.max(colon, 0));
        if (colon === -1 || hasWildcard(service) || /[$<]/.test(service)) continue;
        if (catalogue.serviceSummary(service) !== undefined) continue;
        const name = item.value.slice(colon + 1);
        const close = catalogue.nearestServices(service);
        const certain = close.some(
          (known) => isTypingError(service, known.prefix) || isNameOf(service, known.name),
        );
        const same = hasWildcard(name) ? [] : catalogue.actionsNamed(name).slice(0, 1);
        const near = [
          ...new Set([...close.map(({ prefix }) => prefix), ...same.map((action) => action.service)]),
        ];
        yield {
          span: innerSpan(text, item, 0, colon),
          message: certain
            ? `There is no service '${service}': did you mean ${near[0] ?? ""}?`
            : `The catalogue of ${catalogue.date} knows no service '${service}'.`,
          ...(certain ? {} : { severity: "warning" as const }),
          fixes: near.map((prefix) => ({
            title: `Change to ${prefix}:${name}`,
            edits: [replaceText(item, `${prefix}:${name}`)],
            safe: false,
          })),
        };
      }
    }
  },
};

/** `stepfunctions` is written for `AWS Step Functions`. */
function isNameOf(written: string, name: string): boolean {
  const letters = (text: string) =>
    text
      .toLowerCase()
      .replace(/^(?:aws|amazon)/, "")
      .replace(/[^a-z0-9]/g, "");
  return letters(written) === letters(name);
}
