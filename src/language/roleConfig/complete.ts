import type { CompletionList } from "vscode-languageserver-types";
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { parseRoleConfig } from "../../core/roleConfig/parse.ts";
import { LineIndex } from "../../core/text/lineIndex.ts";
import { fitOffers, itemKind, type Offer } from "../completion/offer.ts";
import { readJsonTree } from "../cursor/jsonTree.ts";
import { completeEmbedded } from "../embedded/embeddedService.ts";
import { inlinePolicies } from "./inlinePolicies.ts";
import { offerNames } from "./names.ts";
import { policySlot, roleConfigPlaceAt, type RoleConfigPlace } from "./place.ts";
import type { RoleConfigRequest } from "./request.ts";
import { membersAt, type SchemaMember } from "./schemaMembers.ts";
import { offerRoleConfigValues } from "./values.ts";

/**
 * What can be typed at an offset of a role config; inside of a policy in it, what a policy offers there. Never rejects
 * for what is in the text; rejects where the catalogue's files cannot be read.
 */
export async function completeRoleConfig(
  catalogue: () => Promise<Catalogue>,
  request: RoleConfigRequest,
): Promise<CompletionList> {
  const { text, offset, facts } = request;
  const tree = readJsonTree(text);
  const inPolicy = await completeEmbedded(catalogue, {
    text,
    found: inlinePolicies(text, tree),
    offset,
    facts,
    withSchema: true,
  });
  if (inPolicy !== undefined) return inPolicy;
  const place = roleConfigPlaceAt(tree, offset);
  if (place === undefined) return { isIncomplete: false, items: [] };
  const { caret } = place;
  const { token } = caret;
  const contentStart = token === undefined ? offset : token.start + (token.type === "string" ? 1 : 0);
  const context = {
    request,
    place,
    tree,
    config: parseRoleConfig(text),
    typed: text.slice(contentStart, offset),
    catalogue,
  };
  const offers =
    place.slot === "name"
      ? [...offerMembers(place), ...(await offerNames(context))]
      : await offerRoleConfigValues(context);
  const siblings = siblingsOf(place);
  const fresh = new Map<string, Offer>();
  for (const offer of offers) {
    const { insert } = offer;
    if (insert.kind === "string" && siblings.has(insert.value)) continue;
    if (!fresh.has(offer.label)) fresh.set(offer.label, offer);
  }
  return {
    // Actions and ARNs are fitted to what is typed.
    isIncomplete: place.slot === "value" && policySlot(place.way) === undefined,
    items: fitOffers([...fresh.values()], caret, new LineIndex(text)),
  };
}

/** In the order of the schema, those that must be there first. */
function offerMembers({ way, present }: RoleConfigPlace): Offer[] {
  return membersAt(way, present).flatMap((member, index): Offer[] =>
    present.has(member.name)
      ? []
      : [
          {
            label: member.name,
            kind: itemKind.property,
            insert: { kind: "member", name: member.name, value: valueSnippet(way, member) },
            documentation: member.text,
            rank: (member.required ? "0" : "1") + String(index).padStart(2, "0"),
          },
        ],
  );
}

function valueSnippet(way: readonly string[], { name, shape }: SchemaMember): string {
  if (name === "version") return "1";
  switch (shape) {
    case "string":
      return '"$1"';
    case "number":
      return "$1";
    case "array":
      return objectArrays.has([...way, name].join(".")) ? "[\n\t{\n\t\t$1\n\t}\n]" : '["$1"]';
    case "object":
      return "{\n\t$1\n}";
  }
}

const objectArrays: ReadonlySet<string> = new Set(["hops", "buckets", "checks"]);

/** Other values of the same list. */
function siblingsOf({ caret }: RoleConfigPlace): ReadonlySet<string> {
  const container = caret.way.at(-1)?.container;
  if (caret.slot !== "item" || container?.type !== "array") return new Set();
  return new Set(
    container.items.flatMap((item) => (item !== caret.token && item.type === "string" ? [item.value] : [])),
  );
}
