import { assumedRoleMatches } from "../arn.ts";
import type { CallerIdentity, Live, LiveFailure, LiveRequest, LiveResult, Step } from "../livePort.ts";
import { optional } from "../optional.ts";
import type { RoleConfig } from "../roleConfig/model.ts";
import type { AccessResult, ChainResult, HopResult, IdentityResult } from "../simulate/model.ts";
import { differenceOf, type Circumstances } from "./difference.ts";
import type {
  LiveAnswer,
  LiveChainResult,
  LiveCheckResult,
  LiveHopResult,
  LiveRequestResult,
} from "./model.ts";
import { questionsOf, type Question } from "./question.ts";
import { answerInWords, combined, outcomeOf, sentenceOf } from "./verdict.ts";

export interface LiveChainInput {
  /** What the same config gives offline. */
  readonly simulated: ChainResult;
  readonly live: Pick<Live, "assumeRole" | "callerIdentity" | "listBucket" | "readS3">;
  /** Its plan ends with all hops of the config: `chainTo` and `extendPlan` make it. */
  readonly request: LiveRequest;
  /** Each result as soon as it is there. */
  readonly onResult?: (result: LiveHopResult | LiveCheckResult) => void;
}

/**
 * Asks AWS the questions of a role config: every hop is taken once, then each check is asked with the last session.
 * What would change something is not asked. Never rejects for what AWS or the wire answers.
 */
export async function runLiveChain(input: LiveChainInput): Promise<LiveChainResult> {
  const run = new ChainRun(input);
  await run.hops();
  await run.checks();
  return run.result();
}

class ChainRun {
  readonly #hops: LiveHopResult[] = [];
  readonly #checks: LiveCheckResult[] = [];
  readonly #config: RoleConfig;
  #caller: CallerIdentity | undefined;
  #cancelled = false;
  /** Why nothing more can be asked. */
  #stopped: string | undefined;

  constructor(private readonly input: LiveChainInput) {
    this.#config = input.simulated.chain.config;
    this.#stopped = whyNobodyCanCall(this.#config, input.request);
  }

  result(): LiveChainResult {
    return {
      hops: this.#hops,
      checks: this.#checks,
      ...optional("caller", this.#caller),
      cancelled: this.#cancelled,
    };
  }

  async hops(): Promise<void> {
    const { simulated, live, request } = this.input;
    if (simulated.hops.length === 0) return;
    const result = this.#stopped === undefined ? await live.assumeRole(request) : undefined;
    if (result !== undefined) this.#learn(result);
    const before = request.plan.hops.length - simulated.hops.length;
    for (const [position, hop] of simulated.hops.entries()) {
      this.#addHop(hop, this.#hopAnswer(result, before + position));
    }
  }

  async checks(): Promise<void> {
    for (const check of this.input.simulated.checks) {
      const made = check.kind === "identity" ? await this.#identity(check) : await this.#access(check);
      this.#checks.push(made);
      this.input.onResult?.(made);
    }
  }

  /** The answer to the hop at this position of the plan. */
  #hopAnswer(result: LiveResult<unknown> | undefined, position: number): LiveAnswer {
    const stopped = this.#stopped;
    if (stopped !== undefined) return { kind: "notAsked", reason: stopped };
    const taken = result?.steps.find((step) => step.kind === "hop" && step.index === position);
    if (taken?.kind === "hop") return { kind: "allowed", ...optional("requestId", taken.outcome.requestId) };
    if (result?.kind !== "failed") return this.#stop("The run was cancelled.");
    const { failure } = result;
    const answer = answerTo(failure);
    if (failure.at.kind === "hop" && failure.at.hop === position) {
      this.#stop(`Hop ${position + 1} gave no session.`);
      return answer;
    }
    // A failure before this hop: of the source, or of a hop that the profile takes first.
    this.#stop(failure.headline);
    return answer.kind === "errored" ? answer : { kind: "notAsked", reason: failure.headline };
  }

