import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import type { ActionName, ServiceSummary } from "../../core/catalogue/model.ts";
import type { PolicyPlace, StatementText } from "../cursor/policyPlace.ts";
import type { CompletionContext } from "./context.ts";
import { itemKind, snippetString, type Offer } from "./offer.ts";
import { counted } from "../../core/text/counted.ts";
import { trustActions } from "../../core/policy/trustActions.ts";

interface Offers {
  readonly offers: readonly Offer[];
  /** True where another letter may bring offers that are not among these. */
  readonly incomplete: boolean;
}

/** Most matches of a search without a service prefix; the search goes on with the next letter. */
const mostFound = 60;

/** Services, actions and wildcards for an Action or NotAction element. */
export async function offerActions(
  context: CompletionContext,
  place: PolicyPlace & { kind: "action" },
): Promise<Offers> {
  const { kind, catalogue, typed } = context;
  if (kind === "trust") return { offers: offerTrustActions(catalogue, place.statement), incomplete: false };
  if (kind === "bucket") return offerBucketActions(catalogue);
  const colon = typed.indexOf(":");
  if (colon !== -1) return offerActionsOfService(catalogue, typed.slice(0, colon), typed);
  if (typed === "")
    return {
      offers: [...catalogue.services.map((service) => offerService(service)), all()],
      incomplete: true,
    };
  return { offers: searchAll(catalogue, typed), incomplete: true };
}

function offerActionsOfService(catalogue: Catalogue, prefix: string, typed: string): Offers {
  const names = catalogue.actionNames(prefix);
  if (names.length === 0) {
    const near = catalogue
      .nearestServices(prefix)
      .map((service) => ({ ...offerService(service), filter: typed }));
    return { offers: near, incomplete: true };
  }
  const pattern = /[*?]/.test(typed) ? offerPatterns(catalogue, typed) : [];
  return {
    offers: [
      ...names.map((name) => offerAction(name)),
      ...offerWildcards(prefix.toLowerCase(), names),
      ...pattern,
    ],
    incomplete: pattern.length > 0,
  };
}

/** Only S3 looks at a bucket policy, and only for actions on the bucket and what is in it. */
async function offerBucketActions(catalogue: Catalogue): Promise<Offers> {
  const s3 = await catalogue.service("s3");
  const names = (s3?.actions ?? []).filter(
    ({ name }) =>
      s3?.action(name)?.resources.some(({ type }) => type.name === "bucket" || type.name === "object") ===
      true,
  );
  return {
    offers: [...names.map((name) => offerAction(name)), ...offerWildcards("s3", names)],
    incomplete: false,
  };
}

function offerTrustActions(catalogue: Catalogue, statement: StatementText): Offer[] {
  const federated = statement.principals.find(({ type }) => type === "Federated");
  const first =
    federated === undefined
      ? "sts:AssumeRole"
      : federated.value.includes(":saml-provider/")
        ? "sts:AssumeRoleWithSAML"
        : "sts:AssumeRoleWithWebIdentity";
  return trustActions.flatMap((action, index) => {
    const name = catalogue.actionName(action);
    return name === undefined ? [] : [{ ...offerAction(name), rank: action === first ? "0" : `1${index}` }];
  });
}

/** `PBP` → `s3:PutBucketPolicy`. The typed text is the filter, since the match is ours and not a run of letters. */
function searchAll(catalogue: Catalogue, typed: string): Offer[] {
  const lower = typed.toLowerCase();
  const services = catalogue.services.flatMap((service): Offer[] => {
    if (service.prefix.startsWith(lower))
      return [{ ...offerService(service), rank: `0${rankOfWeight(service)}` }];
    if (!service.prefix.includes(lower) && !service.name.toLowerCase().includes(lower)) return [];
    return [{ ...offerService(service), rank: `2${rankOfWeight(service)}`, filter: typed }];
  });
  const actions = catalogue.searchActions(typed, mostFound).map((name, index) => ({
    ...offerAction(name),
    rank: `1${String(index).padStart(3, "0")}`,
    filter: typed,
  }));
  return [...services, ...actions, ...(typed === "*" ? [all()] : [])];
}

/** The pattern as typed, and with one more star, where they cover something. */
function offerPatterns(catalogue: Catalogue, typed: string): Offer[] {
  return [...new Set([typed, typed.replace(/\**$/, "*")])].flatMap((pattern) => {
    const count = catalogue.expand(pattern).length;
    return count === 0 ? [] : [{ ...offerPattern(pattern, count), rank: "0", filter: typed }];
  });
}

/** One wildcard for each verb, and for each verb with a noun that three or more actions share. */
function offerWildcards(prefix: string, names: readonly ActionName[]): Offer[] {
  const counts = new Map<string, number>();
  for (const { name } of names) {
    const [verb, noun] = name.match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*/g) ?? [];
    if (verb === undefined) continue;
    counts.set(verb, (counts.get(verb) ?? 0) + 1);
    if (noun !== undefined) counts.set(verb + noun, (counts.get(verb + noun) ?? 0) + 1);
  }
  const heads = [...counts].filter(([head, count]) => count > (/^[A-Z][a-z0-9]*$/.test(head) ? 1 : 2));
  return [
    ...heads.map(([head, count]) => offerPattern(`${prefix}:${head}*`, count)),
    { ...offerPattern(`${prefix}:*`, names.length), rank: "9" },
  ];
}

function offerAction({ service, name, accessLevels }: ActionName): Offer {
  const action = `${service}:${name}`;
  return {
    label: action,
    kind: itemKind.method,
    insert: { kind: "string", value: action },
    detail: accessLevels.join(", "),
    subject: { about: "action", action },
    rank: "5",
  };
}

function offerPattern(pattern: string, count: number): Offer {
  return {
    label: pattern,
    kind: itemKind.enum,
    insert: { kind: "string", value: pattern },
    detail: counted(count, "action"),
    subject: { about: "actionPattern", pattern },
    rank: "8",
  };
}

function offerService(service: ServiceSummary): Offer {
  return {
    label: service.prefix,
    kind: itemKind.module,
    insert: { kind: "stringSnippet", snippet: `${snippetString(service.prefix)}:$0`, again: true },
    detail: service.name,
    subject: { about: "service", prefix: service.prefix },
    rank: `3${rankOfWeight(service)}`,
  };
}

function all(): Offer {
  return {
    label: "*",
    kind: itemKind.enum,
    insert: { kind: "string", value: "*" },
    detail: "every action of every service",
    rank: "9",
  };
}

/** Common services first. */
function rankOfWeight({ weight }: ServiceSummary): string {
  return String(Math.max(0, 9999 - weight)).padStart(4, "0");
}
