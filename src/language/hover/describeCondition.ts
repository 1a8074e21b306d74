import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { escapeMarkdown, inlineCode } from "./markdown.ts";
import { readOperator, type OperatorFacts, type WrittenOperator } from "./operatorFacts.ts";

export interface ConditionRow {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** What AWS says of a condition key, as Markdown; undefined for an unknown one. */
export async function describeConditionKey(catalogue: Catalogue, key: string): Promise<string | undefined> {
  const facts = await catalogue.conditionKey(key);
  if (facts === undefined) return undefined;
  const global = catalogue.globalKey(key);
  const page = global === undefined ? undefined : globalKeysPage;
  return [
    `**${escapeMarkdown(facts.key)}** · ${facts.multivalued ? `list of ${facts.type}` : facts.type}`,
    facts.description === "" ? "" : `${escapeMarkdown(facts.description)}.`,
    global?.replacedBy === undefined ? "" : `Deprecated: use ${inlineCode(global.replacedBy)}.`,
    global?.values === undefined
      ? ""
      : `Values: ${global.values.map((value) => inlineCode(value)).join(", ")}`,
    facts.multivalued ? "A request can carry several values: use ForAnyValue or ForAllValues." : "",
    page === undefined ? "" : `[Global condition keys](${page})`,
  ]
    .filter((line) => line !== "")
    .join("\n\n");
}

const globalKeysPage =
  "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html";
const operatorsPage =
  "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html";

/** How an operator compares, as Markdown; undefined for what is none. */
export function describeOperator(text: string): string | undefined {
  const operator = readOperator(text);
  if (operator === undefined) return undefined;
  const { facts, set, ifExists } = operator;
  return [
    `**${escapeMarkdown(text)}** · ${facts.type === "Null" ? "presence of a key" : facts.type}`,
    facts.note ?? "",
    set === "ForAllValues"
      ? "ForAllValues: every value of the request must match. True when the request has none: do not use it alone with Allow."
      : "",
    set === "ForAnyValue"
      ? "ForAnyValue: at least one value of the request must match. False when the request has none."
      : "",
    ifExists ? "IfExists: also true when the request does not carry the key." : "",
    `[Condition operators](${operatorsPage})`,
  ]
    .filter((line) => line !== "")
    .join("\n\n");
}

/** One row of a condition as a sentence, Markdown: "Only when the session is MFA-authenticated." */
export function conditionSentence(row: ConditionRow): string | undefined {
  const operator = readOperator(row.operator);
  if (operator === undefined || row.values.length === 0) return undefined;
  return `Only when ${familiar(row, operator) ?? general(row, operator)}.`;
}

function general({ key, values }: ConditionRow, { facts, set, ifExists }: WrittenOperator): string {
  const name = inlineCode(key);
  if (facts.type === "Null") return `${name} is ${values.includes("true") ? "absent" : "there"}`;
  const list = valueList(values, facts);
  const subject =
    set === "ForAllValues"
      ? `every value of ${name}`
      : set === "ForAnyValue"
        ? `at least one value of ${name}`
        : name;
  const orAbsent = ifExists || (facts.negated && set === undefined) || set === "ForAllValues";
  return `${subject} ${facts.words} ${list}${orAbsent ? ", or is absent" : ""}`;
}

/** Several values are alternatives, but for negated operators: there none of them may match. */
function valueList(values: readonly string[], { negated }: OperatorFacts): string {
  const written = values.map((value) => (value === "" ? "empty" : inlineCode(value)));
  const last = written.pop();
  if (last === undefined) return "";
  return written.length === 0 ? last : `${written.join(", ")} ${negated ? "nor" : "or"} ${last}`;
}

/** Words for what most policies ask. */
function familiar(row: ConditionRow, { facts, ifExists, set }: WrittenOperator): string | undefined {
  if (set !== undefined) return undefined;
  const key = row.key.toLowerCase();
  const list = valueList(row.values, facts);
  const yes = row.values.length === 1 && row.values[0]?.toLowerCase() === "true";
  const no = row.values.length === 1 && row.values[0]?.toLowerCase() === "false";
  if (facts.type === "Bool" && (yes || no)) {
    const words = booleanWords[key];
    if (words === undefined) return undefined;
    return `${yes ? words.yes : words.no}${ifExists ? ", or the request does not say" : ""}`;
  }
  if (facts.negated || ifExists || facts.type === "Null") return undefined;
  const words = positiveWords[key];
  return words === undefined ? undefined : `${words} ${list}`;
}

const booleanWords: Readonly<Record<string, { readonly yes: string; readonly no: string }>> = {
  "aws:multifactorauthpresent": {
    yes: "the session is MFA-authenticated",
    no: "the session has temporary credentials without MFA (long-term keys do not carry the key at all)",
  },
  "aws:securetransport": { yes: "the request uses TLS", no: "the request does not use TLS" },
  "aws:viaawsservice": {
    yes: "an AWS service makes the request on behalf of the principal",
    no: "the principal makes the request directly",
  },
  "aws:principalisawsservice": {
    yes: "an AWS service itself makes the request",
    no: "the caller is not an AWS service",
  },
};

const positiveWords: Readonly<Record<string, string>> = {
  "sts:externalid": "the caller gives the external id",
  "sts:rolesessionname": "the caller names the session",
  "sts:sourceidentity": "the caller sets the source identity",
  "aws:principalorgid": "the caller belongs to the organization",
  "aws:principalaccount": "the caller belongs to the account",
  "aws:principalarn": "the caller is",
  "aws:sourceip": "the request comes from",
  "aws:sourcevpc": "the request comes through the VPC",
  "aws:sourcevpce": "the request comes through the VPC endpoint",
  "aws:sourceaccount": "an AWS service makes the request for a resource in the account",
  "aws:sourcearn": "an AWS service makes the request for the resource",
  "aws:requestedregion": "the request goes to the region",
  "aws:resourceaccount": "the resource belongs to the account",
  "iam:passedtoservice": "the role is passed to",
};
