import { readOperatorName } from "../../../core/evaluate/operators/operatorNames.ts";

export type OperatorFamily = "String" | "Numeric" | "Date" | "Bool" | "Binary" | "IpAddress" | "Arn" | "Null";

/** The name of a condition operator taken apart. */
export interface WrittenOperator {
  readonly set?: "ForAllValues" | "ForAnyValue";
  /** As AWS writes it, without set prefix and `IfExists`: `StringLike`. */
  readonly base: string;
  readonly family: OperatorFamily;
  readonly negated: boolean;
  readonly ifExists: boolean;
  /** False where no request can ever match the value, because it is not of the operator's type. */
  readonly accepts: (value: string) => boolean;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export const baseOperators: readonly string[] = [
  ...["Equals", "NotEquals", "EqualsIgnoreCase", "NotEqualsIgnoreCase", "Like", "NotLike"].map(
    (comparison) => `String${comparison}`,
  ),
  ...["Numeric", "Date"].flatMap((type) =>
    ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"].map(
      (comparison) => type + comparison,
    ),
  ),
  "Bool",
  "BinaryEquals",
  "IpAddress",
  "NotIpAddress",
  "ArnEquals",
  "ArnLike",
  "ArnNotEquals",
  "ArnNotLike",
  "Null",
];

const byLowerCase = new Map(baseOperators.map((name) => [name.toLowerCase(), name]));
const shape = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/i;

/** Takes `ForAnyValue:StringLikeIfExists` apart, in any case; undefined where the operator does not exist. */
export function readOperator(name: string): WrittenOperator | undefined {
  const { prefix, base, ifExists } = splitOperator(name);
  const canonical = byLowerCase.get(base.toLowerCase());
  if (canonical === undefined) return undefined;
  const known = readOperatorName(canonical);
  return {
    ...(prefix === undefined
      ? {}
      : { set: /^forall/i.test(prefix) ? ("ForAllValues" as const) : ("ForAnyValue" as const) }),
    base: canonical,
    family: familyOf(canonical),
    negated: known?.kind === "compare" && known.operator.negated,
    ifExists,
    accepts: (value) =>
      known?.kind === "compare" ? known.operator.accepts(value) : /^\s*(?:true|false)\s*$/i.test(value),
  };
}

/** The parts of a name as written, known or not. */
export function splitOperator(name: string): {
  readonly prefix: string | undefined;
  readonly base: string;
  readonly ifExists: boolean;
} {
  const [, prefix, base = "", suffix] = shape.exec(name) ?? [];
  return { prefix, base, ifExists: suffix !== undefined };
}

function familyOf(base: string): OperatorFamily {
  if (base.endsWith("IpAddress")) return "IpAddress";
  if (base.startsWith("String")) return "String";
  if (base.startsWith("Numeric")) return "Numeric";
  if (base.startsWith("Date")) return "Date";
  if (base.startsWith("Arn")) return "Arn";
  if (base === "Bool") return "Bool";
  return base === "Null" ? "Null" : "Binary";
}
