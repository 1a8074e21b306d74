import { optional } from "../optional.ts";
import { readXml, type XmlElement } from "./readXml.ts";

/** A role that a SAML assertion offers, with the provider that goes with it. */
export interface SamlRole {
  readonly roleArn: string;
  readonly principalArn: string;
}

/** What an identity provider's response says, as far as it can be read before AWS judges it. Times in ISO 8601. */
export interface SamlAssertion {
  readonly roles: readonly SamlRole[];
  /** The assertion is encrypted: all else is known to AWS only. */
  readonly isEncrypted: boolean;
  readonly sessionName?: string;
  /** Seconds, from the attribute SessionDuration, where STS takes that many. */
  readonly durationSeconds?: number;
  readonly notBefore?: string;
  /** The earliest of those that it names. */
  readonly notOnOrAfter?: string;
  /** When the provider's own session ends, and every session made of it. */
  readonly sessionEnds?: string;
}

export type SamlRead =
  | { readonly kind: "assertion"; readonly assertion: SamlAssertion }
  | { readonly kind: "refused"; readonly message: string };

const attributeNames = "/SAML/Attributes/";

/**
 * Reads the XML of a SAML response for AWS. Nothing is verified: the signature, the audience and the rest are for STS.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html
 */
export function readSamlAssertion(xml: string): SamlRead {
  const read = readXml(xml);
  if (read.kind === "refused") return refused(`This is no SAML response: as XML, ${read.message}.`);
  const { root } = read;
  if (root.name === "Assertion") {
    return refused("This is an assertion without the SAML response around it, which AWS asks for.");
  }
  if (root.name !== "Response") return refused(`This is no SAML response: it begins with <${root.name}>.`);
  const elements = [...descendants(root)];
  const status = elements.find(({ name }) => name === "StatusCode")?.attributes.get("Value");
  if (status !== undefined && !status.endsWith(":Success")) {
    return refused(
      `The identity provider refused the sign-in: its response says ${status.slice(status.lastIndexOf(":") + 1)}.`,
    );
  }
  const isEncrypted = elements.some(({ name }) => name === "EncryptedAssertion");
  const attributes = elements.filter(({ name }) => name === "Attribute");
  const valuesOf = (attribute: string): readonly string[] =>
    attributes
      .filter((one) => one.attributes.get("Name")?.endsWith(attributeNames + attribute) === true)
      .flatMap(({ children }) => children.filter(({ name }) => name === "AttributeValue"))
      .map(({ text }) => text.trim());
  const roles = valuesOf("Role").flatMap((value) => roleOf(value) ?? []);
  if (roles.length === 0 && !isEncrypted) {
    return refused("This SAML response is not for AWS, or offers no role: it names none with its provider.");
  }
  const times = (attribute: string, ...names: readonly string[]): readonly string[] =>
    elements
      .filter(({ name }) => names.includes(name))
      .flatMap((element) => timeOf(element.attributes.get(attribute)) ?? []);
  const duration = Number(valuesOf("SessionDuration")[0]);
  return {
    kind: "assertion",
    assertion: {
      roles: unique(roles),
      isEncrypted,
      ...optional("sessionName", valuesOf("RoleSessionName")[0]),
      ...optional("durationSeconds", duration >= 900 && duration <= 43200 ? Math.floor(duration) : undefined),
      ...optional("notBefore", [...times("NotBefore", "Conditions")].sort().at(-1)),
      ...optional(
        "notOnOrAfter",
        [...times("NotOnOrAfter", "Conditions", "SubjectConfirmationData")].sort()[0],
      ),
      ...optional("sessionEnds", [...times("SessionNotOnOrAfter", "AuthnStatement")].sort()[0]),
    },
  };
}

/** A role's and a provider's ARN, in either order. */
function roleOf(value: string): SamlRole | undefined {
  const parts = value.split(",").map((part) => part.trim());
  const roleArn = parts.find((part) => /^arn:[^:\s]+:iam::\d{12}:role\/\S+$/.test(part));
  const principalArn = parts.find((part) => isSamlProvider(part));
  return roleArn === undefined || principalArn === undefined ? undefined : { roleArn, principalArn };
}

/** Whether a text is the ARN of a SAML provider. */
export function isSamlProvider(arn: string): boolean {
  return /^arn:[^:\s]+:iam::\d{12}:saml-provider\/[\w.-]{1,128}$/.test(arn);
}

function unique(roles: readonly SamlRole[]): readonly SamlRole[] {
  return [...new Map(roles.map((role) => [`${role.roleArn} ${role.principalArn}`, role])).values()];
}

/** In one form, so that times can be compared as texts. */
function timeOf(text: string | undefined): string | undefined {
  const time = text === undefined ? NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function* descendants(element: XmlElement): Iterable<XmlElement> {
  for (const child of element.children) {
    yield child;
    yield* descendants(child);
  }
}

function refused(message: string): Extract<SamlRead, { kind: "refused" }> {
  return { kind: "refused", message };
}
