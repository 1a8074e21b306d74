import type { Expectation } from "../roleConfig/model.ts";
import type { LiveAnswer, LiveOutcome, LiveRequestResult } from "./model.ts";
import { counted } from "../text/counted.ts";

/** How an answer compares with what is expected. AWS does not always say which kind of no it gave. */
export function outcomeOf(expected: Expectation, answer: LiveAnswer): LiveOutcome {
  switch (answer.kind) {
    case "allowed":
      return expected === "allow" ? "passed" : "failed";
    case "refused":
      return refusalFits(expected, answer.explicit) ? "passed" : "failed";
    case "errored":
      return "errored";
    case "notAsked":
      return "skipped";
    case "identity":
      throw new Error("an identity is compared by its ARN");
  }
}

function refusalFits(expected: Expectation, explicit: boolean | undefined): boolean {
  switch (expected) {
    case "allow":
      return false;
    case "deny":
      return true;
    case "explicitDeny":
      return explicit !== false;
    case "implicitDeny":
      return explicit !== true;
  }
}

/** One outcome for all questions of a check: a wrong answer counts most, then a missing one. */
export function combined(outcomes: readonly LiveOutcome[]): LiveOutcome {
  for (const outcome of ["failed", "errored", "passed"] as const) {
    if (outcomes.includes(outcome)) return outcome;
  }
  return "skipped";
}

/** An answer in a sentence. */
export function answerInWords(answer: LiveAnswer): string {
  switch (answer.kind) {
    case "allowed":
      return answer.note === undefined ? "AWS allowed it." : `AWS allowed it. ${answer.note}`;
    case "refused":
      return answer.failure.headline;
    case "identity":
      return `AWS says ${answer.identity.arn}.`;
    case "errored":
      return answer.failure.headline;
    case "notAsked":
      return answer.reason;
  }
}

const wanted: Readonly<Record<Expectation, string>> = {
  allow: "Expected: allowed.",
  deny: "Expected: denied.",
  explicitDeny: "Expected: denied by a Deny statement.",
  implicitDeny: "Expected: denied since no statement allows it.",
};

/** The outcome of a hop or a check in a few sentences. */
export function sentenceOf(
  expected: Expectation,
  outcome: LiveOutcome,
  requests: readonly LiveRequestResult[],
): string {
  const answered = requests.filter(({ answer }) => answer.kind !== "notAsked");
  const left = requests.length - answered.length;
  const deciding = requests.find(({ answer }) => outcomeOf(expected, answer) === outcome);
  const several = requests.length > 1 && deciding !== undefined;
  const subject = several ? `${deciding.action} on ${deciding.resource}: ` : "";
  const words = deciding === undefined ? "Nothing was asked." : `${subject}${answerInWords(deciding.answer)}`;
  switch (outcome) {
    case "passed":
      if (left === 0) return words;
      return `${words} ${left} of ${counted(requests.length, "question")} ${left === 1 ? "is" : "are"} not asked for real.`;
    case "failed":
      return `${wanted[expected]} ${words}`;
    case "errored":
    case "skipped":
      return words;
  }
}
