import { isAccountId } from "../../../core/arn.ts";
import { replaceValue } from "../../fixes/valueEdits.ts";
import { principalElements } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

export const invalidPrincipalFormat: StatementRule = {
  code: "INVALID_PRINCIPAL_FORMAT",
  type: "error",
  scope: "statement",
  kinds: ["trust", "bucket", "rcp"],
  title: "Principal is not an object",
  why: '`Principal` is `"*"` or an object that says what type of principal its values are: `{ "AWS": … }`, `{ "Service": … }`, `{ "Federated": … }`.',
  fix: "Put the value into an object under its type.",
  source: analyzerCheck("error-invalid-principal-format"),
  *check(statement, { text }) {
    for (const { name, element } of principalElements(statement)) {
      const written = text.slice(element.span.start, element.span.end);
      if (element.everyone || written.startsWith("{")) continue;
      const type = typeOf(written);
      yield {
        span: element.span,
        message: `${name} is "*" or an object that names the type of principal, such as { "AWS": "…" }.`,
        fixes:
          type === undefined
            ? []
            : [
                {
                  title: `Write { "${type}": … }`,
                  edits: [
                    replaceValue(text, statement.span, element.span, {
                      [type]: JSON.parse(written) as unknown,
                    }),
                  ],
                  safe: true,
                },
              ],
      };
    }
  },
};

/** What type of principal a string, or an array that begins with it, certainly is. */
function typeOf(written: string): string | undefined {
  const first = /^(?:"|\[\s*")([^"\\]*)"(?:\s*,\s*"[^"\\]*")*\s*\]?$/.exec(written)?.[1];
  if (first === undefined) return undefined;
  if (/^arn:[^:]+:iam::\d{12}:(?:saml|oidc)-provider\//.test(first)) return "Federated";
  if (first === "*" || isAccountId(first) || /^arn:[^:]+:(?:iam|sts):/.test(first)) return "AWS";
  return /^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/.test(first) ? "Service" : undefined;
}
