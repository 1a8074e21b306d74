import type { WorkspaceFacts } from "../workspaceFacts.ts";
import { itemKind, snippetString, type Offer } from "./offer.ts";

/** An ARN format of the Service Authorization Reference, made ready for the editor. */
export interface ArnOffer {
  /** Without tab stops; open parts are `<Name>`, which the diagnostics know as left to fill. */
  readonly label: string;
  /** The inside of a JSON string, with tab stops. */
  readonly snippet: string;
  /** How much is left to fill. */
  readonly tabStops: number;
}

type Part = { readonly literal: string } | { readonly name: string };

/**
 * Turns `arn:${Partition}:s3:::${BucketName}` into an ARN with tab stops. What stands in `typed` already is kept;
 * undefined where it leads to another ARN. The partition is the profile's; one account or region that is known fills
 * its part, several become a choice.
 */
export function arnOffer(format: string, typed: string, facts: WorkspaceFacts): ArnOffer | undefined {
  const kept = keptParts(format, typed.startsWith("arn:") ? typed : "");
  if (kept === undefined) return undefined;
  let label = "";
  let snippet = "";
  let stops = 0;
  for (const { part, text } of kept) {
    if (text !== undefined) {
      label += text;
      snippet += snippetString(text);
      continue;
    }
    if ("literal" in part) {
      label += part.literal;
      snippet += snippetString(part.literal);
      continue;
    }
    const values = valuesFor(part.name, facts);
    const [first = `<${part.name}>`] = values;
    if (part.name === "Partition") {
      label += first;
      snippet += snippetString(first);
    } else {
      stops++;
      label += first;
      snippet +=
        values.length > 1
          ? `\${${stops}|${values.map(choiceText).join(",")}|}`
          : `\${${stops}:${snippetString(first)}}`;
    }
  }
  return { label, snippet, tabStops: stops };
}

/** The format as an offer, behind the names that are known; none where it leads to another ARN than what is typed. */
export function arnTemplateOffers(
  format: string,
  detail: string,
  typed: string,
  facts: WorkspaceFacts,
): Offer[] {
  const offer = arnOffer(format, typed, facts);
  if (offer === undefined) return [];
  return [
    {
      label: offer.label,
      kind: itemKind.snippet,
      insert: { kind: "stringSnippet", snippet: offer.snippet },
      detail,
      rank: "5",
    },
  ];
}

/** The parts of the format, each with its text from what is typed, as far as that reaches. */
function keptParts(format: string, typed: string): { part: Part; text: string | undefined }[] | undefined {
  const parts = partsOf(format);
  const kept: { part: Part; text: string | undefined }[] = [];
  let rest = typed;
  for (const [index, part] of parts.entries()) {
    if (rest === "") kept.push({ part, text: undefined });
    else if ("literal" in part) {
      if (rest.startsWith(part.literal)) rest = rest.slice(part.literal.length);
      else if (part.literal.startsWith(rest)) rest = "";
      else return undefined;
      kept.push({ part, text: part.literal });
    } else {
      const next = parts[index + 1];
      const stop = next !== undefined && "literal" in next ? rest.indexOf(next.literal.charAt(0)) : -1;
      const text = stop === -1 ? rest : rest.slice(0, stop);
      // An empty part in front of what follows: the user left it out.
      if (text === "" && stop !== 0) return undefined;
      kept.push({ part, text });
      rest = rest.slice(text.length);
    }
  }
  return rest === "" ? kept : undefined;
}

function partsOf(format: string): Part[] {
  return format
    .split(/\$\{([^}]+)\}/)
    .map((text, index): Part => (index % 2 === 0 ? { literal: text } : { name: text }))
    .filter((part) => !("literal" in part) || part.literal !== "");
}

function valuesFor(name: string, facts: WorkspaceFacts): readonly string[] {
  switch (name) {
    case "Partition":
      return [facts.partition];
    case "Account":
      return facts.accounts.length > 0 ? facts.accounts.map(({ id }) => id) : ["<ACCOUNT_ID>"];
    case "Region":
      return facts.region === undefined ? ["*"] : [facts.region, "*"];
    case "BucketName":
      return ["<BUCKET_NAME>"];
    case "ObjectName":
      return ["*"];
    case "RoleNameWithPath":
      return ["<ROLE_NAME>"];
    default:
      return [];
  }
}

/** https://code.visualstudio.com/docs/editing/userdefinedsnippets#_choice */
function choiceText(value: string): string {
  return snippetString(value).replace(/[,|]/g, "\\$&");
}
