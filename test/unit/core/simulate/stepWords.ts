import { explainRequest } from "../../../../src/core/simulate/explainRequest.ts";
import { nearestInWords, outcomeInWords, requestInWords } from "../../../../src/core/simulate/inWords.ts";
import type { ChainDocument, ChainResult, ChainStep } from "../../../../src/core/simulate/model.ts";

/** How a step went, as a case file says it: what a user reads, with the statements and documents it is about. */
export function stepWords(result: ChainResult, step: ChainStep): string | readonly string[] {
  const { outcome } = step;
  if (outcome.kind === "passed") return "passed";
  const why = outcomeInWords(outcome);
  if (outcome.kind === "cannotRun") return `cannot run: ${why ?? ""}`;
  if (step.kind === "identity")
    return why === undefined ? `failed: is ${step.actual ?? "nobody"}` : `undetermined: ${why}`;
  const lines = step.requests
    .filter((request) => request.outcome.kind !== "passed")
    .flatMap((request) => {
      const { decision, decidedBy, missing } = explainRequest(result, request);
      return [
        `${request.request.action}: ${requestInWords(request, decision)}`,
        ...decidedBy.map(({ document, statement }) => `by ${nameOf(document)}#${statement}`),
        ...(request.outcome.kind === "failed" ? missing : []).map((lacking) => {
          const nearest = nearestInWords(lacking);
          return `add to ${lacking.document === undefined ? "a new document" : nameOf(lacking.document)}${nearest === undefined ? "" : `. ${nearest}`}`;
        }),
        ...decision.problems.map(({ message }) => `problem: ${message}`),
      ];
    });
  return [`${outcome.kind}${why === undefined ? "" : `: ${why}`}`, ...lines];
}

/** The name of an inline policy is an offset, which every other change of the config moves. */
function nameOf({ name, source, kind }: ChainDocument): string {
  return source.kind === "inline" ? `the inline ${kind} policy` : name;
}
