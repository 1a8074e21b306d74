import { arnOperators } from "./arn.ts";
import { binaryOperators } from "./binary.ts";
import { boolOperators } from "./bool.ts";
import { dateOperators } from "./date.ts";
import { ipAddressOperators } from "./ipAddress.ts";
import { numericOperators } from "./numeric.ts";
import type { Operator } from "./operator.ts";
import { stringOperators } from "./string.ts";

const operators: ReadonlyMap<string, Operator> = new Map(
  [
    stringOperators,
    numericOperators,
    dateOperators,
    boolOperators,
    binaryOperators,
    ipAddressOperators,
    arnOperators,
  ].flatMap((family) => Object.entries(family).map(([name, operator]) => [name.toLowerCase(), operator])),
);

export type SetPrefix = "forAllValues" | "forAnyValue";

/** The name of an operator taken apart. */
export type OperatorName =
  | { readonly kind: "null" }
  | {
      readonly kind: "compare";
      readonly operator: Operator;
      readonly set?: SetPrefix;
      readonly ifExists: boolean;
    };

const shape = /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/;

/**
 * Takes `ForAnyValue:StringLikeIfExists` apart; undefined when no such operator exists. `Null` takes neither a set
 * prefix nor `IfExists`. Letter case does not matter here; whether AWS would store the name so is for a lint rule to say.
 */
export function readOperatorName(name: string): OperatorName | undefined {
  const [, prefix, base = "", ifExists] = shape.exec(name.toLowerCase()) ?? [];
  if (base === "null") return prefix === undefined && ifExists === undefined ? { kind: "null" } : undefined;
  const operator = operators.get(base);
  if (operator === undefined) return undefined;
  const set = prefix === undefined ? undefined : prefix === "forallvalues" ? "forAllValues" : "forAnyValue";
  return {
    kind: "compare",
    operator,
    ...(set === undefined ? {} : { set }),
    ifExists: ifExists !== undefined,
  };
}
