import type { CallerIdentity } from "../core/livePort.ts";
import type { Endpoint } from "../core/profiles/model.ts";
import type { Credentials } from "./credentials.ts";
import { explain } from "./failures/explain.ts";
import { isNotOffered } from "./failures/identityFailures.ts";
import type { Situation } from "./failures/problem.ts";
import type { Attempt, Run } from "./run.ts";
import { whoIs } from "./whoIs.ts";

/** Who the first credentials are, as far as it could be learnt. */
export interface SourceIdentity {
  readonly identity?: CallerIdentity;
  /** The refusal, where there was one. */
  readonly refused?: Extract<Attempt<never>, { kind: "failed" }>;
  /** The server has no GetCallerIdentity, so that nothing is known about the keys either. */
  readonly notOffered: boolean;
}

/**
 * Asks who the first credentials are, beside whatever else happens, and reports the source once: when the answer
 * comes, or when nobody waits for it any longer. A refusal is reported, never fatal.
 */
export class SourceIdentityCheck {
  private readonly answer: Promise<Attempt<CallerIdentity>>;
  private reported: SourceIdentity | undefined;

  constructor(
    private readonly run: Run,
    sts: Endpoint,
    credentials: Credentials,
    private readonly situation: Situation,
  ) {
    this.answer = whoIs(run, sts, credentials, { ...situation, at: { kind: "identity" } });
    // A bug surfaces where the answer is waited for, once.
    this.answer.then(
      (attempt) => this.report(attempt),
      () => undefined,
    );
  }

  /** The answer, for which is waited that long at most. */
  async within(ms: number): Promise<SourceIdentity> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        resolve(undefined);
      }, ms);
    });
    const attempt = await Promise.race([this.answer, late]);
    clearTimeout(timer);
    return this.report(attempt);
  }

  private report(attempt: Attempt<CallerIdentity> | undefined): SourceIdentity {
    if (this.reported !== undefined) return this.reported;
    const description = this.situation.source;
    if (attempt?.kind === "ok") {
      this.reported = { identity: attempt.value, notOffered: false };
      this.run.step({ kind: "source", description, identity: attempt.value });
      return this.reported;
    }
    const identityUnknown =
      attempt?.kind === "failed"
        ? explain(attempt.problem, attempt.situation).headline
        : "GetCallerIdentity did not answer in time.";
    this.reported = {
      notOffered: attempt?.kind === "failed" && isNotOffered(attempt.problem),
      ...(attempt?.kind === "failed" ? { refused: attempt } : {}),
    };
    this.run.step({ kind: "source", description, identityUnknown });
    return this.reported;
  }
}
