import type { Hover } from "vscode-languageserver-types";
import { LineIndex } from "../../core/text/lineIndex.ts";
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { readJsonTree } from "../cursor/jsonTree.ts";
import { policyCaretAt, type PolicyCaret } from "../cursor/policyPlace.ts";
import type { PolicyRequest } from "../policyRequest.ts";
import type { WorkspaceFacts } from "../workspaceFacts.ts";
import { describeAction, describeActionPattern, describeService } from "./describeAction.ts";
import { describeAccount, describeArn } from "./describeArn.ts";
import { conditionSentence, describeConditionKey, describeOperator } from "./describeCondition.ts";
import { describeEveryone, describePrincipal, describeServicePrincipal } from "./describePrincipal.ts";

/**
 * What stands at an offset of a policy, in words. Undefined where there is nothing to say; names of elements are left
 * to the schemas. Rejects only where the catalogue's files cannot be read.
 */
export async function hoverPolicy(catalogue: Catalogue, request: PolicyRequest): Promise<Hover | undefined> {
  const { text, offset, facts, within } = request;
  const tree = readJsonTree(text);
  // The pointer may be on the opening quote.
  const at =
    policyCaretAt(tree, text[offset] === '"' ? offset + 1 : offset, within) ??
    policyCaretAt(tree, offset, within);
  const token = at?.caret.token;
  if (at === undefined || token === undefined) return undefined;
  const value = await describe(catalogue, at, token.value, facts);
  if (value === undefined) return undefined;
  return { contents: { kind: "markdown", value }, range: new LineIndex(text).range(token) };
}

async function describe(
  catalogue: Catalogue,
  { place, caret }: PolicyCaret,
  text: string,
  facts: WorkspaceFacts,
): Promise<string | undefined> {
  switch (place.kind) {
    case "action":
      if (/[*?]/.test(text)) return describeActionPattern(catalogue, text);
      return (await describeAction(catalogue, text)) ?? describeService(catalogue, text.replace(/:.*$/, ""));
    case "resource":
      return text === "*" ? "Every resource." : describeArn(catalogue, text, facts);
    case "principal":
      return text === "*" ? describeEveryone() : undefined;
    case "principalValue":
      return caret.slot === "name" ? undefined : describePrincipal(catalogue, place.type, text, facts);
    case "conditionOperator": {
      const rows = place.statement.conditions.filter(({ operator }) => operator === text);
      return join([describeOperator(text), ...rows.map(conditionSentence)]);
    }
    case "conditionKey": {
      const row = place.statement.conditions.find(
        ({ operator, key }) => operator === place.operator && key === text,
      );
      return join([
        row === undefined ? undefined : conditionSentence(row),
        await describeConditionKey(catalogue, text),
      ]);
    }
    case "conditionValue": {
      const row = place.statement.conditions.find(
        ({ operator, key }) => operator === place.operator && key === place.key,
      );
      return join([
        row === undefined ? undefined : conditionSentence(row),
        describeAccount(text, facts) ??
          (await describeArn(catalogue, text, facts)) ??
          describeServicePrincipal(catalogue, text),
      ]);
    }
    default:
      return undefined;
  }
}

function join(lines: readonly (string | undefined)[]): string | undefined {
  const found = lines.filter((line) => line !== undefined);
  return found.length === 0 ? undefined : found.join("\n\n");
}
