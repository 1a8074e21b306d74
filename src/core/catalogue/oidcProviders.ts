import { keyFacts } from "./keyFacts.ts";
import { KeyTable } from "./keyTable.ts";
import type { ConditionKeyFacts, OidcProviderFacts } from "./model.ts";
import type { PackedOidcProvider } from "./packed.ts";

/** A condition key `issuer:claim` taken apart. */
export interface OidcKey {
  /** As written: host and path of the identity provider. */
  readonly issuer: string;
  readonly claim: string;
  /** Absent for a provider that the catalogue does not know, which is legal. */
  readonly provider?: OidcProviderFacts;
  /** Absent for a claim that AWS is not known to hand on from this provider. */
  readonly key?: ConditionKeyFacts;
}

/**
 * The claims that AWS takes from the token of any OIDC provider.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
const commonClaims: readonly (readonly [claim: string, description: string])[] = [
  ["aud", "Audience that the token was issued for"],
  ["sub", "Subject of the token"],
  ["amr", "How the subject was authenticated"],
  ["email", "E-mail address of the subject"],
  ["oaud", "Other audience that the token was issued for"],
];

/** Identity providers known to the catalogue, and the keys that their tokens make. */
export class OidcProviders {
  readonly all: readonly OidcProviderFacts[];
  readonly #byIssuer: KeyTable<OidcProviderFacts>;

  constructor(packed: readonly PackedOidcProvider[]) {
    this.all = packed.map(({ claims, requiredKeys, ...provider }) => ({
      ...provider,
      requiredKeys: requiredKeys ?? [],
      claims: claims.map(([claim, type, description]) =>
        keyFacts(`${provider.issuer}:${claim}`, type, description),
      ),
    }));
    this.#byIssuer = new KeyTable(this.all.map((provider) => [provider.issuer, provider]));
  }

  /** By host and path, without `https://`: as in `arn:aws:iam::ACCOUNT:oidc-provider/ISSUER`. */
  find(issuer: string): OidcProviderFacts | undefined {
    return this.#byIssuer.find(issuer.replace(/\/$/, ""));
  }

  /**
   * Takes a condition key of a federated principal apart: `token.actions.githubusercontent.com:sub`. A service prefix
   * has no dot and an issuer always has one; undefined for every key without.
   */
  key(text: string): OidcKey | undefined {
    const match = /^([a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[^:\s]*)?):(.+)$/i.exec(text);
    const [, issuer, claim] = match ?? [];
    if (issuer === undefined || claim === undefined) return undefined;
    const provider = this.find(issuer);
    const known = provider?.claims.find(
      ({ key }) => key.slice(provider.issuer.length + 1).toLowerCase() === claim.toLowerCase(),
    );
    const common = commonClaims.find(([name]) => name === claim.toLowerCase());
    const key =
      known ?? (common === undefined ? undefined : keyFacts(`${issuer}:${common[0]}`, "String", common[1]));
    return { issuer, claim, ...(provider && { provider }), ...(key && { key }) };
  }
}
