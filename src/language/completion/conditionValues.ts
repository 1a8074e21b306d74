import type { PolicyPlace } from "../cursor/policyPlace.ts";
import { readOperator } from "../hover/operatorFacts.ts";
import type { NamedFact, WorkspaceFacts } from "../workspaceFacts.ts";
import { arnTemplateOffers } from "./arnTemplate.ts";
import { issuersOf, type CompletionContext } from "./context.ts";
import { documentedValues } from "./keyValues.ts";
import { itemKind, snippetString, type Offer } from "./offer.ts";
import { regionsOf } from "./regions.ts";
import { offerServicePrincipals } from "./servicePrincipals.ts";

const accountKeys =
  /(?:^aws:(?:principal|source|resource|vpce)account|:resourceaccount|:calleraccount|^aws:sourceowner)$/;
const organizationKeys = /^aws:(?:principal|source|resource|vpce)orgid$/;
const serviceKeys =
  /^(?:iam:passedtoservice|iam:awsservicename|aws:principalservicename(?:slist)?|aws:calledvia(?:first|last)?)$/;
const tagKeyKeys = /^(?:aws:tagkeys|sts:transitivetagkeys)$/;

/** Values for a condition key: what AWS documents, and what the workspace and the profiles know. */
export async function offerConditionValues(
  context: CompletionContext,
  place: PolicyPlace & { kind: "conditionValue" },
): Promise<Offer[]> {
  const { catalogue, facts, typed } = context;
  const operator = readOperator(place.operator);
  if (operator?.facts.type === "Null") {
    return [text("true", "the key must be absent", "0"), text("false", "the key must be there", "1")];
  }
  const key = place.key.toLowerCase();
  const keyFacts = await catalogue.conditionKey(place.key);
  if (operator?.facts.type === "Bool" || keyFacts?.type === "Bool")
    return [text("true", "", "0"), text("false", "", "1")];

  const offers: Offer[] = documentedValues(place.key).map(({ label, snippet, detail }, index) => ({
    label: label === "" ? '""' : label,
    kind: snippet === undefined ? itemKind.enumMember : itemKind.snippet,
    insert: snippet === undefined ? { kind: "string", value: label } : { kind: "stringSnippet", snippet },
    detail,
    rank: `3${String(index).padStart(2, "0")}`,
  }));
  if (accountKeys.test(key))
    offers.push(...facts.accounts.map(({ id, profiles }) => text(id, accountDetail(profiles), "1")));
  if (organizationKeys.test(key)) offers.push(...named(facts.organizations));
  if (tagKeyKeys.test(key)) offers.push(...named(facts.tagKeys));
  if (key === "sts:externalid") offers.push(...named(facts.externalIds));
  if (key === "aws:requestedregion" || key.endsWith(":region")) offers.push(...offerRegions(facts));
  if (serviceKeys.test(key)) offers.push(...offerServicePrincipals(catalogue, facts));
  if (keyFacts?.type === "ARN" || operator?.facts.type === "ARN")
    offers.push(...offerArns(key, typed, facts));
  if (keyFacts?.type === "Date") offers.push(...offerDates(facts));
  if (keyFacts?.type === "IPAddress" || operator?.facts.type === "IPAddress") offers.push(...addresses);
  const audience = audienceOf(context, place);
  if (audience !== undefined) offers.unshift(text(audience, "the usual audience for AWS", "0"));
  offers.push(...(globalValues(context, place.key) ?? []).map((value) => text(value, "", "3")));
  return offers;
}

function offerArns(key: string, typed: string, facts: WorkspaceFacts): Offer[] {
  const isPrincipal = key === "aws:principalarn" || key === "aws:arn";
  const known = isPrincipal
    ? [...facts.roles, ...facts.users]
    : facts.buckets.map(({ name, from }) => ({ name: `arn:${facts.partition}:s3:::${name}`, from }));
  const formats = isPrincipal
    ? [
        [
          "arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}",
          "a role; its sessions have this ARN too",
        ],
        ["arn:${Partition}:iam::${Account}:user/${UserNameWithPath}", "a user"],
      ]
    : [["arn:${Partition}:${Service}:${Region}:${Account}:${Resource}", "any resource"]];
  return [
    ...named(known),
    ...formats.flatMap(([format = "", detail = ""]) => arnTemplateOffers(format, detail, typed, facts)),
  ];
}

function offerRegions({ partition, region }: WorkspaceFacts): Offer[] {
  return regionsOf(partition).map((name) =>
    text(name, name === region ? "the profile's region" : "region", name === region ? "1" : "2"),
  );
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date */
function offerDates({ today }: WorkspaceFacts): Offer[] {
  const [year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(today ?? "")?.slice(1) ?? [
    "<YEAR>",
    "<MONTH>",
    "<DAY>",
  ];
  const tabStops = `\${1:${year ?? ""}}-\${2:${month ?? ""}}-\${3:${day ?? ""}}T\${4:00:00:00}Z`;
  return [
    {
      label: `${year ?? ""}-${month ?? ""}-${day ?? ""}T00:00:00Z`,
      kind: itemKind.snippet,
      insert: { kind: "stringSnippet", snippet: tabStops },
      detail: "ISO 8601, UTC",
      rank: "0",
    },
  ];
}

/** Blocks that are reserved for documentation: https://www.rfc-editor.org/rfc/rfc5737, https://www.rfc-editor.org/rfc/rfc3849 */
const addresses: readonly Offer[] = [
  ["203.0.113.0/24", "an IPv4 range"],
  ["203.0.113.7/32", "one IPv4 address"],
  ["2001:db8::/32", "an IPv6 range"],
].map(([label = "", detail = ""], index) => ({
  label,
  kind: itemKind.snippet,
  insert: { kind: "stringSnippet", snippet: `\${1:${snippetString(label)}}` },
  detail,
  rank: String(index),
}));

function audienceOf(
  { catalogue }: CompletionContext,
  place: PolicyPlace & { kind: "conditionValue" },
): string | undefined {
  const written = catalogue.oidcProviders.key(place.key);
  if (written?.claim.toLowerCase() !== "aud") return undefined;
  return (
    written.provider?.audience ??
    (issuersOf(place.statement).includes(written.issuer) ? "sts.amazonaws.com" : undefined)
  );
}

function globalValues({ catalogue }: CompletionContext, key: string): readonly string[] | undefined {
  return catalogue.globalKey(key)?.values;
}

function named(facts: readonly NamedFact[]): Offer[] {
  return facts.map(({ name, from }) => ({ ...text(name, from, "1"), kind: itemKind.reference }));
}

function text(value: string, detail: string, rank: string): Offer {
  return {
    label: value,
    kind: itemKind.enumMember,
    insert: { kind: "string", value },
    ...(detail === "" ? {} : { detail }),
    rank,
  };
}

function accountDetail(profiles: readonly string[]): string {
  return profiles.length === 0 ? "account" : `account of profile ${profiles.join(", ")}`;
}
