import { arnResource, parseArn, parseRoleArn } from "../../core/arn.ts";
import type { ManagedPolicies } from "../../core/catalogue/managedPolicies.ts";
import type { PolicyKind } from "../../core/policy/model.ts";
import { offerConditionValues } from "../completion/conditionValues.ts";
import { itemKind, type Offer } from "../completion/offer.ts";
import { offerPrincipals } from "../completion/principals.ts";
import { regionsOf } from "../completion/regions.ts";
import { offerResources } from "../completion/resources.ts";
import { offerServicePrincipals } from "../completion/servicePrincipals.ts";
import type { NamedFact } from "../workspaceFacts.ts";
import { checkAsStatement, policyContext, type RoleConfigContext } from "./context.ts";
import { policySlot } from "./place.ts";
import { counted } from "../../core/text/counted.ts";

/** Values for a place: what AWS lists, and what the workspace, the profiles and the config itself name. */
export async function offerRoleConfigValues(context: RoleConfigContext): Promise<readonly Offer[]> {
  const { place, request, config } = context;
  const { facts } = request;
  const kind = policySlot(place.way);
  if (kind !== undefined) return offerPolicies(context, kind);
  const key = place.way.join(".");
  switch (key) {
    case "version":
      return [
        { label: "1", kind: itemKind.constant, insert: { kind: "valueSnippet", snippet: "1" }, rank: "0" },
      ];
    case "caller.principal":
      return offerCallers(context);
    case "caller.principal.service":
      return offerServicePrincipals(await context.catalogue(), facts);
    case "caller.principal.webIdentity.provider":
      return (await offerProviders(context)).filter(({ label }) => !label.includes(":saml-provider/"));
    case "caller.principal.saml.provider":
      return (await offerProviders(context)).filter(({ label }) => label.includes(":saml-provider/"));
    case "caller.profile":
      return request.profiles.map(({ name, detail }) => value(name, detail, "0"));
    case "hops.#.roleArn":
      return [
        ...facts.roles.map((role) => named(role)),
        form(
          `arn:${facts.partition}:iam::…:role/…`,
          `arn:${facts.partition}:iam::\${1:<ACCOUNT_ID>}:role/\${2:<ROLE_NAME>}`,
          "a role",
        ),
      ];
    case "hops.#.externalId":
      return facts.externalIds.map((id) => named(id));
    case "hops.#.mfaSerial":
      return [
        form(
          `arn:${facts.partition}:iam::…:mfa/…`,
          `arn:${facts.partition}:iam::\${1:<ACCOUNT_ID>}:mfa/\${2:<DEVICE_NAME>}`,
          "a virtual MFA device",
        ),
      ];
    case "hops.#.maxSessionDuration":
      return seconds(["3600", "7200", "14400", "28800", "43200"]);
    case "hops.#.durationSeconds":
      return seconds(["900", "1800", "3600", "7200", "14400", "28800", "43200"]);
    case "hops.#.transitiveTagKeys.#":
      return tagKeysOfHop(context);
    case "hops.#.sessionPolicyArns.#":
      return offerManagedPolicies(context);
    case "hops.#.expect":
    case "checks.#.expect":
      return expectations;
    case "buckets.#.name":
      return facts.buckets.map((bucket) => named(bucket));
    case "buckets.#.account":
      return facts.accounts.map(({ id, profiles }) =>
        value(id, profiles.length === 0 ? "account" : `account of profile ${profiles.join(", ")}`, "0"),
      );
    case "buckets.#.region":
      return regionsOf(facts.partition).map((region) =>
        value(
          region,
          region === facts.region ? "the profile's region" : "region",
          region === facts.region ? "0" : "1",
        ),
      );
    case "checks.#.list":
      return bucketNames(context).map(({ name, from }) => value(`s3://${name}/`, from, "0"));
    case "checks.#.action":
    case "checks.#.action.#":
      return offerCheckActions(context);
    case "checks.#.resource":
    case "checks.#.resource.#":
      return offerCheckResources(context);
    case "checks.#.identity":
      return config.hops.flatMap(({ roleArn, sessionName }): Offer[] => {
        const role = roleArn && parseRoleArn(roleArn.value);
        if (role === undefined) return [];
        const session = `arn:${role.partition}:sts::${role.account}:assumed-role/${role.name}/${sessionName?.value ?? "<SESSION_NAME>"}`;
        return [
          value(session, "the session of this hop", "0"),
          value(role.text, "any session of the role", "1"),
        ];
      });
    default:
      return /^(?:caller|hops\.#|checks\.#)\.context\./.test(key) ? offerContextValues(context) : [];
  }
}

const expectations: readonly Offer[] = (
  [
    ["allow", "It must be allowed."],
    ["deny", "It must be denied, in either way."],
    ["explicitDeny", "A Deny statement must apply."],
    ["implicitDeny", "Nothing may allow it, and no Deny may apply."],
  ] as const
).map(([label, documentation], index) => ({
  label,
  kind: itemKind.enumMember,
  insert: { kind: "string", value: label },
  documentation,
  rank: String(index),
}));

/** Files of the kind first, then those whose kind nothing says; AWS managed policies once `arn:` or a name is typed. */
async function offerPolicies(context: RoleConfigContext, kind: PolicyKind): Promise<Offer[]> {
  const { typed, request } = context;
  const files = (await request.files()).flatMap(({ path, kind: found }): Offer[] => {
    const fits =
      found === kind ||
      (found === "identity" && (kind === "boundary" || kind === "session" || kind === "scp"));
    if (!fits && found !== undefined) return [];
    return [
      { ...value(path, fits ? `${kind} policy` : "JSON file", fits ? "0" : "3"), kind: itemKind.reference },
    ];
  });
  const managed =
    kind === "identity" || kind === "boundary" || kind === "session"
      ? await offerManagedPolicies(context)
      : [];
  const inline: Offer = {
    label: "{ … }",
    kind: itemKind.class,
    insert: {
      kind: "valueSnippet",
      snippet: '{\n\t"Version": "2012-10-17",\n\t"Statement": [\n\t\t{\n\t\t\t$1\n\t\t}\n\t]\n}',
      again: true,
    },
    filter: "{",
    detail: "the policy itself",
    rank: "2",
  };
  return [...files, ...managed, ...(typed === "" ? [inline] : [])];
}

async function offerManagedPolicies({ catalogue, request }: RoleConfigContext): Promise<Offer[]> {
  const { partition } = request.facts;
  return managedArns(await (await catalogue()).managedPolicies()).map((arn) => ({
    ...value(arn.replace(/^arn:aws:/, `arn:${partition}:`), "AWS managed policy", "4"),
    kind: itemKind.constant,
  }));
}

/** Asking for a policy unpacks its document: the ARNs are asked for once. */
function managedArns(policies: ManagedPolicies): readonly string[] {
  let arns = arnsOf.get(policies);
  if (arns === undefined) {
    arns = policies.names.flatMap((name) => policies.find(name)?.arn ?? []);
    arnsOf.set(policies, arns);
  }
  return arns;
}

const arnsOf = new WeakMap<ManagedPolicies, readonly string[]>();

async function offerCallers(context: RoleConfigContext): Promise<Offer[]> {
  const { request, typed } = context;
  const principals = offerPrincipals(await context.catalogue(), "AWS", typed, request.facts);
  const shapes = [
    ["service", '"service": "$1"', "an AWS service"],
    ["webIdentity", '"webIdentity": {\n\t\t"provider": "$1"\n\t}', "a caller with an OIDC token"],
    ["saml", '"saml": {\n\t\t"provider": "$1"\n\t}', "a caller with a SAML assertion"],
  ] as const;
  return [
    // One caller: no wildcard, and an account only as its root.
    ...principals.filter(({ label }) => label.startsWith("arn:")),
    ...(typed === ""
      ? shapes.map(([name, body, detail]): Offer => ({
          label: `{ "${name}": … }`,
          kind: itemKind.class,
          insert: { kind: "valueSnippet", snippet: `{\n\t${body}\n}`, again: true },
          filter: `{ ${name}`,
          detail,
          rank: "7",
        }))
      : []),
  ];
}

async function offerProviders({ catalogue, request, typed }: RoleConfigContext): Promise<Offer[]> {
  return offerPrincipals(await catalogue(), "Federated", typed, request.facts).filter(
    ({ label }) => label !== "*",
  );
}

function tagKeysOfHop({ place }: RoleConfigContext): Offer[] {
  const hop = place.around[0];
  const tags = hop?.members.find(({ name }) => name.value === "tags")?.value;
  return tags?.type === "object"
    ? tags.members.map(({ name }) => value(name.value, "tag of this hop", "0"))
    : [];
}

/** Buckets of the config first. */
function bucketNames({ config, request }: RoleConfigContext): readonly NamedFact[] {
  const own = config.buckets.flatMap(({ name }) =>
    name === undefined ? [] : [{ name: name.value, from: "bucket of this file" }],
  );
  return [...own, ...request.facts.buckets.filter(({ name }) => !own.some((one) => one.name === name))];
}

/** One action, without wildcards: by service, by prefix, and without a service prefix. */
async function offerCheckActions(context: RoleConfigContext): Promise<Offer[]> {
  const { typed } = context;
  const catalogue = await context.catalogue();
  const colon = typed.indexOf(":");
  const names =
    colon === -1
      ? catalogue.searchActions(typed === "" ? "s3" : typed, 60)
      : catalogue.actionNames(typed.slice(0, colon));
  return names.map(({ service, name, accessLevels }, index) => ({
    label: `${service}:${name}`,
    kind: itemKind.method,
    insert: { kind: "string", value: `${service}:${name}` },
    detail: accessLevels.join(", "),
    subject: { about: "action", action: `${service}:${name}` },
    rank: String(index).padStart(4, "0"),
    // The match is ours where no service is typed, and not a run of letters.
    ...(colon === -1 && typed !== "" ? { filter: typed } : {}),
  }));
}

/** ARNs without wildcards: a check asks for one resource. */
async function offerCheckResources(context: RoleConfigContext): Promise<Offer[]> {
  const statement = checkAsStatement(context);
  const policy = await policyContext(context);
  const buckets = bucketNames(context).flatMap(({ name, from }): Offer[] => [
    value(`arn:${context.request.facts.partition}:s3:::${name}`, from, "1"),
    form(
      `arn:${context.request.facts.partition}:s3:::${name}/…`,
      `arn:${context.request.facts.partition}:s3:::${name}/\${1:<KEY>}`,
      `an object, ${from}`,
      "1",
    ),
  ]);
  const others = await offerResources(policy, { kind: "resource", negated: false, statement });
  const aboutBuckets =
    statement.actions.length === 0 || statement.actions.some((action) => /^s3:/i.test(action));
  return [...(aboutBuckets ? buckets : []), ...others].filter(
    ({ label }) => label === "*" || (!/[*?]/.test(label) && isResource(label)),
  );
}

/** Sessions are no resources that a check could ask for. */
function isResource(label: string): boolean {
  const arn = parseArn(label);
  return arn === undefined || arnResource(arn).kind !== "assumedRole";
}

async function offerContextValues(context: RoleConfigContext): Promise<Offer[]> {
  const policy = await policyContext(context);
  const { way } = context.place;
  const key = way[way.indexOf("context") + 1] ?? "";
  const facts = await policy.catalogue.conditionKey(key);
  // The JSON service offers true and false.
  if (facts?.type === "Bool") return [];
  const offers = await offerConditionValues(policy, {
    kind: "conditionValue",
    operator: "StringEquals",
    key,
    statement: checkAsStatement(context),
  });
  return offers.filter(({ label }) => !label.includes("*") && !label.includes("${"));
}

function seconds(values: readonly string[]): Offer[] {
  return values.map((one, index) => ({
    label: one,
    kind: itemKind.value,
    insert: { kind: "valueSnippet", snippet: one },
    detail: Number(one) < 3600 ? counted(Number(one) / 60, "minute") : `${Number(one) / 3600} h`,
    rank: String(index),
  }));
}

function named({ name, from }: NamedFact): Offer {
  return { ...value(name, from, "0"), kind: itemKind.reference };
}

function value(text: string, detail: string, rank: string): Offer {
  return { label: text, kind: itemKind.value, insert: { kind: "string", value: text }, detail, rank };
}

function form(label: string, snippet: string, detail: string, rank = "5"): Offer {
  return { label, kind: itemKind.snippet, insert: { kind: "stringSnippet", snippet }, detail, rank };
}
