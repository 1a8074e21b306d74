import type { ConditionValueType } from "../../core/catalogue/model.ts";

export interface OperatorFacts {
  readonly name: string;
  /** What the operator compares; `Null` asks only whether the key is there. */
  readonly type: ConditionValueType | "Binary" | "Null";
  readonly negated: boolean;
  /** Between the key and the values: "is", "is like". */
  readonly words: string;
  /** What is not plain from the name. */
  readonly note?: string;
}

/** An operator as written, taken apart. */
export interface WrittenOperator {
  readonly facts: OperatorFacts;
  readonly set?: "ForAllValues" | "ForAnyValue";
  readonly ifExists: boolean;
}

function operator(name: string, type: OperatorFacts["type"], words: string, note?: string): OperatorFacts {
  return { name, type, negated: name.includes("Not"), words, ...(note === undefined ? {} : { note }) };
}

const wildcards = "`*` stands for any text and `?` for one character.";
const dates = "Values are ISO 8601 dates or seconds since 1970.";

/**
 * Every condition operator, most used first.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const operatorFacts: readonly OperatorFacts[] = [
  operator("StringEquals", "String", "is", "Case matters; wildcards are plain text."),
  operator("StringLike", "String", "is like", `Case matters. ${wildcards}`),
  operator("StringNotEquals", "String", "is not", "Case matters. Also true when the key is absent."),
  operator(
    "StringNotLike",
    "String",
    "is not like",
    `Case matters. ${wildcards} Also true when the key is absent.`,
  ),
  operator("StringEqualsIgnoreCase", "String", "is, whatever its case,"),
  operator(
    "StringNotEqualsIgnoreCase",
    "String",
    "is not, whatever its case,",
    "Also true when the key is absent.",
  ),
  operator("ArnLike", "ARN", "is an ARN like", `Each of the six parts is compared on its own. ${wildcards}`),
  operator("ArnEquals", "ARN", "is an ARN like", "Works exactly as `ArnLike`."),
  operator("ArnNotLike", "ARN", "is not an ARN like", `${wildcards} Also true when the key is absent.`),
  operator("ArnNotEquals", "ARN", "is not an ARN like", "Works exactly as `ArnNotLike`."),
  operator("Bool", "Bool", "is"),
  operator("Null", "Null", "is absent:", "`true`: the key must be absent. `false`: it must be there."),
  operator("IpAddress", "IPAddress", "is in", "Values are addresses or CIDR ranges, of IPv4 or IPv6."),
  operator("NotIpAddress", "IPAddress", "is outside", "Also true when the key is absent."),
  operator("DateLessThan", "Date", "is before", dates),
  operator("DateGreaterThan", "Date", "is after", dates),
  operator("DateLessThanEquals", "Date", "is at or before", dates),
  operator("DateGreaterThanEquals", "Date", "is at or after", dates),
  operator("DateEquals", "Date", "is", dates),
  operator("DateNotEquals", "Date", "is not", `${dates} Also true when the key is absent.`),
  operator("NumericLessThan", "Numeric", "is less than"),
  operator("NumericLessThanEquals", "Numeric", "is at most"),
  operator("NumericGreaterThan", "Numeric", "is greater than"),
  operator("NumericGreaterThanEquals", "Numeric", "is at least"),
  operator("NumericEquals", "Numeric", "is"),
  operator("NumericNotEquals", "Numeric", "is not", "Also true when the key is absent."),
  operator("BinaryEquals", "Binary", "is", "Values are base64."),
];

const byName = new Map(operatorFacts.map((facts) => [facts.name.toLowerCase(), facts]));

/** Takes `ForAnyValue:StringLikeIfExists` apart; undefined for what is no operator. Names ignore case. */
export function readOperator(text: string): WrittenOperator | undefined {
  const match = /^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/i.exec(text);
  const facts = byName.get((match?.[2] ?? "").toLowerCase());
  if (facts === undefined) return undefined;
  const ifExists = match?.[3] !== undefined;
  switch (match?.[1]?.toLowerCase()) {
    case "forallvalues":
      return { facts, set: "ForAllValues", ifExists };
    case "foranyvalue":
      return { facts, set: "ForAnyValue", ifExists };
    default:
      return { facts, ifExists };
  }
}

/** True where values of the key's type can be compared by the operator without turning one into the other. */
export function operatorFits(operator: OperatorFacts, type: ConditionValueType): boolean {
  if (operator.type === "Null" || operator.type === type) return true;
  // An ARN is also a string: `StringLike` with aws:PrincipalArn is common and works.
  return operator.type === "String" && type === "ARN";
}
