import { findPlaceholders } from "../../core/placeholder.ts";
import { offerConditionKeys } from "../completion/conditions.ts";
import { itemKind, type Offer } from "../completion/offer.ts";
import { stringsIn } from "../cursor/jsonTree.ts";
import { checkAsStatement, policyContext, type RoleConfigContext } from "./context.ts";

/** Names that are the user's own: variables, tag keys, condition keys of the request, claims. */
export async function offerNames(context: RoleConfigContext): Promise<Offer[]> {
  const { place } = context;
  switch (place.way.join(".")) {
    case "variables":
      return offerVariableNames(context);
    case "caller.tags":
    case "hops.#.tags":
      return context.request.facts.tagKeys.map(({ name, from }) => member(name, '"$1"', from));
    case "caller.context":
    case "hops.#.context":
    case "checks.#.context":
      return offerContextKeys(context);
    case "caller.principal.webIdentity.claims":
      return offerClaims(context);
    case "caller.principal.saml.attributes":
      return ["aud", "iss", "sub", "sub_type", "edupersonprincipalname"].map((name) =>
        member(name, '"$1"', `saml:${name}`),
      );
    default:
      return [];
  }
}

/** Placeholders in the config that nothing fills yet. */
function offerVariableNames({ tree, place }: RoleConfigContext): Offer[] {
  const names = new Set(
    stringsIn(tree).flatMap(({ value }) => findPlaceholders(value).map(({ name }) => name)),
  );
  return [...names].flatMap((name) =>
    place.present.has(name) ? [] : [member(name, '"$1"', "a placeholder of this file")],
  );
}

async function offerContextKeys(context: RoleConfigContext): Promise<Offer[]> {
  const policy = await policyContext(context);
  const offers = await offerConditionKeys(policy, {
    kind: "conditionKey",
    present: context.place.present,
    operator: "",
    statement: checkAsStatement(context),
  });
  return Promise.all(
    offers.map(async (offer): Promise<Offer> => {
      const { insert, subject } = offer;
      if (insert.kind !== "member" || subject?.about !== "conditionKey") return offer;
      const facts = await policy.catalogue.conditionKey(subject.key);
      const stop = insert.value.replace(/^"|"$/g, "");
      const single =
        facts?.type === "Bool"
          ? stop.replace(/\$(\d)/, "${$1|true,false|}")
          : facts?.type === "Numeric"
            ? stop
            : insert.value;
      return { ...offer, insert: { ...insert, value: facts?.multivalued === true ? `[${single}]` : single } };
    }),
  );
}

/** The claims of the provider that the caller names, without its name before them. */
async function offerClaims({ config, catalogue }: RoleConfigContext): Promise<Offer[]> {
  const principal = config.caller?.principal;
  const named = principal?.kind === "webIdentity" ? principal.provider.value : "";
  const issuer = /:oidc-provider\/(.+)$/.exec(named)?.[1] ?? named;
  const provider = (await catalogue()).oidcProviders.find(issuer);
  const claims = provider?.claims.map(({ key }) => key.slice(provider.issuer.length + 1)) ?? [];
  return [...new Set(["aud", "sub", ...claims])].flatMap((claim, index) =>
    claim.includes("${")
      ? []
      : [
          {
            ...member(claim, '"$1"', `claim of ${provider?.name ?? "the provider"}`),
            rank: `2${String(index).padStart(2, "0")}`,
          },
        ],
  );
}

function member(name: string, value: string, detail: string): Offer {
  return {
    label: name,
    kind: itemKind.field,
    insert: { kind: "member", name, value },
    detail,
    rank: "2",
  };
}
