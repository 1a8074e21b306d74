import type { Policy, Statement, Text, TextList } from "../policy/model.ts";
import type { Span } from "../text/span.ts";
import { compileCondition, type EvaluateCondition } from "./condition.ts";
import { refusals } from "./grammar.ts";
import type { EvaluatedKind, StatementOutcome, Truth } from "./model.ts";
import { readOperatorName } from "./operators/operatorNames.ts";
import { patternMatcher, resourceMatcher, wildcardsOf, type ArnMatcher, type ArnText } from "./pattern.ts";
import { compilePrincipals, type CompiledPrincipals } from "./principalElement.ts";
import { fillTemplate, readTemplate, type LookUp, type Template } from "./variables.ts";

/** A problem without the name of its document, which may differ from one use to the next. */
export interface CompiledProblem {
  readonly code: string;
  readonly message: string;
  readonly statement?: number;
  readonly span: Span;
}

/** Whether a Resource element covers the resource, with the keys that would say when that is not known. */
export type EvaluateResource = (resource: ArnText, lookUp: LookUp) => Truth | readonly string[];

export interface CompiledStatement {
  readonly statement: Statement;
  readonly effect: "Allow" | "Deny";
  readonly coversAction: (lowerCaseAction: string) => boolean;
  readonly principals: (CompiledPrincipals & { readonly not: boolean }) | undefined;
  readonly coversResource: EvaluateResource | undefined;
  readonly conditions: readonly EvaluateCondition[];
  /** Answers that are the same for every request, made once. */
  readonly outcomes: {
    readonly applies: StatementOutcome;
    readonly otherAction: StatementOutcome;
    readonly otherPrincipal: StatementOutcome;
    readonly otherResource: StatementOutcome;
  };
}

export interface CompiledPolicy {
  /** In the order of the document; a refused statement is only its outcome. */
  readonly statements: readonly (CompiledStatement | { readonly refused: StatementOutcome })[];
  readonly problems: readonly CompiledProblem[];
}

const compiled: Record<EvaluatedKind, WeakMap<Policy, CompiledPolicy>> = {
  trust: new WeakMap(),
  identity: new WeakMap(),
  resource: new WeakMap(),
  session: new WeakMap(),
  boundary: new WeakMap(),
  scp: new WeakMap(),
  rcp: new WeakMap(),
};

/** Makes a policy ready for decisions, once for each `Policy` object and kind. */
export function compilePolicy(policy: Policy, kind: EvaluatedKind): CompiledPolicy {
  const known = compiled[kind].get(policy);
  if (known !== undefined) return known;
  const fresh = compile(policy, kind);
  compiled[kind].set(policy, fresh);
  return fresh;
}

function compile(policy: Policy, kind: EvaluatedKind): CompiledPolicy {
  const problems: CompiledProblem[] = policy.problems.map(({ code, message, span }) => ({
    code,
    message,
    span,
  }));
  const version = policy.version?.value;
  if (policy.version !== undefined && version !== "2012-10-17" && version !== "2008-10-17") {
    problems.push({
      code: "version",
      message: "Version is 2012-10-17 or 2008-10-17.",
      span: policy.version.span,
    });
  }
  for (const { name } of policy.members) {
    if (policyElements.has(name.value)) continue;
    problems.push({
      code: "unknownElement",
      message: `${name.value} is no element of a policy.`,
      span: name.span,
    });
  }
  const unreadable = policy.problems.some(({ code }) => code === "jsonSyntax");
  const broken = policy.problems.filter(({ code }) => code === "wrongType" || code === "duplicateElement");
  const statements = policy.statements.map((statement) => {
    const refused = refusals(statement, kind);
    problems.push(...refused.map((refusal) => ({ ...refusal, statement: statement.index })));
    const misread = broken.some(({ span }) => inside(span, statement.span));
    if (unreadable || misread || refused.length > 0) return { refused: outcome(statement, "statement") };
    return compileStatement(statement, version === "2012-10-17", problems);
  });
  return { statements, problems };
}

const policyElements = new Set(["Version", "Id", "Statement"]);

