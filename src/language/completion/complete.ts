import type { CompletionList } from "vscode-languageserver-types";
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { LineIndex } from "../../core/text/lineIndex.ts";
import { readJsonTree } from "../cursor/jsonTree.ts";
import { policyCaretAt } from "../cursor/policyPlace.ts";
import { namesAndValuesOfSimilarObjects } from "../cursor/similarObjects.ts";
import type { PolicyRequest } from "../policyRequest.ts";
import { offerActions } from "./actions.ts";
import { offerConditionKeys, offerConditionShape, offerOperators } from "./conditions.ts";
import { offerConditionValues } from "./conditionValues.ts";
import type { CompletionContext } from "./context.ts";
import {
  offerEffects,
  offerPolicyElements,
  offerSid,
  offerStatement,
  offerStatementElements,
  offerVersions,
} from "./elements.ts";
import { fitOffers, type Offer } from "./offer.ts";
import { offerPrincipals, offerPrincipalShapes, offerPrincipalTypes } from "./principals.ts";
import { offerResources } from "./resources.ts";
import { offerVariables, variableAt } from "./variables.ts";

const nothing: CompletionList = { isIncomplete: false, items: [] };

/**
 * What can be typed at an offset of a policy. Never rejects for what is in the text; rejects where the catalogue's
 * files cannot be read. Documentation comes with `resolveCompletion`.
 */
export async function completePolicy(catalogue: Catalogue, request: PolicyRequest): Promise<CompletionList> {
  const { kind, text, offset, facts, within } = request;
  const tree = readJsonTree(text);
  const at = policyCaretAt(tree, offset, within);
  if (at === undefined) return nothing;
  const { token } = at.caret;
  const contentStart = token === undefined ? offset : token.start + (token.type === "string" ? 1 : 0);
  const typed = text.slice(contentStart, offset);
  const context: CompletionContext = { kind, catalogue, facts, at, tree, typed };

  const variables = at.place.kind === "resource" || at.place.kind === "conditionValue";
  const spot =
    variables && token?.type === "string" ? variableAt(text, contentStart, token.end, offset) : undefined;
  const { offers, incomplete } =
    spot === undefined
      ? await offersAt(context)
      : { offers: offerVariables(context, spot), incomplete: false };
  const others = new Set(at.siblings);
  const shown = request.withoutSchema === true ? namesAndValuesOfSimilarObjects(tree, at.caret) : others;
  const fresh = new Map<string, Offer>();
  for (const offer of offers) {
    const written = writtenText(offer);
    const present = written !== undefined && (others.has(written) || shown.has(written));
    // Two sources may know the same name; the first says more about it.
    if (!present && !fresh.has(offer.label)) fresh.set(offer.label, offer);
  }
  return { isIncomplete: incomplete, items: fitOffers([...fresh.values()], at.caret, new LineIndex(text)) };
}

/** The name or value that an offer puts in as it is. */
function writtenText({ insert, label }: Offer): string | undefined {
  if (insert.kind === "string") return insert.value;
  return insert.kind === "member" ? label : undefined;
}

interface Offers {
  readonly offers: readonly Offer[];
  readonly incomplete: boolean;
}

async function offersAt(context: CompletionContext): Promise<Offers> {
  const { kind, at, catalogue, facts, typed } = context;
  const { place } = at;
  switch (place.kind) {
    case "document":
      return complete([]);
    case "policyElement":
      return complete(offerPolicyElements(place));
    case "version":
      return complete(offerVersions());
    case "statement":
      return complete(at.caret.token === undefined ? offerStatement(kind, place.inArray) : []);
    case "statementElement":
      return complete(offerStatementElements(kind, place));
    case "effect":
      return complete(offerEffects(kind));
    case "sid":
      return complete(offerSid(place));
    case "action":
      return offerActions(context, place);
    // The formats of ARNs are fitted to what is typed, so they are asked for again with every letter.
    case "resource":
      return { offers: await offerResources(context, place), incomplete: true };
    case "principal":
      return complete(offerPrincipalShapes(kind));
    case "principalType":
      return complete(offerPrincipalTypes(kind, place));
    case "principalValue":
      return {
        offers: offerPrincipals(catalogue, place.type, typed, facts),
        incomplete: true,
      };
    case "condition":
      return complete(offerConditionShape());
    case "conditionOperator":
      return complete(await offerOperators(context, place));
    case "conditionKey":
      return complete(await offerConditionKeys(context, place));
    case "conditionValue":
      return { offers: await offerConditionValues(context, place), incomplete: true };
  }
}

function complete(offers: readonly Offer[]): Offers {
  return { offers, incomplete: false };
}
