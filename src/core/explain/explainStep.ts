import type { ChainStep } from "../simulate/model.ts";
import { explain, type Explained, type Explanation } from "./explain.ts";
import { decisionOf, stepReason } from "./stepWords.ts";

/** Everything about a step: one explanation for each action on each resource that it asks for. */
export function explainStep(step: ChainStep, quote: Explained["quote"]): Explanation {
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
      quote,
    });
    for (const { span, ...rest } of one.links) {
      links.push({ ...rest, span: { start: span.start + text.length, end: span.end + text.length } });
    }
    text += one.text;
  }
  return { text, links };
}
