import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import type { PolicyKind } from "../../core/policy/model.ts";
import type { PolicyPlace } from "../cursor/policyPlace.ts";
import type { NamedFact, WorkspaceFacts } from "../workspaceFacts.ts";
import { arnTemplateOffers } from "./arnTemplate.ts";
import { itemKind, snippetText, type Offer } from "./offer.ts";
import { offerServicePrincipals } from "./servicePrincipals.ts";

interface PrincipalType {
  readonly name: string;
  readonly documentation: string;
  readonly kinds: readonly PolicyKind[];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
const types: readonly PrincipalType[] = [
  {
    name: "AWS",
    documentation: "Accounts, roles, role sessions and users, as ARNs; an account also as its 12 digits.",
    kinds: ["trust", "bucket"],
  },
  {
    name: "Service",
    documentation: "AWS services, as `name.amazonaws.com`.",
    kinds: ["trust", "bucket"],
  },
  {
    name: "Federated",
    documentation: "Identity providers: the ARN of an OIDC or SAML provider, or the host of a built-in one.",
    kinds: ["trust"],
  },
  {
    name: "CanonicalUser",
    documentation: "An account by its canonical user id, in bucket policies.",
    kinds: ["bucket"],
  },
];

export function offerPrincipalTypes(
  kind: PolicyKind,
  place: PolicyPlace & { kind: "principalType" },
): Offer[] {
  return types
    .filter(({ name, kinds }) => kinds.includes(kind) && !place.present.has(name))
    .map(({ name, documentation }, index) => ({
      label: name,
      kind: itemKind.property,
      insert: { kind: "member", name, value: '"$1"' },
      documentation,
      rank: String(index),
    }));
}

/** The value of Principal itself: an object with a type in it, or everyone. */
export function offerPrincipalShapes(kind: PolicyKind): Offer[] {
  const objects = kind === "rcp" ? [] : types.filter(({ kinds }) => kinds.includes(kind));
  return [
    ...objects.map(({ name, documentation }, index): Offer => ({
      label: `{ "${name}": … }`,
      kind: itemKind.class,
      insert: { kind: "valueSnippet", snippet: `{\n\t"${snippetText(name)}": "$1"\n}`, again: true },
      documentation,
      filter: `{ ${name}`,
      rank: String(index),
    })),
    everyone(),
  ];
}

/** Values under a principal type, without those that the list has already. */
export function offerPrincipals(
  catalogue: Catalogue,
  type: string,
  typed: string,
  facts: WorkspaceFacts,
): Offer[] {
  switch (type) {
    case "AWS":
      return [
        ...facts.roles.map((role) => known(role, "role", "0")),
        ...facts.accounts.flatMap(({ id, profiles }): Offer[] => {
          const detail = profiles.length === 0 ? "account" : `account of profile ${profiles.join(", ")}`;
          const arn = `arn:${facts.partition}:iam::${id}:root`;
          return [
            { label: arn, kind: itemKind.value, insert: { kind: "string", value: arn }, detail, rank: "1" },
            { label: id, kind: itemKind.value, insert: { kind: "string", value: id }, detail, rank: "2" },
          ];
        }),
        ...facts.users.map((user) => known(user, "user", "3")),
        ...awsFormats.flatMap(({ format, detail }) => arnTemplateOffers(format, detail, typed, facts)),
        everyone(),
      ];
    case "Service":
      return offerServicePrincipals(catalogue, facts);
    case "Federated":
      return [
        ...facts.identityProviders.map((provider) => known(provider, "identity provider", "0")),
        ...catalogue.oidcProviders.all.flatMap(({ issuer, name, builtIn }): Offer[] =>
          builtIn
            ? [
                {
                  label: issuer,
                  kind: itemKind.value,
                  insert: { kind: "string", value: issuer },
                  detail: name,
                  rank: "1",
                },
              ]
            : arnTemplateOffers(
                `arn:\${Partition}:iam::\${Account}:oidc-provider/${issuer}`,
                name,
                typed,
                facts,
              ),
        ),
        ...arnTemplateOffers(
          "arn:${Partition}:iam::${Account}:saml-provider/${ProviderName}",
          "SAML provider",
          typed,
          facts,
        ),
      ];
    case "CanonicalUser":
      return [
        {
          label: "canonical user id",
          kind: itemKind.value,
          insert: { kind: "stringSnippet", snippet: "${1:<CANONICAL_USER_ID>}" },
          detail: "64 hexadecimal digits",
          rank: "0",
        },
      ];
    default:
      return [];
  }
}

const awsFormats = [
  { format: "arn:${Partition}:iam::${Account}:root", detail: "the whole account" },
  {
    format: "arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}",
    detail: "a role and all its sessions",
  },
  {
    format: "arn:${Partition}:sts::${Account}:assumed-role/${RoleName}/${SessionName}",
    detail: "one session of a role",
  },
  { format: "arn:${Partition}:iam::${Account}:user/${UserNameWithPath}", detail: "a user" },
];

function known({ name, from }: NamedFact, what: string, rank: string): Offer {
  return {
    label: name,
    kind: itemKind.reference,
    insert: { kind: "string", value: name },
    detail: `${what}, ${from}`,
    rank,
  };
}

function everyone(): Offer {
  return {
    label: "*",
    kind: itemKind.value,
    insert: { kind: "string", value: "*" },
    detail: "everyone, in every account",
    documentation: "Everyone: add a condition, or the whole world is meant.",
    rank: "8",
  };
}
