import { findPlaceholders } from "../../../core/placeholder.ts";
import { conditionsOn } from "../readings/statement.ts";
import { type StatementRule } from "../rule.ts";

const common =
  /^(?:external[-_ ]?id|my[-_ ]?external[-_ ]?id|test\w{0,4}|example|secret|password|changeme|default|demo|sample|admin|foo(?:bar)?|abc(?:123|def)?)$/i;

/**
 * External ids that a service of AWS prescribes: https://docs.aws.amazon.com/mediatailor/latest/ug/monitoring-permissions.html
 */
const prescribed: ReadonlySet<string> = new Set(["Midas"]);

export const guessableExternalId: StatementRule = {
  code: "GUESSABLE_EXTERNAL_ID",
  type: "warning",
  scope: "statement",
  kinds: ["trust"],
  title: "External id that can be guessed",
  why: "An external id is unique to one customer of the company that assumes the role. A short one, a word or a row of digits may be another customer's too. AWS takes 2 to 1,224 letters, digits and `_+=,.@:/-`.",
  fix: "Use the id that the company made for you, such as a UUID.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html#id_roles_third-party_external-id",
  *check(statement) {
    for (const { written, values } of conditionsOn(statement, "sts:ExternalId")) {
      if (written.family !== "String") continue;
      for (const item of values.items) {
        if (/[<$]/.test(item.value) || prescribed.has(item.value) || findPlaceholders(item.value).length > 0)
          continue;
        const message = problemOf(item.value, written.base.endsWith("Like"));
        if (message !== undefined) yield { span: item.span, message };
      }
    }
  },
};

function problemOf(value: string, pattern: boolean): string | undefined {
  if (pattern && /^[*?]+$/.test(value)) return "This takes every external id.";
  const literal = value.replace(/[*?]/g, "");
  if (!/^[\w+=,.@:/*?-]{2,1224}$/.test(value)) {
    return "AWS takes no such external id: 2 to 1,224 letters, digits and _+=,.@:/- .";
  }
  if (literal.length < 6)
    return "So short an external id is not unique: use the one that the company made for you.";
  if (common.test(literal) || /^(.)\1*$/.test(literal) || "01234567890123456789".includes(literal)) {
    return "This external id can be guessed: use the one that the company made for you.";
  }
  return undefined;
}
