import { snippetText } from "./offer.ts";
import type { CompletionContext } from "./context.ts";
import { itemKind, type Offer } from "./offer.ts";

/** Where a policy variable is being typed: offsets in the document, from its `$` on. */
export interface VariableSpot {
  readonly start: number;
  readonly end: number;
}

/** The variable around the caret, `${aws:user|`; undefined outside of one. */
export function variableAt(
  text: string,
  tokenStart: number,
  tokenEnd: number,
  offset: number,
): VariableSpot | undefined {
  const open = text.lastIndexOf("${", offset - 2);
  if (open < tokenStart || text.slice(open, offset).includes("}")) return undefined;
  const rest = /^[^}"$\s]*\}?/.exec(text.slice(offset, tokenEnd))?.[0] ?? "";
  return { start: open, end: offset + (rest.endsWith("}") ? rest.length : 0) };
}

/**
 * Keys that can stand in `${…}`: those with one value. Only from version 2012-10-17 on are they more than text.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function offerVariables({ catalogue, facts, at }: CompletionContext, spot: VariableSpot): Offer[] {
  if (at.version !== "2012-10-17") return [];
  const place = { start: spot.start, end: spot.end };
  const keys = catalogue.globalKeys.flatMap((facts_) => {
    if (facts_.multivalued || facts_.replacedBy !== undefined) return [];
    const [head = "", hole] = facts_.key.split(/\$\{[^}]*\}/);
    if (hole === undefined) return [{ facts: facts_, variable: `\${${facts_.key}}`, snippet: undefined }];
    return [
      ...facts.tagKeys.map(({ name }) => ({
        facts: facts_,
        variable: `\${${head}${name}}`,
        snippet: undefined,
      })),
      {
        facts: facts_,
        variable: `\${${head}<TAG_KEY>}`,
        snippet: `\\\${${snippetText(head)}\${1:<TAG_KEY>}\\}`,
      },
    ];
  });
  return [
    ...keys.map(({ facts: key, variable, snippet }): Offer => ({
      label: variable,
      kind: itemKind.variable,
      insert: { kind: "part", ...place, text: snippet ?? variable, snippet: snippet !== undefined },
      detail: key.type,
      subject: { about: "conditionKey", key: key.key },
      rank: key.about === "principal" ? "0" : key.about === "session" ? "1" : "2",
    })),
    ...literals.map(([variable, detail]): Offer => ({
      label: variable,
      kind: itemKind.variable,
      insert: { kind: "part", ...place, text: variable, snippet: false },
      detail,
      rank: "3",
    })),
  ];
}

const literals = [
  ["${*}", "the character *, not a wildcard"],
  ["${?}", "the character ?, not a wildcard"],
  ["${$}", "the character $"],
] as const;
