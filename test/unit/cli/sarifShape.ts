import { readFileSync } from "node:fs";
import Ajv from "ajv";

/** The schema of SARIF 2.1.0 as OASIS published it, from the package of Microsoft's own matchers. */
const file = "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";

/** What in a log is not SARIF 2.1.0, one line each. */
export function sarifProblems(log: unknown): readonly string[] {
  // Of the fourth draft, whose words mean the same in the seventh, but for `id`.
  const { $schema: draft, id, ...schema } = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  if (!String(draft).includes("draft-04") || typeof id !== "string") throw new Error("Another schema.");
  const ajv = new Ajv({ allErrors: true, strict: false, logger: false, unicodeRegExp: false, formats });
  const validate = ajv.compile(schema);
  return validate(log)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
}

/** Those that the schema names; a relative reference has no blanks and no backslashes. */
const formats = {
  uri: /^[a-z][a-z0-9+.-]*:[^\s\\]*$/i,
  "uri-reference": /^[^\s\\]*$/,
  "date-time": /^\d{4}-\d\d-\d\dT/,
};
