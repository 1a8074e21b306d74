import { parseArn } from "../../core/arn.ts";
import type { ResourceTypeFacts } from "../../core/catalogue/model.ts";
import { stringsIn } from "../cursor/jsonTree.ts";
import type { PolicyPlace } from "../cursor/policyPlace.ts";
import type { NamedFact } from "../workspaceFacts.ts";
import { arnOffer } from "./arnTemplate.ts";
import { actionsOf, type CompletionContext } from "./context.ts";
import { itemKind, type Offer } from "./offer.ts";

/**
 * ARNs for a Resource or NotResource element: names that the workspace, the profiles and the document itself know, as
 * far as the statement's actions take them, and the formats of those actions' resource types with tab stops.
 */
export async function offerResources(
  context: CompletionContext,
  place: PolicyPlace & { kind: "resource" },
): Promise<Offer[]> {
  const { kind, catalogue, facts, typed } = context;
  const actions = await actionsOf(catalogue, place.statement);
  const s3 = kind === "bucket" ? await catalogue.service("s3") : undefined;
  const inBucket = s3?.resourceTypes.filter(({ name }) => name === "bucket" || name === "object") ?? [];
  const taken = new Set(actions.flatMap(({ resources }) => resources.map(({ type }) => type)));
  const types = [...(actions.length === 0 ? inBucket : taken)].filter(
    (type) => kind !== "bucket" || inBucket.includes(type),
  );
  const required = new Set(
    actions.flatMap(({ resources }) => resources.filter((one) => one.required).map(({ type }) => type)),
  );
  const known = knownArns(context).filter(({ name }) => types.length === 0 || isOfType(context, name, types));
  const onlyStar = actions.length > 0 && types.length === 0;
  return [
    ...(onlyStar
      ? []
      : known.map(({ name, from }): Offer => ({
          label: name,
          kind: itemKind.reference,
          insert: { kind: "string", value: name },
          detail: from,
          rank: "1",
        }))),
    ...types.flatMap((type) =>
      type.arnFormats.flatMap((format): Offer[] => {
        const offer = arnOffer(format, typed, facts);
        if (offer === undefined) return [];
        return [
          {
            label: offer.label,
            kind: itemKind.snippet,
            insert: { kind: "stringSnippet", snippet: offer.snippet },
            detail: `${type.name} of ${type.service}`,
            rank: `${required.has(type) ? 2 : 3}${offer.tabStops}`,
          },
        ];
      }),
    ),
    {
      label: "*",
      kind: itemKind.value,
      insert: { kind: "string", value: "*" },
      detail: onlyStar ? "the actions know no resources" : "every resource",
      rank: onlyStar ? "0" : "9",
    },
  ];
}

/** ARNs by name, each once: what the document says counts first. */
function knownArns({ tree, at, facts }: CompletionContext): NamedFact[] {
  const named = new Map<string, NamedFact>();
  const add = (name: string, from: string) => {
    if (!named.has(name)) named.set(name, { name, from });
  };
  for (const text of stringsIn(tree)) {
    if (text !== at.caret.token && parseArn(text.value) !== undefined) add(text.value, "in this document");
  }
  for (const { name, from } of facts.buckets) {
    add(`arn:${facts.partition}:s3:::${name}`, from);
    add(`arn:${facts.partition}:s3:::${name}/*`, from);
  }
  for (const { name, from } of [...facts.roles, ...facts.users]) add(name, from);
  return [...named.values()];
}

function isOfType(
  { catalogue }: CompletionContext,
  arn: string,
  types: readonly ResourceTypeFacts[],
): boolean {
  const services = new Set(types.map(({ service }) => service));
  return [...services].some((service) =>
    catalogue
      .loadedService(service)
      ?.resourceTypesOf(arn)
      .some((type) => types.includes(type)),
  );
}