  #stop(reason: string): LiveAnswer {
    this.#stopped = reason;
    return { kind: "notAsked", reason };
  }

  #addHop(simulated: HopResult, answer: LiveAnswer): void {
    const { expected } = simulated;
    const outcome = outcomeOf(expected, answer);
    const [request] = simulated.requests;
    const difference = request && differenceOf(request.decision, answer, this.#circumstances());
    const asked = {
      action: "sts:AssumeRole",
      resource: request?.request.resource ?? simulated.label,
      answer,
    };
    const made: LiveHopResult = {
      kind: "hop",
      simulated,
      answer,
      outcome,
      sentence: sentenceOf(expected, outcome, [asked]),
      ...optional("difference", difference),
    };
    this.#hops.push(made);
    this.input.onResult?.(made);
  }

  async #identity(simulated: IdentityResult): Promise<LiveCheckResult> {
    const answer = await this.#ask(async () => {
      const result = await this.input.live.callerIdentity(this.input.request);
      return this.#answer(result, (identity) => ({ kind: "identity", identity }));
    });
    const request = { action: "sts:GetCallerIdentity", resource: "*", answer };
    if (answer.kind !== "identity") {
      const outcome = outcomeOf("allow", answer);
      const sentence = answerInWords(answer);
      return { kind: "check", simulated, outcome, sentence, requests: [request] };
    }
    const { arn } = answer.identity;
    const { expected } = simulated;
    const matches = arn === expected || assumedRoleMatches(arn, expected);
    const simulationPassed = simulated.outcome.kind === "passed";
    return {
      kind: "check",
      simulated,
      outcome: matches ? "passed" : "failed",
      sentence: matches ? `AWS says ${arn}.` : `AWS says ${arn}, expected is ${expected}.`,
      requests: [request],
      ...(simulationPassed && !matches
        ? {
            difference: {
              headline: `Simulated: ${simulated.actual ?? expected}. AWS: ${arn}.`,
              causes: ["The profile takes other roles, or another session name, than the role config says."],
            },
          }
        : {}),
    };
  }

  async #access(simulated: AccessResult): Promise<LiveCheckResult> {
    const check = this.#config.checks.find(({ index }) => index === simulated.index);
    const context = check === undefined || check.kind === "identity" ? [] : check.context;
    const assumed = context.map(({ key }) => key.value).join(", ");
    const requests: LiveRequestResult[] = [];
    for (const { action, resource, question } of check === undefined ? [] : questionsOf(check)) {
      const asked: Question =
        assumed === ""
          ? question
          : { kind: "none", reason: `The check sets ${assumed}; a live call carries its own.` };
      requests.push({ action, resource, answer: await this.#ask(() => this.#call(asked)) });
    }
    const { expected } = simulated;
    const outcome = combined(requests.map(({ answer }) => outcomeOf(expected, answer)));
    const differences = requests.flatMap(({ answer }, index) => {
      // A check that could not be simulated has no decisions.
      const decision = simulated.requests[index]?.decision;
      return decision === undefined ? [] : (differenceOf(decision, answer, this.#circumstances()) ?? []);
    });
    return {
      kind: "check",
      simulated,
      outcome,
      sentence: sentenceOf(expected, outcome, requests),
      requests,
      ...optional("difference", differences[0]),
    };
  }

  async #call(question: Question): Promise<LiveAnswer> {
    const { live, request } = this.input;
    switch (question.kind) {
      case "none":
        return { kind: "notAsked", reason: question.reason };
      case "list":
        return this.#answer(await live.listBucket(request, question.query), ({ requestId }) => ({
          kind: "allowed",
          ...optional("requestId", requestId),
        }));
      case "read":
        return this.#answer(await live.readS3(request, question.query), (value) => ({
          kind: "allowed",
          ...value,
        }));
    }
  }

  async #ask(call: () => Promise<LiveAnswer>): Promise<LiveAnswer> {
    return this.#stopped === undefined ? call() : { kind: "notAsked", reason: this.#stopped };
  }

  #answer<T>(result: LiveResult<T>, answerOf: (value: T) => LiveAnswer): LiveAnswer {
    this.#learn(result);
    switch (result.kind) {
      case "ok":
        return answerOf(result.value);
      case "failed":
        return answerTo(result.failure);
      case "cancelled":
        return this.#stop("The run was cancelled.");
    }
  }

  #learn(result: LiveResult<unknown>): void {
    if (result.kind === "cancelled") this.#cancelled = true;
    this.#caller ??= result.steps.find(
      (step): step is Extract<Step, { kind: "source" }> => step.kind === "source",
    )?.identity;
  }

  #circumstances(): Circumstances {
    return { config: this.#config, caller: this.#caller };
  }
}

function answerTo(failure: LiveFailure): LiveAnswer {
  const { refusal } = failure;
  return refusal === undefined
    ? { kind: "errored", failure }
    : { kind: "refused", failure, ...optional("explicit", refusal.explicit) };
}

/** Only a service can call as a service, and a token or an assertion is needed for a federated caller. */
function whyNobodyCanCall(config: RoleConfig, { plan }: LiveRequest): string | undefined {
  const principal = config.caller?.principal;
  switch (principal?.kind) {
    case "service":
      return `The caller is the service ${principal.service.value}: nobody else can make its call.`;
    case "webIdentity":
      return plan.hops[0]?.kind === "assumeRoleWithWebIdentity"
        ? undefined
        : "The caller is a web identity: choose a profile with web_identity_token_file.";
    case "saml":
      return plan.hops[0]?.kind === "assumeRoleWithSaml"
        ? undefined
        : "The caller is a SAML identity, and its assertion is not kept by any profile.";
    case "arn":
    case undefined:
      return undefined;
  }
}
