import type { Statement } from "../../../core/policy/model.ts";
import { removeParts } from "../../fixes/listEdits.ts";
import { analyzerCheck, everyKind, type PolicyRule } from "../rule.ts";

export const redundantStatement: PolicyRule = {
  code: "REDUNDANT_STATEMENT",
  type: "suggestion",
  scope: "policy",
  kinds: everyKind,
  title: "The same statement twice",
  why: "Two statements that differ at most in their `Sid` and in the order of their values say the same. Whoever changes one of them may overlook the other.",
  fix: "Remove one of them.",
  source: analyzerCheck("suggestion-redundant-statement"),
  *check({ policy, text }) {
    const candidates = sameFingerprint(policy.statements);
    const seen = new Map<string, Statement>();
    for (const [index, statement] of policy.statements.entries()) {
      const meaning = candidates.has(statement) ? meaningOf(statement) : undefined;
      if (meaning === undefined) continue;
      const first = seen.get(meaning);
      if (first === undefined) {
        seen.set(meaning, statement);
        continue;
      }
      const edits = removeParts(text, policy.statements, new Set([index]));
      yield {
        span: statement.sid?.span ?? { start: statement.span.start, end: statement.span.start + 1 },
        message: `Statement ${first.sid === undefined ? `number ${first.index + 1}` : `'${first.sid.value}'`} says the same.`,
        fixes: edits === undefined ? [] : [{ title: "Remove this statement", edits, safe: true }],
      };
    }
  },
};

/** The statements of which another one may say the same: this runs after every keystroke, and most differ at a glance. */
function sameFingerprint(statements: readonly Statement[]): ReadonlySet<Statement> {
  const byFingerprint = new Map<number, Statement[]>();
  for (const statement of statements) {
    const fingerprint = fingerprintOf(statement);
    const same = byFingerprint.get(fingerprint);
    if (same === undefined) byFingerprint.set(fingerprint, [statement]);
    else same.push(statement);
  }
  return new Set([...byFingerprint.values()].filter(({ length }) => length > 1).flat());
}

/** Equal for statements that say the same, in whatever order, and seldom for others. */
function fingerprintOf({ effect, action, notAction, resource, notResource, conditions }: Statement): number {
  let sum = conditions.length + (effect?.value.length ?? 0);
  for (const list of [action, notAction, resource, notResource]) {
    const values = new Set(list?.items.map(({ value }) => value));
    for (const value of values) {
      let hash = value.length;
      for (let i = Math.max(0, value.length - 12); i < value.length; i++) {
        // Case makes a difference in resources only; leaving it out of both keeps equal statements equal.
        hash = (hash * 31 + (value.charCodeAt(i) | 0x20)) | 0;
      }
      sum = (sum + hash) | 0;
    }
  }
  return sum;
}

/** Equal for statements that say the same; undefined for one that says nothing yet. */
function meaningOf(statement: Statement): string | undefined {
  if (statement.effect === undefined) return undefined;
  if (statement.action === undefined && statement.notAction === undefined) return undefined;
  const values = (list: { readonly items: readonly { readonly value: string }[] } | undefined) =>
    list === undefined ? null : [...new Set(list.items.map(({ value }) => value))].sort();
  const principal = (element: Statement["principal"]) =>
    element === undefined
      ? null
      : [element.everyone, element.entries.map((entry) => [entry.type.value, values(entry.values)]).sort()];
  return JSON.stringify([
    statement.effect.value,
    principal(statement.principal),
    principal(statement.notPrincipal),
    values(statement.action)?.map((value) => value.toLowerCase()) ?? null,
    values(statement.notAction)?.map((value) => value.toLowerCase()) ?? null,
    values(statement.resource),
    values(statement.notResource),
    statement.conditions
      .map(({ operator, key, values: row }) => [operator.value, key.value.toLowerCase(), values(row)])
      .map((row) => JSON.stringify(row))
      .sort(),
    statement.members.length - (statement.sid === undefined ? 0 : 1),
  ]);
}
