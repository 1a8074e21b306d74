import type { ContextValue } from "../evaluate/model.ts";
import type { ContextEntry } from "../roleConfig/model.ts";

export type Context = Readonly<Record<string, ContextValue>>;

/** Entries of a config as the engine takes them; `prefix` makes condition keys of claims. */
export function contextOf(entries: readonly ContextEntry[], prefix = ""): Context {
  const context: Record<string, ContextValue> = {};
  for (const { key, single, values } of entries) {
    const plain = values.map(({ value }) => value);
    const [first] = plain;
    context[prefix + key.value] = single && first !== undefined ? first : plain;
  }
  return context;
}

/** About the way a request takes, which is the same for every call of a chain. */
const environment = new Set([
  "aws:currenttime",
  "aws:epochtime",
  "aws:referer",
  "aws:requestedregion",
  "aws:securetransport",
  "aws:sourceip",
  "aws:sourcevpc",
  "aws:sourcevpcarn",
  "aws:sourcevpce",
  "aws:useragent",
  "aws:vpceaccount",
  "aws:vpceorgid",
  "aws:vpceorgpaths",
  "aws:vpcsourceip",
]);

/** About the account of whoever calls. */
const organization = new Set(["aws:principalorgid", "aws:principalorgpaths"]);

/**
 * What of the caller's context the requests of a later session carry too: where they come from, and the organization
 * while the account is the same. MFA, source account and the like belong to the caller's own call.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function handedOn(context: Context, sameAccount: boolean): Context {
  return Object.fromEntries(
    Object.entries(context).filter(([key]) => {
      const name = key.toLowerCase();
      return environment.has(name) || (sameAccount && organization.has(name));
    }),
  );
}

/** Providers whose claims stay condition keys in the requests of the session. */
const lasting =
  /^(?:saml|cognito-identity\.amazonaws\.com|www\.amazon\.com|graph\.facebook\.com|accounts\.google\.com):/i;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif */
export function lastingClaims(context: Context): Context {
  return Object.fromEntries(Object.entries(context).filter(([key]) => lasting.test(key)));
}
