import type { CancelSignal, LiveRequest, LiveResult, Step } from "../core/livePort.ts";
import { explain } from "./failures/explain.ts";
import type { Problem, Situation } from "./failures/problem.ts";
import type { Limits } from "./limits.ts";
import { readCaBundle } from "./caBundle.ts";
import { createRedactor, type Redactor } from "./redact.ts";
import { createSdkLogger, type SdkLogger } from "./sdkLogger.ts";
import { describeSource } from "./sources/describeSource.ts";
import type { Wire } from "./wire.ts";

/** What one step of a run comes to. */
export type Attempt<T> =
  | { readonly kind: "ok"; readonly value: T }
  | { readonly kind: "failed"; readonly problem: Problem; readonly situation: Situation }
  | { readonly kind: "cancelled" };

/** One run of one command: what all its steps share. Silent once it has been cancelled. */
export interface Run {
  readonly request: LiveRequest;
  readonly limits: Limits;
  readonly wire: Wire;
  /** PEM certificates that are trusted in place of Node's own. */
  readonly ca?: string;
  readonly signal: AbortSignal;
  readonly redactor: Redactor;
  readonly sdkLogger: SdkLogger;
  /** Reports a step, in order. */
  step(step: Step): void;
  log: LiveRequest["log"];
  /** Milliseconds that the run may still take. */
  remaining(): number;
  /** Waits for a person without counting it. */
  waitForPerson<T>(answer: Promise<T>): Promise<T>;
}

/**
 * Runs a command to its result. A cancel ends it at once with the steps so far: calls under way are aborted, and what
 * they still answer is dropped.
 */
export async function conduct<T>(
  request: LiveRequest,
  limits: Limits,
  wire: Wire,
  body: (run: Run) => Promise<Attempt<T>>,
): Promise<LiveResult<T>> {
  const steps: Step[] = [];
  const redactor = createRedactor();
  const { signal, end } = abortSignalOf(request.signal);
  const log: LiveRequest["log"] = (level, line) => {
    if (!signal.aborted) request.log(level, redactor.text(line));
  };
  const started = Date.now();
  let personMs = 0;
  const { caBundle } = request.plan;
  const bundle = caBundle === undefined ? undefined : await readCaBundle(caBundle);
  const run: Run = {
    ...(bundle?.kind === "ok" ? { ca: bundle.pem } : {}),
    request,
    limits,
    wire,
    signal,
    redactor,
    sdkLogger: createSdkLogger(log, redactor),
    step: (step) => {
      if (signal.aborted) return;
      steps.push(step);
      request.onStep(step);
    },
    log,
    remaining: () => Math.max(0, limits.run - (Date.now() - started - personMs)),
    waitForPerson: async (answer) => {
      const from = Date.now();
      try {
        return await answer;
      } finally {
        personMs += Date.now() - from;
      }
    },
  };
  try {
    const attempt =
      bundle?.kind === "failed"
        ? ({ ...bundle, situation: { at: { kind: "source" }, source: describeSource(request) } } as const)
        : await untilAborted(body(run), signal);
    if (attempt === "aborted" || attempt.kind === "cancelled") return { kind: "cancelled", steps };
    if (attempt.kind === "ok") return { kind: "ok", value: attempt.value, steps };
    const failure = explain(attempt.problem, attempt.situation);
    log("error", `${failure.headline} (${failure.code})`);
    return { kind: "failed", failure, steps };
  } catch (error) {
    throw withoutSecrets(error, redactor);
  } finally {
    end();
  }
}

/** A bug's error on its way out of this room: its words may hold what the code had in hand. */
function withoutSecrets(error: unknown, redactor: Redactor): Error {
  const clean = new Error(redactor.text(error instanceof Error ? error.message : String(error)));
  if (error instanceof Error && error.stack !== undefined) clean.stack = redactor.text(error.stack);
  return clean;
}

/** The work's result, or "aborted" as soon as the signal says so. What the work does afterwards is dropped. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | "aborted"> {
  if (signal.aborted) {
    work.catch(() => undefined);
    return "aborted";
  }
  let stop: (() => void) | undefined;
  const aborted = new Promise<"aborted">((resolve) => {
    stop = () => {
      resolve("aborted");
    };
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (stop !== undefined) signal.removeEventListener("abort", stop);
  }
}

/** Node's signal that follows the one of the port, and that also ends what is still under way after the result. */
export function abortSignalOf(cancel: CancelSignal): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort();
  };
  if (cancel.aborted) abort();
  else cancel.addEventListener("abort", abort);
  return {
    signal: controller.signal,
    end: () => {
      cancel.removeEventListener("abort", abort);
      abort();
    },
  };
}