function inside(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function outcome(
  statement: Statement,
  element: "statement" | "action" | "principal" | "resource",
): StatementOutcome {
  return { statement, applies: "no", reasons: [{ element }] };
}

function compileStatement(
  statement: Statement,
  variables: boolean,
  problems: CompiledProblem[],
): CompiledStatement {
  const { action, notAction, resource, notResource, principal, notPrincipal } = statement;
  const named = principal ?? notPrincipal;
  const principals = named === undefined ? undefined : compilePrincipals(named);
  for (const problem of principals?.problems ?? []) {
    const value = named?.entries[problem.entry]?.values.items[problem.index];
    problems.push({
      code: "principalValue",
      message: problem.message,
      statement: statement.index,
      span: value?.span ?? statement.span,
    });
  }
  reportValues(statement, problems);
  return {
    statement,
    effect: statement.effect?.value === "Deny" ? "Deny" : "Allow",
    coversAction: action === undefined ? not(actionMatcher(notAction)) : actionMatcher(action),
    principals: principals === undefined ? undefined : { ...principals, not: notPrincipal !== undefined },
    coversResource:
      resource !== undefined
        ? compileResources(resource, variables)
        : notResource !== undefined
          ? exceptResources(compileResources(notResource, variables))
          : undefined,
    conditions: statement.conditions.flatMap((condition) => {
      const name = readOperatorName(condition.operator.value);
      return name === undefined ? [] : [compileCondition(condition, name, variables)];
    }),
    outcomes: {
      applies: { statement, applies: "yes", reasons: [] },
      otherAction: outcome(statement, "action"),
      otherPrincipal: outcome(statement, "principal"),
      otherResource: outcome(statement, "resource"),
    },
  };
}

/** Placeholders in a list that nothing fills. */
function leftIn(items: readonly Text[]): string[] {
  return items.flatMap(({ unfilled }) => unfilled ?? []);
}

/** Values that are not of their operator's type: they match nothing. */
function reportValues(statement: Statement, problems: CompiledProblem[]): void {
  for (const { operator, values } of statement.conditions) {
    const name = readOperatorName(operator.value);
    for (const { value, span, unfilled } of values.items) {
      const accepted =
        unfilled !== undefined ||
        name === undefined ||
        (name.kind === "null" ? /^(true|false)$/i.test(value.trim()) : name.operator.accepts(value));
      if (accepted) continue;
      problems.push({
        code: "conditionValue",
        message: `${operator.value} cannot compare with "${value}".`,
        statement: statement.index,
        span,
      });
    }
  }
}

/** Service prefixes and action names ignore case. */
function actionMatcher(list: TextList | undefined): (lowerCaseAction: string) => boolean {
  const exact = new Set<string>();
  const patterns: ((action: string) => boolean)[] = [];
  for (const { value } of list?.items ?? []) {
    const pattern = wildcardsOf(value.toLowerCase());
    if (pattern === value.toLowerCase()) exact.add(pattern);
    else patterns.push(patternMatcher(pattern));
  }
  if (patterns.length === 0) return (action) => exact.has(action);
  return (action) => exact.has(action) || patterns.some((matches) => matches(action));
}

function not(matches: (text: string) => boolean): (text: string) => boolean {
  return (text) => !matches(text);
}

function compileResources(list: TextList, variables: boolean): EvaluateResource {
  const fixed: ArnMatcher[] = [];
  const templates: Template[] = [];
  const unfilled = leftIn(list.items);
  for (const { value, unfilled: left } of list.items) {
    if (left !== undefined) continue;
    const read = readTemplate(value, { variables, wildcards: true });
    if (typeof read === "string") fixed.push(resourceMatcher(read));
    else templates.push(read);
  }
  return (resource, lookUp) => {
    for (const matches of fixed) if (matches(resource)) return "yes";
    if (templates.length === 0 && unfilled.length === 0) return "no";
    const unknownKeys = [...unfilled];
    for (const template of templates) {
      const filled = fillTemplate(template, lookUp);
      if (filled.state === "text" && resourceMatcher(filled.pattern)(resource)) return "yes";
      if (filled.state === "unknown") unknownKeys.push(...filled.keys);
    }
    return unknownKeys.length > 0 ? unknownKeys : "no";
  };
}

function exceptResources(covers: EvaluateResource): EvaluateResource {
  return (resource, lookUp) => {
    const covered = covers(resource, lookUp);
    return covered === "yes" ? "no" : covered === "no" ? "yes" : covered;
  };
}
