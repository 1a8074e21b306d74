import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import type { WorkspaceFacts } from "../workspaceFacts.ts";
import { itemKind, snippetString, type Offer } from "./offer.ts";

/**
 * Service principals, those of common services first, with the regional forms that AWS documents. Forms of another
 * partition are left out; in a partition that has its own they come before the general ones.
 */
export function offerServicePrincipals(catalogue: Catalogue, facts: WorkspaceFacts): Offer[] {
  return catalogue.servicePrincipals.all.flatMap(({ name, forms }): Offer[] => {
    const weight = catalogue.serviceSummary(name.replace(".amazonaws.com", ""))?.weight ?? 0;
    const rank = String(Math.max(0, 9999 - weight)).padStart(4, "0");
    const general = offer(name, name, { kind: "string", value: name }, `5${rank}`);
    return [general, ...forms.flatMap((form) => offerForm(form, name, rank, facts))];
  });
}

function offerForm(form: string, name: string, rank: string, { partition, region }: WorkspaceFacts): Offer[] {
  const isChinese = form.endsWith(".cn");
  if (isChinese !== (partition === "aws-cn")) return [];
  const [before = "", after] = form.split("{region}");
  const place = isChinese ? "4" : "6";
  if (after === undefined) return [offer(form, name, { kind: "string", value: form }, `${place}${rank}`)];
  const code = region ?? "<REGION>";
  const snippet = `${snippetString(before)}\${1:${snippetString(code)}}${snippetString(after)}`;
  return [offer(before + code + after, name, { kind: "stringSnippet", snippet }, `${place}${rank}`)];
}

function offer(label: string, name: string, insert: Offer["insert"], rank: string): Offer {
  return {
    label,
    kind: itemKind.module,
    insert,
    subject: { about: "servicePrincipal", principal: name },
    rank,
  };
}
