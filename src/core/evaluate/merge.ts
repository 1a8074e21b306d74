import type { Decision, DecisionKind, MissingAllow, StatementReference } from "./model.ts";

/** A call that needs several actions is allowed when all are; the worst answer is the call's. */
const worst: readonly DecisionKind[] = ["explicitlyDenied", "implicitlyDenied", "undetermined", "allowed"];

/** One decision for a call that needs permission-only actions beside its own. */
export function mergeDecisions(own: Decision, also: readonly Decision[]): Decision {
  const all = [own, ...also];
  const decision = worst.find((kind) => all.some((part) => part.decision === kind)) ?? own.decision;
  const deciding = all.filter((part) => part.decision === decision);
  return {
    ...own,
    decision,
    possible: possible(all),
    decidedBy: unique(
      deciding.flatMap((part) => part.decidedBy),
      ({ side, policy, statement }: StatementReference) => `${side} ${statement} ${policy}`,
    ),
    missing: decision === "implicitlyDenied" ? mergeMissing(all.flatMap((part) => part.missing)) : [],
    undetermined:
      decision === "undetermined"
        ? unique(
            all.flatMap((part) => part.undetermined),
            (key) => key,
          )
        : [],
    alsoNeeded: also,
  };
}

function possible(all: readonly Decision[]): Decision["possible"] {
  const kinds: Decision["possible"][number][] = [];
  if (all.every((part) => part.possible.includes("allowed"))) kinds.push("allowed");
  if (all.some((part) => part.possible.includes("explicitlyDenied"))) kinds.push("explicitlyDenied");
  const surelyDenied = all.some((part) => part.possible.every((kind) => kind === "explicitlyDenied"));
  if (!surelyDenied && all.some((part) => part.possible.includes("implicitlyDenied")))
    kinds.push("implicitlyDenied");
  return kinds;
}

/** One statement for each side, naming all the actions it lacks. */
function mergeMissing(parts: readonly MissingAllow[]): MissingAllow[] {
  const bySide = new Map<string, MissingAllow>();
  for (const part of parts) {
    const key = `${part.side} ${part.level ?? ""}`;
    const earlier = bySide.get(key);
    if (earlier === undefined) {
      bySide.set(key, part);
      continue;
    }
    const actions = [earlier, part].flatMap(({ suggestion }) => suggestion.Action);
    bySide.set(key, { ...earlier, suggestion: { ...earlier.suggestion, Action: actions } });
  }
  return [...bySide.values()];
}

function unique<T>(values: readonly T[], keyOf: (value: T) => string): T[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}
