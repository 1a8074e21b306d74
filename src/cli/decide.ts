import { barrierMessage } from "../core/evaluate/barrier.ts";
import { decide as decideRequest } from "../core/evaluate/decide.ts";
import type { Decision } from "../core/evaluate/model.ts";
import { readDecisionRequest } from "./decisionRequest.ts";

/** What a command prints, one entry a line, and how it ends. */
export interface CommandResult {
  readonly stdout: readonly string[];
  readonly exitCode: 0 | 2;
}

/**
 * Answers one request (the whole text), or in a batch one request a line; blank lines are passed over. A line that is
 * no request is answered with `{"error": …}` in its place and makes the exit code 2.
 */
export function decide(stdin: string, { batch }: { readonly batch: boolean }): CommandResult {
  const text = stdin.replace(/^\uFEFF/, "");
  const texts = batch ? text.split(/\r?\n/).filter((line) => line.trim() !== "") : [text];
  let exitCode: CommandResult["exitCode"] = 0;
  const stdout = texts.map((one) => {
    const read = readDecisionRequest(one);
    if (read.ok) return JSON.stringify(answerOf(decideRequest(read.request)));
    exitCode = 2;
    return JSON.stringify({ error: read.message });
  });
  return { stdout, exitCode };
}

/** The documented answer: places in the text and the course of the evaluation are for the editor. */
function answerOf(decision: Decision): object {
  return {
    decision: decision.decision,
    decidedBy: decision.decidedBy.map(({ policy, statement, sid }) => ({
      policy,
      statement,
      ...(sid === undefined ? {} : { sid }),
    })),
    missing: decision.missing.map(({ side, suggestion }) => ({ side, suggestion })),
    undetermined: decision.undetermined,
    problems: [
      ...decision.problems.map(({ code, message, policy, statement }) => ({
        code,
        message,
        policy,
        ...(statement === undefined ? {} : { statement }),
      })),
      ...barrierProblem(decision.barrier),
    ],
  };
}

/** A rule that allows is no problem. */
function barrierProblem(barrier: Decision["barrier"]): { code: string; message: string }[] {
  const message = barrier === undefined ? undefined : barrierMessage(barrier);
  return barrier === undefined || message === undefined ? [] : [{ code: barrier, message }];
}
