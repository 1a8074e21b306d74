import { explainRequest } from "../simulate/explainRequest.ts";
import type { ChainResult, ChainStep } from "../simulate/model.ts";
import type { Span } from "../text/span.ts";
import { explain, type Explained, type Explanation } from "./explain.ts";
import { decisionOf, stepReason } from "./stepWords.ts";

/** Everything about a step: one explanation for each action on each resource that it asks for. */
export function explainStep(chain: ChainResult, step: ChainStep, quote: Explained["quote"]): Explanation {
  if (step.kind === "identity" || step.requests.length === 0) {
    return { text: `${step.label}\n${stepReason(step)}\n`, links: [] };
  }
  let text = "";
  const links: Explanation["links"][number][] = [];
  for (const result of step.requests) {
    if (text !== "") text += `\n${"─".repeat(80)}\n\n`;
    const one = explain({
      title: `${step.label}: ${result.request.action} on ${result.request.resource}`,
      request: result.request,
      decision: decisionOf(result),
      expected: step.expected,
      homes: explainRequest(chain, result).missing.map(
        ({ document }) => document && { policy: document.name, span: endOf(document.policy.span) },
      ),
      quote,
    });
    for (const { span, ...rest } of one.links) {
      links.push({ ...rest, span: { start: span.start + text.length, end: span.end + text.length } });
    }
    text += one.text;
  }
  return { text, links };
}

/** Where a policy ends: what is missing is added there. */
function endOf({ start, end }: Span): Span {
  const last = Math.max(start, end - 1);
  return { start: last, end: last };
}
