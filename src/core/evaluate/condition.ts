import type { Condition } from "../policy/model.ts";
import type { ConditionReason, Truth } from "./model.ts";
import { matchesNothing, type Operator } from "./operators/operator.ts";
import type { OperatorName, SetPrefix } from "./operators/operatorNames.ts";
import type { TextMatcher } from "./pattern.ts";
import { all, not, some } from "./truth.ts";
import { fillTemplate, readTemplate, type KeyLookup, type LookUp, type Template } from "./variables.ts";

/** Undefined when the condition holds; else why it does not, or which keys would say. */
export type EvaluateCondition = (lookUp: LookUp) => ConditionReason | undefined;

type Comparison = Extract<OperatorName, { kind: "compare" }>;

/** Values of the policy made ready for one request. */
interface Expected {
  readonly matchers: readonly TextMatcher[];
  /** Keys of variables that nobody supplied. */
  readonly unknownKeys: readonly string[];
}

/**
 * Makes one `operator → key → values` row ready.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function compileCondition(
  condition: Condition,
  name: OperatorName,
  variables: boolean,
): EvaluateCondition {
  const key = condition.key.value.toLowerCase();
  const { unfilled } = condition.key;
  if (unfilled !== undefined) return (lookUp) => reason(condition, lookUp(key), "unknown", unfilled);
  if (name.kind === "null") {
    const values = condition.values.items.map(({ value }) => value.trim().toLowerCase());
    return (lookUp) => {
      const found = lookUp(key);
      const truth = isNull(values, found);
      return truth === "yes" ? undefined : reason(condition, found, truth, [condition.key.value]);
    };
  }
  const expected = prepareValues(condition, name.operator, variables);
  return (lookUp) => {
    const found = lookUp(key);
    if (found.state === "unknown") return reason(condition, found, "unknown", [condition.key.value]);
    if (found.state === "absent") {
      return holdsWithoutKey(name) ? undefined : reason(condition, found, "no", []);
    }
    const { matchers, unknownKeys } = typeof expected === "function" ? expected(lookUp) : expected;
    const truth = compare(name, found.values, matchers, unknownKeys.length > 0);
    return truth === "yes" ? undefined : reason(condition, found, truth, unknownKeys);
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null */
function isNull(values: readonly string[], found: KeyLookup): Truth {
  const wantsNull = values.includes("true");
  const wantsValue = values.includes("false");
  if (found.state === "unknown") {
    if (wantsNull && wantsValue) return "yes";
    if (found.present) return wantsValue ? "yes" : "no";
    return wantsNull || wantsValue ? "unknown" : "no";
  }
  return (found.state === "absent" ? wantsNull : wantsValue) ? "yes" : "no";
}

/**
 * Without the key a comparison does not match, so its negation does; `IfExists` and `ForAllValues` hold, `ForAnyValue`
 * does not.
 */
function holdsWithoutKey({ operator, set, ifExists }: Comparison): boolean {
  if (ifExists || set === "forAllValues") return true;
  return set === undefined && operator.negated;
}

function prepareValues(
  condition: Condition,
  operator: Operator,
  variables: boolean,
): Expected | ((lookUp: LookUp) => Expected) {
  const fixed: TextMatcher[] = [];
  const templates: Template[] = [];
  const left: string[] = [];
  for (const { value, unfilled } of condition.values.items) {
    if (unfilled !== undefined) {
      left.push(...unfilled);
      continue;
    }
    const read = readTemplate(value, {
      variables: variables && operator.variables,
      wildcards: operator.wildcards,
    });
    if (typeof read === "string") fixed.push(operator.matcher(read));
    else templates.push(read);
  }
  if (templates.length === 0) return { matchers: fixed, unknownKeys: left };
  return (lookUp) => {
    const matchers = [...fixed];
    const unknownKeys = [...left];
    for (const template of templates) {
      const filled = fillTemplate(template, lookUp);
      if (filled.state === "unknown") unknownKeys.push(...filled.keys);
      else matchers.push(filled.state === "text" ? operator.matcher(filled.pattern) : matchesNothing);
    }
    return { matchers, unknownKeys };
  };
}

/**
 * `mayMatch` says that a value with an unknown variable could match as well.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function compare(
  { operator, set }: Comparison,
  actual: readonly string[],
  matchers: readonly TextMatcher[],
  mayMatch: boolean,
): Truth {
  const matches = (value: string): Truth => {
    for (const matcher of matchers) if (matcher(value)) return "yes";
    return mayMatch ? "unknown" : "no";
  };
  const single = actual.length === 1 ? actual[0] : undefined;
  if (set === undefined) {
    const truth = single === undefined ? some(actual.map(matches)) : matches(single);
    return operator.negated ? not(truth) : truth;
  }
  if (actual.every((value) => value === "")) return set === "forAllValues" ? "yes" : "no";
  return overSet(
    set,
    actual.map((value) => (operator.negated ? not(matches(value)) : matches(value))),
  );
}

function overSet(set: SetPrefix, truths: readonly Truth[]): Truth {
  return set === "forAnyValue" ? some(truths) : all(truths);
}

function reason(
  condition: Condition,
  found: KeyLookup,
  truth: "no" | "unknown",
  unknownKeys: readonly string[],
): ConditionReason {
  return {
    element: "condition",
    operator: condition.operator.value,
    key: condition.key.value,
    expected: condition.values.items.map(({ value }) => value),
    actual: found.state === "known" ? found.values : undefined,
    truth,
    unknownKeys: truth === "unknown" ? unknownKeys : [],
    span: condition.span,
  };
}
