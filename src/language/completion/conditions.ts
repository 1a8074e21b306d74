import type { ConditionKeyFacts, ConditionValueType } from "../../core/catalogue/model.ts";
import type { PolicyPlace, StatementText } from "../cursor/policyPlace.ts";
import { operatorFacts, operatorFits, readOperator } from "../hover/operatorFacts.ts";
import { actionsOf, issuersOf, keysOf, type CompletionContext } from "./context.ts";
import { itemKind, snippetString, type Offer } from "./offer.ts";

/** A key that may be used here, and how near it is to the statement. */
interface FittingKey {
  readonly facts: ConditionKeyFacts;
  /** The key with the issuer of the statement's identity provider in place of a template. */
  readonly key: string;
  readonly detail: string;
  readonly rank: string;
}

/**
 * Operators for a Condition element: those that fit the keys below them, where there are some. Before an operator is
 * chosen, the keys of the statement's actions are offered too and bring the operator that fits them.
 */
export async function offerOperators(
  context: CompletionContext,
  place: PolicyPlace & { kind: "conditionOperator" },
): Promise<Offer[]> {
  const below = await Promise.all(place.keys.map((key) => context.catalogue.conditionKey(key)));
  const known = below.filter((key) => key !== undefined);
  const fitting = operatorFacts.filter((facts) => known.every(({ type }) => operatorFits(facts, type)));
  const operators = fitting.flatMap((facts, index): Offer[] => {
    const rank = String(index).padStart(2, "0");
    const base = offerOperator(facts.name, facts.type, `1${rank}`);
    if (facts.type === "Null") return [base];
    const withSet = known.length === 0 || known.some(({ multivalued }) => multivalued);
    const names = withSet ? [`ForAnyValue:${facts.name}`, `ForAllValues:${facts.name}`] : [];
    return [
      base,
      offerOperator(`${facts.name}IfExists`, facts.type, `3${rank}`),
      ...names.map((name) => offerOperator(name, facts.type, `4${rank}`)),
    ];
  });
  const offers = operators.filter(({ label }) => !place.present.has(label));
  if (context.at.caret.member?.colon !== undefined) return offers;
  const keys = await fittingKeys(context, place.statement);
  return [...offers, ...keys.flatMap((key) => offerKeyWithOperator(key, place.present))];
}

/** The value of Condition itself. */
export function offerConditionShape(): Offer[] {
  return [
    {
      label: "{ operator: { key: value } }",
      kind: itemKind.class,
      insert: { kind: "valueSnippet", snippet: "{\n\t$1\n}", again: true },
      filter: "{",
      rank: "0",
    },
  ];
}

/** Keys for one operator: those of the statement's actions and identity provider first, then the global ones. */
export async function offerConditionKeys(
  context: CompletionContext,
  place: PolicyPlace & { kind: "conditionKey" },
): Promise<Offer[]> {
  const operator = readOperator(place.operator);
  const keys = await fittingKeys(context, place.statement);
  return keys
    .filter(({ facts }) => operator === undefined || operatorFits(operator.facts, facts.type))
    .flatMap((key) => withTagKeys(key, context))
    .filter(({ label }) => !place.present.has(label));
}

