/** What stands in the place of a secret. */
export const HIDDEN = "(hidden)";

/**
 * The named fields of STS, `~/.aws`, IMDS and signed requests that hold a secret, in XML, JSON, ini and query form.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html
 */
const SECRET_FIELD =
  "secret_?access_?key|aws_secret_access_key|session_?token|aws_session_token|security_?token|x-amz-security-token|web_?identity_?token|saml_?assertion|token_?code|access_?token|refresh_?token|id_?token|client_?secret|authorization_?token|password";
const XML_FIELD = new RegExp(`(<(${SECRET_FIELD})>)[^<]*`, "gi");
const NAMED_FIELD = new RegExp(
  `(["']?\\b(?:${SECRET_FIELD})["']?\\s*[=:]\\s*)("[^"]*"|'[^']*'|[^\\s,;&<>]+)`,
  "gi",
);

/** A text without whatever in it has the shape of a secret of AWS. */
export function hideSecretShapes(text: string): string {
  return (
    text
      .replace(XML_FIELD, `$1${HIDDEN}`)
      .replace(NAMED_FIELD, `$1${HIDDEN}`)
      .replace(/\bSignature=[0-9a-fA-F]{32,}/g, `Signature=${HIDDEN}`)
      // A JWT: three base64url parts, the first two JSON objects (RFC 7519).
      .replace(/\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/g, HIDDEN)
      // Session tokens and SAML assertions: long base64 with no break.
      .replace(/[A-Za-z0-9+/_-]{100,}={0,2}/g, HIDDEN)
      // Access key ids stay recognisable by their last four characters.
      .replace(/\b(A[KS]IA)[A-Z0-9]{8,}([A-Z0-9]{4})\b/g, "$1…$2")
      .replace(/\S+/g, hideSecretKeys)
  );
}

/**
 * A secret access key is 40 base64 characters. An ARN may hold such a run by chance (a path, an object key), so words
 * that are ARNs are left alone; of the rest only runs that mix cases and digits are taken, which a hexadecimal digest
 * or a path in lower case does not.
 */
function hideSecretKeys(word: string): string {
  if (/^["'(<]*arn:aws/.test(word)) return word;
  return word.replace(/(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/g, (run) =>
    /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run) ? HIDDEN : run,
  );
}
