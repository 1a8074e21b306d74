import { isSettled } from "../readings/settledServices.ts";
import { editDistance } from "../../../core/catalogue/nearNames.ts";
import type { Catalogue } from "../../../core/catalogue/catalogue.ts";
import type { Text } from "../../../core/policy/model.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { hasWildcard } from "../readings/glob.ts";
import { actionLists } from "../readings/statement.ts";
import { isTypingError } from "../readings/typingError.ts";
import { analyzerCheck, everyKind, type Report, type StatementRule } from "../rule.ts";

export const invalidAction: StatementRule = {
  code: "INVALID_ACTION",
  type: "error",
  scope: "statement",
  kinds: everyKind,
  title: "Unknown action",
  why: "An action that does not exist allows and denies nothing. The names of actions are not always those of API operations: `s3:ListBucket` allows `ListObjectsV2`. Where the name is not clearly mistyped it may be newer than the catalogue: then this is a warning and says the catalogue's date.",
  fix: "Use the name from the Service Authorization Reference.",
  source: analyzerCheck("error-invalid-action"),
  *check(statement, { catalogue }) {
    for (const { list } of actionLists(statement)) {
      for (const item of list.items) {
        const report = judge(item, catalogue);
        if (report !== undefined) yield report;
      }
    }
  },
};

function judge(item: Text, catalogue: Catalogue): Report | undefined {
  const { value } = item;
  if (value === "*" || value.includes("${") || value.includes("<")) return undefined;
  const colon = value.indexOf(":");
  if (value === "") return undefined;
  if (colon === -1) {
    const named = catalogue.actionsNamed(value).slice(0, 3);
    return {
      span: item.span,
      message: `'${value}' lacks the service: an action is SERVICE:NAME, such as ${nameOf(named[0]) ?? "s3:GetObject"}.`,
      fixes: named.map((action) => change(item, `${action.service}:${action.name}`)),
    };
  }
  const service = value.slice(0, colon);
  const name = value.slice(colon + 1);
  // Unknown services have a rule of their own; a pattern for services is judged by it.
  if (hasWildcard(service) || catalogue.serviceSummary(service) === undefined) return undefined;
  if (hasWildcard(name)) {
    if (catalogue.expand(value).length > 0) return undefined;
    return {
      span: item.span,
      message: `'${value}' covers no action of the catalogue of ${catalogue.date}.`,
      severity: "warning",
    };
  }
  if (catalogue.actionName(value) !== undefined) return undefined;
  const near = catalogue.nearestActions(value);
  const [first] = near;
  const own = near.filter((action) => action.service === service.toLowerCase());
  // A near name that does not look like it stands for an API operation of another name.
  const certain =
    /[^A-Za-z0-9_-]/.test(name) ||
    own.some(
      (action) =>
        isTypingError(name, action.name) ||
        (isSettled(service) && editDistance(name.toLowerCase(), action.name.toLowerCase(), 3) > 3),
    );
  return {
    span: item.span,
    message:
      first === undefined
        ? `The catalogue of ${catalogue.date} knows no action '${value}'.`
        : certain
          ? `There is no action '${value}': did you mean ${nameOf(first) ?? ""}?`
          : `The catalogue of ${catalogue.date} knows no action '${value}'; it knows ${nameOf(first) ?? ""}.`,
    ...(certain ? {} : { severity: "warning" as const }),
    fixes: near.map((action) => change(item, `${action.service}:${action.name}`)),
  };
}

function nameOf(action: { readonly service: string; readonly name: string } | undefined): string | undefined {
  return action === undefined ? undefined : `${action.service}:${action.name}`;
}

function change(item: Text, name: string): NonNullable<Report["fixes"]>[number] {
  return { title: `Change to ${name}`, edits: [replaceText(item, name)], safe: false };
}
