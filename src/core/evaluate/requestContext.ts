import type { ContextValue, DecisionRequest, Principal } from "./model.ts";
import { friendlyName, policyArn, providerName } from "./principal.ts";
import type { KeyLookup, LookUp } from "./variables.ts";

const absent: KeyLookup = { state: "absent" };
const mayBePresent: KeyLookup = { state: "unknown", present: false };
const isPresent: KeyLookup = { state: "unknown", present: true };

/**
 * What a request carries under each condition key. In this order: what the caller of the engine gave; what AWS derives
 * from the principal and the resource; what the call itself would carry, and so is absent; and for the rest, absent in
 * a closed context and unknown in an open one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function requestContext(request: DecisionRequest, resourceAccount: string | undefined): LookUp {
  const known = new Map<string, KeyLookup>();
  for (const key in request.context) {
    const value = request.context[key];
    if (value !== undefined) known.set(key.toLowerCase(), knownValues(value));
  }
  for (const key of request.unknownKeys ?? []) known.set(key.toLowerCase(), isPresent);
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const lookup = derive(key, request, resourceAccount);
    known.set(key, lookup);
    return lookup;
  };
}

/** An empty list is a null value, which is the same as no key. */
function knownValues(value: ContextValue): KeyLookup {
  if (typeof value === "string") return { state: "known", values: [value] };
  const values = typeof value === "object" ? value.map(String) : [String(value)];
  return values.length === 0 ? absent : { state: "known", values };
}

function one(value: string | undefined): KeyLookup | undefined {
  return value === undefined ? undefined : { state: "known", values: [value] };
}

function derive(key: string, request: DecisionRequest, resourceAccount: string | undefined): KeyLookup {
  const fromPrincipal = principalKey(key, request.principal);
  if (fromPrincipal !== undefined) return fromPrincipal;
  if (key === "aws:resourceaccount" && resourceAccount !== undefined) return one(resourceAccount) ?? absent;
  if (key === "aws:tagkeys" || key.startsWith("aws:requesttag/")) return tagKeys(key, request);
  return request.openContext === true ? inReality(key, request) : absent;
}

