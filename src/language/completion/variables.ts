import type { GlobalKeyFacts } from "../../core/catalogue/model.ts";
import type { CompletionContext } from "./context.ts";
import { itemKind, jsonInside, snippetString, type Offer } from "./offer.ts";

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
  const offer = (
    label: string,
    text: string,
    snippet: boolean,
    more: Pick<Offer, "rank" | "detail" | "subject">,
  ) => ({
    label,
    kind: itemKind.variable,
    insert: { kind: "part" as const, start: spot.start, end: spot.end, text, snippet },
    ...more,
  });
  const usable = catalogue.globalKeys.filter((key) => !key.multivalued && key.replacedBy === undefined);
  return [
    ...usable.flatMap((key): Offer[] => {
      const more = {
        detail: key.type,
        subject: { about: "conditionKey", key: key.key },
        rank: rankOf(key),
      } as const;
      const [head = "", open] = key.key.split(/\$\{[^}]*\}/);
      if (open === undefined) return [offer(`\${${key.key}}`, `\${${key.key}}`, false, more)];
      return [
        ...facts.tagKeys.map(({ name }) =>
          offer(`\${${head}${name}}`, `\${${head}${jsonInside(name)}}`, false, more),
        ),
        offer(`\${${head}<TAG_KEY>}`, `\\\${${snippetString(head)}\${1:<TAG_KEY>}\\}`, true, more),
      ];
    }),
    ...literals.map(([variable, detail]) => offer(variable, variable, false, { detail, rank: "3" })),
  ];
}

function rankOf({ about }: GlobalKeyFacts): string {
  return about === "principal" ? "0" : about === "session" ? "1" : "2";
}

const literals = [
  ["${*}", "the character *, not a wildcard"],
  ["${?}", "the character ?, not a wildcard"],
  ["${$}", "the character $"],
] as const;