async function fittingKeys(
  { catalogue, kind }: CompletionContext,
  statement: StatementText,
): Promise<FittingKey[]> {
  const found = new Map<string, FittingKey>();
  const add = (key: FittingKey) => {
    if (!found.has(key.key)) found.set(key.key, key);
  };
  const issuers = issuersOf(statement);
  for (const issuer of issuers) {
    const provider = catalogue.oidcProviders.find(issuer);
    for (const facts of provider?.claims ?? []) {
      const claim = facts.key.slice((provider?.issuer.length ?? 0) + 1);
      const rank = claim === "aud" || claim === "sub" ? "0" : "1";
      add({ facts, key: `${issuer}:${claim}`, detail: `claim of ${provider?.name ?? issuer}`, rank });
    }
    if (provider === undefined) {
      for (const claim of ["aud", "sub"]) {
        const facts = catalogue.oidcProviders.key(`${issuer}:${claim}`)?.key;
        if (facts !== undefined) add({ facts, key: facts.key, detail: `claim of ${issuer}`, rank: "0" });
      }
    }
  }
  const saml = statement.principals.some(({ value }) => value.includes(":saml-provider/"));
  for (const facts of keysOf(catalogue, await actionsOf(catalogue, statement))) {
    // STS lists the claims of every identity provider: only those of the statement's own mean something.
    if (catalogue.oidcProviders.key(facts.key) !== undefined) {
      if (issuers.length > 0 || statement.principals.length > 0) continue;
      if (facts.key.includes("${")) continue;
    }
    if (facts.key.startsWith("saml:") && !saml && statement.principals.length > 0) continue;
    const global = catalogue.globalKey(facts.key) !== undefined;
    add({ facts, key: facts.key, detail: "fits the actions", rank: global ? "3" : "2" });
  }
  for (const facts of catalogue.globalKeys) {
    if (facts.replacedBy !== undefined) continue;
    const about =
      kind === "trust" || kind === "bucket" ? ["principal", "network", "request"] : ["principal", "session"];
    add({ facts, key: facts.key, detail: "global", rank: about.includes(facts.about) ? "4" : "5" });
  }
  return [...found.values()];
}

function withTagKeys(key: FittingKey, { facts }: CompletionContext): Offer[] {
  const offer = offerKey(key);
  const [head, hole] = holeOf(key.key);
  if (hole !== "TagKey") return [offer];
  const tagged = facts.tagKeys.map(({ name }) => offerKey({ ...key, key: head + name }));
  return [...tagged, offer];
}

function offerKey({ facts, key, detail, rank }: FittingKey): Offer {
  const { label, snippet, next } = keySnippet(key);
  return {
    label,
    kind: itemKind.field,
    insert: { kind: "member", name: label, nameSnippet: snippet, value: `"$${next}"` },
    detail: `${typeWords(facts)}, ${detail}`,
    subject: { about: "conditionKey", key: facts.key },
    rank,
  };
}

function offerKeyWithOperator(key: FittingKey, present: ReadonlySet<string>): Offer[] {
  const operator = usualOperator(key.facts);
  if (present.has(operator)) return [];
  const { label, snippet, next } = keySnippet(key.key);
  return [
    {
      label,
      kind: itemKind.field,
      insert: { kind: "member", name: operator, value: `{\n\t"${snippet}": "$${next}"\n}` },
      detail: `${operator}, ${key.detail}`,
      subject: { about: "conditionKey", key: key.facts.key },
      rank: `2${key.rank}`,
    },
  ];
}

/** A key as a label and as the inside of a JSON string; a part that the user fills is a tab stop. */
function keySnippet(key: string): { label: string; snippet: string; next: number } {
  const [head, hole, tail] = holeOf(key);
  if (hole === undefined) return { label: key, snippet: snippetString(key), next: 1 };
  const place = hole === "TagKey" ? "<TAG_KEY>" : `<${hole}>`;
  return {
    label: head + place + tail,
    snippet: `${snippetString(head)}\${1:${snippetString(place)}}${snippetString(tail)}`,
    next: 2,
  };
}

function holeOf(key: string): readonly [head: string, hole: string | undefined, tail: string] {
  const match = /^(.*?)\$\{([^}]*)\}(.*)$/.exec(key);
  return match === null ? [key, undefined, ""] : [match[1] ?? "", match[2], match[3] ?? ""];
}

function usualOperator({ type, multivalued }: ConditionKeyFacts): string {
  const base: Readonly<Record<ConditionValueType, string>> = {
    String: "StringEquals",
    ARN: "ArnLike",
    Bool: "Bool",
    Date: "DateLessThan",
    IPAddress: "IpAddress",
    Numeric: "NumericLessThanEquals",
  };
  return multivalued ? `ForAnyValue:${base[type]}` : base[type];
}

function typeWords({ type, multivalued }: ConditionKeyFacts): string {
  return multivalued ? `list of ${type}` : type;
}

function offerOperator(name: string, type: string, rank: string): Offer {
  return {
    label: name,
    kind: itemKind.operator,
    insert: { kind: "member", name, value: "{\n\t$1\n}" },
    detail: type,
    subject: { about: "operator", operator: name },
    rank,
  };
}
