import type { PolicyKind } from "../../core/policy/model.ts";
import type { PolicyPlace, StatementText } from "../cursor/policyPlace.ts";
import { itemKind, type Offer } from "./offer.ts";

interface Element {
  readonly name: string;
  readonly value: string;
  readonly documentation: string;
  /** Elements that rule this one out. */
  readonly not?: readonly string[];
}

const guide = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_";

function element(
  name: string,
  value: string,
  text: string,
  page: string,
  not: readonly string[] = [],
): Element {
  return { name, value, documentation: `${text}\n\n[IAM User Guide](${guide}${page}.html)`, not };
}

const open = "{\n\t$1\n}";

const policyElements: readonly Element[] = [
  element(
    "Version",
    '"$1"',
    "The version of the policy language. `2012-10-17` is the current one.",
    "version",
  ),
  element("Id", '"$1"', "A name for the whole policy. Some services require it to be unique.", "id"),
  element(
    "Statement",
    "[\n\t{\n\t\t$1\n\t}\n]",
    "The statements: one object, or a list of them.",
    "statement",
  ),
];

const sid = element("Sid", '"$1"', "A name for the statement, unique in the policy.", "sid");
const effect = element("Effect", '"$1"', "`Allow` or `Deny`. An explicit deny always wins.", "effect");
const principal = element(
  "Principal",
  open,
  "Who the statement is about: accounts, roles, users, services or federated identities.",
  "principal",
  ["NotPrincipal"],
);
const notPrincipal = element(
  "NotPrincipal",
  open,
  "Everyone except these. With `Deny`, name the account, the role and the session to exempt a session.",
  "notprincipal",
  ["Principal"],
);
const action = element("Action", '"$1"', "The actions that are allowed or denied.", "action", ["NotAction"]);
const notAction = element("NotAction", '"$1"', "Every action except these.", "notaction", ["Action"]);
const resource = element("Resource", '"$1"', "The ARNs of what the actions may touch.", "resource", [
  "NotResource",
]);
const notResource = element("NotResource", '"$1"', "Every resource except these.", "notresource", [
  "Resource",
]);
const condition = element(
  "Condition",
  open,
  "When the statement applies. All operators must be met.",
  "condition",
);

/**
 * The elements each kind of policy knows, in the order in which AWS's documentation writes them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
const statementElements: Readonly<Record<PolicyKind, readonly Element[]>> = {
  trust: [sid, effect, principal, action, condition],
  identity: [sid, effect, action, notAction, resource, notResource, condition],
  bucket: [sid, effect, principal, notPrincipal, action, notAction, resource, notResource, condition],
  session: [sid, effect, action, notAction, resource, notResource, condition],
  boundary: [sid, effect, action, notAction, resource, notResource, condition],
  scp: [sid, effect, action, notAction, resource, notResource, condition],
  rcp: [sid, effect, principal, action, resource, notResource, condition],
};

export function offerPolicyElements(place: PolicyPlace & { kind: "policyElement" }): Offer[] {
  return offerElements(policyElements, place.present);
}

export function offerStatementElements(
  kind: PolicyKind,
  place: PolicyPlace & { kind: "statementElement" },
): Offer[] {
  return offerElements(statementElements[kind], place.present);
}

/** A statement with the elements that its kind needs, each with a tab stop. */
export function offerStatement(kind: PolicyKind, inArray: boolean): Offer[] {
  const names = statementElements[kind];
  const needed = [effect, principal, action, resource].filter((one) => names.includes(one));
  const effects = kind === "rcp" ? ["Deny"] : ["Allow", "Deny"];
  return effects.map((value, index) => {
    const members = needed.map(({ name, value: body }, at) =>
      name === "Effect"
        ? `"Effect": "${value}"`
        : `"${name}": ${kind === "rcp" && name === "Principal" ? '"*"' : indent(body.replace("$1", `$${at}`))}`,
    );
    const object = `{\n\t${members.join(",\n\t")}\n}`;
    return {
      label: `${value} statement`,
      kind: itemKind.class,
      insert: { kind: "valueSnippet", snippet: inArray ? object : `[\n\t${indent(object)}\n]` },
      filter: `{ ${value} statement`,
      documentation: `A statement with what a policy of this kind needs: ${needed.map(({ name }) => name).join(", ")}.`,
      rank: String(index),
    };
  });
}

export function offerEffects(kind: PolicyKind): Offer[] {
  const allow: Offer = {
    label: "Allow",
    kind: itemKind.enumMember,
    insert: { kind: "string", value: "Allow" },
    documentation: "Allows the actions, unless another policy denies them.",
    rank: "0",
  };
  const deny: Offer = {
    label: "Deny",
    kind: itemKind.enumMember,
    insert: { kind: "string", value: "Deny" },
    documentation: "Denies the actions, whatever other statements allow.",
    rank: "1",
  };
  // A resource control policy that you write can only deny.
  return kind === "rcp" ? [deny] : [allow, deny];
}

export function offerVersions(): Offer[] {
  return [
    {
      label: "2012-10-17",
      kind: itemKind.constant,
      insert: { kind: "string", value: "2012-10-17" },
      documentation: "The current version. Policy variables such as `${aws:username}` work.",
      rank: "0",
    },
    {
      label: "2008-10-17",
      kind: itemKind.constant,
      insert: { kind: "string", value: "2008-10-17" },
      documentation: "The old version. Policy variables are plain text in it.",
      rank: "1",
    },
  ];
}

/** A Sid from what the statement says: `AllowS3GetObject`. Letters and digits only, as IAM wants it. */
export function offerSid({ statement }: { readonly statement: StatementText }): Offer[] {
  const words = statement.actions.slice(0, 1).flatMap((text) => text.split(/[^A-Za-z0-9]+/));
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  if (name === "") return [];
  const value = `${statement.effect ?? ""}${statement.actionsNegated ? "AllBut" : ""}${name}`;
  return [{ label: value, kind: itemKind.text, insert: { kind: "string", value }, rank: "0" }];
}

function offerElements(elements: readonly Element[], present: ReadonlySet<string>): Offer[] {
  return elements.flatMap(({ name, value, documentation, not }, index): Offer[] => {
    if (present.has(name) || not?.some((other) => present.has(other)) === true) return [];
    return [
      {
        label: name,
        kind: itemKind.property,
        insert: { kind: "member", name, value },
        documentation,
        rank: String(index),
      },
    ];
  });
}

function indent(text: string): string {
  return text.replaceAll("\n", "\n\t");
}
