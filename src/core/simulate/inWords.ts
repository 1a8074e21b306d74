import { enumerate, mismatchInWords, statementName } from "../explain/words.ts";
import type { MissingPlace } from "./explainRequest.ts";
import type { DependsOn, Outcome } from "./model.ts";

/** The Allow that came closest on a lacking side, and why it does not apply; undefined when none was close. */
export function nearestInWords({ nearest }: MissingPlace): string | undefined {
  if (nearest === undefined) return undefined;
  return `The nearest is ${statementName(nearest)}: ${nearest.reasons.map(mismatchInWords).join("; ")}.`;
}

/** What an outcome depends on, or why there is none; undefined for passed and failed. */
export function outcomeInWords(outcome: Outcome): string | undefined {
  switch (outcome.kind) {
    case "passed":
    case "failed":
      return undefined;
    case "undetermined":
      return `Depends on: ${dependsOnInWords(outcome.dependsOn)}`;
    case "cannotRun":
      return outcome.reason;
  }
}

/** "aws:SourceIp, the placeholder <ACCOUNT_NO> and the trust policy of MyRoleB". */
function dependsOnInWords({ keys, placeholders, parts }: DependsOn): string {
  const named = placeholders.map((placeholder) => `the placeholder ${placeholder}`);
  return enumerate([...keys, ...named, ...parts]);
}
