/** What a web identity token says of itself, as far as trust policies test it. Nothing of it is verified here. */
export interface TokenClaims {
  /** `iss` without its scheme, as providers are named by it. */
  readonly issuer: string;
  /** `aud` and `sub`. */
  readonly claims: Readonly<Record<string, string>>;
}

/**
 * Reads the payload of a JSON Web Token (RFC 7519); undefined where the text is none. The signature is not looked at, and
 * nothing that makes the token valid is in the answer.
 */
export function tokenClaims(token: string): TokenClaims | undefined {
  const payload = /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(token.trim())?.[1];
  const text = payload === undefined ? undefined : decodeBase64Url(payload);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
  if (typeof parsed !== "object" || parsed === null) return undefined;
  const member = (name: string): string | undefined => {
    const value = (parsed as Readonly<Record<string, unknown>>)[name];
    const [first] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    return typeof first === "string" && first !== "" ? first : undefined;
  };
  const issuer = member("iss")
    ?.replace(/^https?:\/\//, "")
    .replace(/\/$/, "");
  if (issuer === undefined) return undefined;
  const claims = ["aud", "sub"].flatMap((name) => {
    const value = member(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { issuer, claims: Object.fromEntries(claims) };
}

/** Providers that AWS knows without an ARN. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html */
const builtIn: ReadonlySet<string> = new Set(["accounts.google.com", "cognito-identity.amazonaws.com"]);

/** The `Federated` principal of an issuer in the account of a role. */
export function oidcProvider(
  issuer: string,
  { partition, account }: { readonly partition: string; readonly account: string },
): string {
  return builtIn.has(issuer) ? issuer : `arn:${partition}:iam::${account}:oidc-provider/${issuer}`;
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The text of UTF-8 bytes; undefined where they are none. This room has neither Buffer nor atob. */
function decodeBase64Url(encoded: string): string | undefined {
  let bits = 0;
  let held = 0;
  let escaped = "";
  for (const digit of encoded) {
    held = (held << 6) | digits.indexOf(digit);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    escaped += `%${((held >> bits) & 0xff).toString(16).padStart(2, "0")}`;
    held &= (1 << bits) - 1;
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}
