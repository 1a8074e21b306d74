import { parseArn } from "../../../core/arn.ts";
import type { Statement, Text } from "../../../core/policy/model.ts";
import { principalTexts } from "../readings/statement.ts";

/** Who vouches for federated users, as a trust policy names it. */
export interface Provider {
  readonly text: Text;
  readonly kind: "saml" | "oidc" | "other";
  /** Host and path of an OIDC provider. */
  readonly issuer: string;
}

/** The Federated principals of a statement. */
export function providersOf(statement: Statement): readonly Provider[] {
  return principalTexts(statement, "Federated", false).map(({ text }) => readProvider(text));
}

function readProvider(text: Text): Provider {
  const arn = parseArn(text.value);
  if (arn === undefined) {
    const issuer = text.value;
    const isHost = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/\S*)?$/i.test(issuer);
    return { text, kind: isHost ? "oidc" : "other", issuer: isHost ? issuer : "" };
  }
  if (arn.resource.startsWith("saml-provider/")) return { text, kind: "saml", issuer: "" };
  const issuer = /^oidc-provider\/(.+)$/.exec(arn.resource)?.[1];
  return issuer === undefined ? { text, kind: "other", issuer: "" } : { text, kind: "oidc", issuer };
}

/** The condition keys of a statement that come from the tokens of an issuer. */
export function claimsOf(statement: Statement, issuer: string): readonly string[] {
  const prefix = `${issuer.replace(/\/$/, "").toLowerCase()}:`;
  return statement.conditions.flatMap(({ key }) =>
    key.value.toLowerCase().startsWith(prefix) ? [key.value.slice(prefix.length).toLowerCase()] : [],
  );
}