/** Keys that follow from who calls. Undefined when they do not settle the key. */
function principalKey(key: string, principal: Principal): KeyLookup | undefined {
  switch (key) {
    case "aws:principalarn":
      return one(policyArn(principal)) ?? absent;
    case "aws:principalaccount":
      if (principal.kind === "anonymous") return one("anonymous");
      return "account" in principal ? one(principal.account) : absent;
    case "aws:principaltype":
      return one(principalType(principal)) ?? absent;
    case "aws:principalisawsservice":
      return principal.kind === "anonymous" ? absent : one(String(principal.kind === "service"));
    case "aws:principalservicename":
    case "aws:principalservicenameslist":
      return principal.kind === "service" ? one(principal.service) : absent;
    case "aws:viaawsservice":
      return one("false");
    case "aws:username":
      return principal.kind === "user" ? one(friendlyName(principal.arn)) : absent;
    case "aws:userid":
      return userId(principal);
    case "aws:sourceidentity":
      return isRole(principal) ? sourceIdentity(principal.sourceIdentity) : absent;
    case "aws:federatedprovider":
      if (principal.kind === "webIdentity" || principal.kind === "saml") return one(principal.provider);
      return principal.kind === "roleSession" || principal.kind === "role" ? undefined : absent;
    default:
      return key.startsWith("aws:principaltag/") ? principalTag(key.slice(17), principal) : undefined;
  }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
function principalType(principal: Principal): string | undefined {
  switch (principal.kind) {
    case "root":
      return "Account";
    case "user":
      return "User";
    case "federatedUser":
      return "FederatedUser";
    case "role":
    case "roleSession":
      return "AssumedRole";
    case "anonymous":
      return "Anonymous";
    case "service":
    case "webIdentity":
    case "saml":
      return undefined;
  }
}

function userId(principal: Principal): KeyLookup | undefined {
  switch (principal.kind) {
    case "root":
      return one(principal.account);
    case "anonymous":
      return one("anonymous");
    case "federatedUser":
      return one(`${principal.account}:${friendlyName(principal.arn)}`);
    case "user":
      return one(principal.uniqueId);
    case "roleSession":
      return one(
        principal.uniqueId === undefined ? undefined : `${principal.uniqueId}:${principal.sessionName}`,
      );
    case "role":
      return undefined;
    case "service":
    case "webIdentity":
    case "saml":
      return absent;
  }
}

function sourceIdentity(value: string | null | undefined): KeyLookup | undefined {
  return value === null ? absent : one(value);
}

/** Tag keys are compared without case, as all condition key names are. */
function principalTag(lowerName: string, principal: Principal): KeyLookup | undefined {
  if (!("account" in principal)) return absent;
  if (principal.tags === undefined) return undefined;
  const entry = Object.entries(principal.tags).find(([name]) => name.toLowerCase() === lowerName);
  return one(entry?.[1]) ?? (principal.moreTags === true ? undefined : absent);
}

/** The tags that a call passes are part of the call: the ones it leaves out are absent, and the keys are one list. */
function tagKeys(key: string, request: DecisionRequest): KeyLookup {
  if (key !== "aws:tagkeys") return absent;
  const prefix = "aws:requesttag/";
  const values = Object.keys(request.context ?? {})
    .filter((name) => name.toLowerCase().startsWith(prefix))
    .map((name) => name.slice(prefix.length));
  return values.length === 0 ? absent : { state: "known", values };
}

/** In every request, whatever its value: only `Null` can be decided without it. */
const alwaysPresent = new Set([
  "aws:currenttime",
  "aws:epochtime",
  "aws:securetransport",
  "aws:requestedregion",
  "aws:userid",
  "aws:principalaccount",
]);

/** Carried only where a service calls for itself, or for someone else. */
const onlyFromServices = new Set([
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:sourceowner",
]);
/** About an AWS account's principal or its credentials. */
const onlyForAccounts = /^aws:(principal|multifactor|tokenissuetime|assumedroot|ec2instance)/;
const onlyThroughServices = new Set(["aws:calledvia", "aws:calledviafirst", "aws:calledvialast"]);

/** Keys of one service that AWS adds to requests to every service. */
const crossService = new Set([
  "ec2:sourceinstancearn",
  "ec2:roledelivery",
  "lambda:sourcefunctionarn",
  "ssm:sourceinstancearn",
  "ecs:sourcetaskarn",
  "ecs:sourcetaskdefinitionarn",
  "glue:credentialissuingservice",
  "glue:roleassumedby",
  "identitystore:userid",
]);

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html */
const onlyInLists = new Set(["s3:prefix", "s3:delimiter", "s3:max-keys"]);

/** An open context: would the real request carry the key? */
function inReality(key: string, request: DecisionRequest): KeyLookup {
  if (alwaysPresent.has(key)) return isPresent;
  const { principal } = request;
  const colon = key.indexOf(":");
  const prefix = key.slice(0, colon);
  const service = request.action.slice(0, request.action.indexOf(":")).toLowerCase();
  if (prefix === "aws") {
    if (onlyForAccounts.test(key) && !("account" in principal)) return absent;
    if (onlyFromServices.has(key)) return principal.kind === "service" ? mayBePresent : absent;
    if (onlyThroughServices.has(key)) return absent;
    if (key === "aws:tokenissuetime") {
      return principal.kind === "roleSession" || principal.kind === "role" ? isPresent : mayBePresent;
    }
    return mayBePresent;
  }
  if (prefix === "sts") return absent;
  if (prefix === "saml") return principal.kind === "saml" || isRole(principal) ? mayBePresent : absent;
  if (crossService.has(key)) return isRole(principal) ? mayBePresent : absent;
  if (prefix.includes(".")) return carriesClaim(prefix, principal) ? mayBePresent : absent;
  if (onlyInLists.has(key) && !/^s3:list/i.test(request.action)) return absent;
  return prefix === service ? mayBePresent : absent;
}

function isRole(principal: Principal): principal is Extract<Principal, { kind: "role" | "roleSession" }> {
  return principal.kind === "role" || principal.kind === "roleSession";
}

/**
 * Claims of an identity token are condition keys while the token is exchanged, and for four providers also afterwards.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
function carriesClaim(provider: string, principal: Principal): boolean {
  if (principal.kind === "webIdentity") return providerName(principal.provider).toLowerCase() === provider;
  return isRole(principal) && lastingProviders.has(provider);
}

const lastingProviders = new Set([
  "cognito-identity.amazonaws.com",
  "www.amazon.com",
  "graph.facebook.com",
  "accounts.google.com",
]);
