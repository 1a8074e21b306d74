import type { Decision, DecisionKind, Reason } from "../evaluate/model.ts";
import type { Expectation } from "../roleConfig/model.ts";
import type { DependsOn, Outcome } from "./model.ts";

const passed: Outcome = { kind: "passed" };
const failed: Outcome = { kind: "failed" };

function meets(kind: DecisionKind, expected: Expectation): boolean {
  switch (expected) {
    case "allow":
      return kind === "allowed";
    case "deny":
      return kind === "explicitlyDenied" || kind === "implicitlyDenied";
    case "explicitDeny":
      return kind === "explicitlyDenied";
    case "implicitDeny":
      return kind === "implicitlyDenied";
  }
}

/** A decision against what is expected. Whatever the open keys are, passed is passed and failed is failed. */
export function judge(decision: Decision, expected: Expectation, parts: readonly string[]): Outcome {
  if (parts.length > 0) return { kind: "undetermined", dependsOn: { keys: [], placeholders: [], parts } };
  const { possible } = decision;
  if (possible.every((kind) => meets(kind, expected))) return passed;
  if (!possible.some((kind) => meets(kind, expected))) return failed;
  return { kind: "undetermined", dependsOn: openKeys(decision) };
}

/** Condition keys have a colon, placeholders have none. */
function openKeys(decision: Decision): DependsOn {
  const all = decision.undetermined.length > 0 ? decision.undetermined : keysOfStatements(decision);
  return {
    keys: all.filter((key) => key.includes(":")),
    placeholders: all.filter((key) => !key.includes(":")),
    parts: [],
  };
}

/** A denial that stands either way names no keys: these decide whether it is explicit. */
function keysOfStatements({ layers }: Decision): string[] {
  const keys = new Set<string>();
  for (const { documents } of layers) {
    for (const { outcomes } of documents) {
      for (const { applies, reasons } of outcomes) {
        if (applies === "unknown") for (const key of reasons.flatMap(unknownKeys)) keys.add(key);
      }
    }
  }
  return [...keys];
}

function unknownKeys(reason: Reason): readonly string[] {
  return (reason.element === "statement" ? undefined : reason.unknownKeys) ?? [];
}

/** A step with several requests: one that fails fails it, one that is open leaves it open. */
export function combined(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.some(({ kind }) => kind === "failed")) return failed;
  const open = outcomes.flatMap((outcome) => (outcome.kind === "undetermined" ? [outcome.dependsOn] : []));
  const [first] = open;
  if (first === undefined) return outcomes.find(({ kind }) => kind === "cannotRun") ?? passed;
  if (open.length === 1) return { kind: "undetermined", dependsOn: first };
  const together = (pick: (depends: DependsOn) => readonly string[]) => [...new Set(open.flatMap(pick))];
  return {
    kind: "undetermined",
    dependsOn: {
      keys: together(({ keys }) => keys),
      placeholders: together(({ placeholders }) => placeholders),
      parts: together(({ parts }) => parts),
    },
  };
}
