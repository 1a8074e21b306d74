import type { Decision } from "../evaluate/model.ts";
import { enumerate, mismatchInWords, reasonInWords, statementName } from "../explain/words.ts";
import type { MissingPlace } from "./explainRequest.ts";
import type { DependsOn, Outcome, RequestResult } from "./model.ts";

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

/** Why a request went as it did, in one line: what the config leaves open comes before what the policies lack. */
export function requestInWords({ outcome }: RequestResult, decision: Decision): string {
  const open = outcome.kind === "undetermined" && outcome.dependsOn.parts.length > 0;
  return (open ? outcomeInWords(outcome) : undefined) ?? reasonInWords(decision);
}

/** "aws:SourceIp, the placeholder <ACCOUNT_NO> and the trust policy of MyRoleB". */
function dependsOnInWords({ keys, placeholders, parts }: DependsOn): string {
  const named = placeholders.map((placeholder) => `the placeholder ${placeholder}`);
  return enumerate([...keys, ...named, ...parts]);
}
