import type { CompletionItem } from "vscode-languageserver-types";
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { describeAction, describeActionPattern, describeService } from "../hover/describeAction.ts";
import { describeConditionKey, describeOperator } from "../hover/describeCondition.ts";
import { describeServicePrincipal } from "../hover/describePrincipal.ts";
import type { CompletionSubject } from "./subject.ts";

/** The item with its documentation, written now that the editor shows it. */
export async function resolveCompletion(catalogue: Catalogue, item: CompletionItem): Promise<CompletionItem> {
  if (item.documentation !== undefined || item.data === undefined) return item;
  // Only `fitOffers` makes items with data, and it puts a subject there.
  const value = await describe(catalogue, item.data as CompletionSubject);
  return value === undefined ? item : { ...item, documentation: { kind: "markdown", value } };
}

async function describe(catalogue: Catalogue, subject: CompletionSubject): Promise<string | undefined> {
  switch (subject.about) {
    case "action":
      return describeAction(catalogue, subject.action);
    case "actionPattern":
      return describeActionPattern(catalogue, subject.pattern);
    case "service":
      return describeService(catalogue, subject.prefix);
    case "conditionKey":
      return describeConditionKey(catalogue, subject.key);
    case "operator":
      return describeOperator(subject.operator);
    case "servicePrincipal":
      return describeServicePrincipal(catalogue, subject.principal);
  }
}
