import { readDecisionRequest } from "../../../src/cli/decisionRequest.ts";
import { decide } from "../../../src/core/evaluate/decide.ts";
import type { DecisionRequest } from "../../../src/core/evaluate/model.ts";
import { measured, type DecisionFigures, type Measured } from "./requests.ts";

/* Run in a fresh process, bundled as the product is: the first decision reads its policies, the others do not. */
function prepare(name: Measured): DecisionRequest {
  const read = readDecisionRequest(JSON.stringify(measured[name]));
  if (!read.ok) throw new Error(read.message);
  return read.request;
}

function allowed(request: DecisionRequest): void {
  const { decision } = decide(request);
  if (decision !== "allowed") throw new Error(`The measured request is ${decision}.`);
}

function warm(name: Measured): number {
  const request = prepare(name);
  for (let i = 0; i < 20_000; i++) allowed(request);
  const batches = Array.from({ length: 21 }, () => {
    const started = performance.now();
    for (let i = 0; i < 2_000; i++) allowed(request);
    return ((performance.now() - started) * 1_000) / 2_000;
  });
  return Math.min(...batches);
}

const started = performance.now();
allowed(prepare("cross-account S3"));
const first = performance.now() - started;
const figures: DecisionFigures = {
  first,
  warm: { "cross-account S3": warm("cross-account S3"), AssumeRole: warm("AssumeRole") },
};
console.log(JSON.stringify(figures));
