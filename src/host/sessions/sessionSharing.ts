import * as vscode from "vscode";
import { failureLines } from "../../core/failureLines.ts";
import type { CancelSignal, LiveRequest } from "../../core/livePort.ts";
import type { Plan } from "../../core/profiles/model.ts";
import { planForProfile } from "../../core/profiles/plan.ts";
import {
  socketVariable,
  tokenVariable,
  type SessionAnswer,
  type SessionQuestion,
} from "../../core/sharing/protocol.ts";
import type { SessionPlace } from "../awsMachine.ts";
import { askMfaCode } from "../liveChecks/ask.ts";
import type { Log } from "../log.ts";
import type { MachineParts } from "../workbench.ts";

type Parts = Pick<MachineParts, "aws" | "store" | "sessions" | "terminalVariables">;

const feature = "sessions";

/**
 * Listens, and gives new terminals the address and the command that asks there; ends both when disposed. Undefined
 * where it cannot listen, with a line in the log.
 */
export async function startSharing(
  parts: Parts,
  { globalStorageUri, extensionUri }: Pick<vscode.ExtensionContext, "globalStorageUri" | "extensionUri">,
  log: Log,
): Promise<vscode.Disposable | undefined> {
  const sharing = new SessionSharing(parts, log);
  let place: SessionPlace;
  let path: string;
  try {
    path = await parts.aws.writeLauncher(
      vscode.Uri.joinPath(globalStorageUri, "bin").fsPath,
      vscode.Uri.joinPath(extensionUri, "dist", "cli.js").fsPath,
    );
    place = await parts.aws.listenForSessions((question, signal) => sharing.answer(question, signal));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.write("warning", `Sessions are not shared with terminals: ${reason}`);
    return undefined;
  }
  const description = vscode.l10n.t(
    "{0}, {1}: programs in this terminal may use the AWS sessions of this window, by the command {2}",
    socketVariable,
    tokenVariable,
    "assume-role",
  );
  parts.terminalVariables.set(feature, {
    variables: { [socketVariable]: place.address, [tokenVariable]: place.token },
    path,
    description,
  });
  return new vscode.Disposable(() => {
    parts.terminalVariables.set(feature, { variables: {}, description });
    sharing.dispose();
    place.dispose();
  });
}

/** One opening of a session, for all who ask for it meanwhile. */
interface Opening {
  readonly answer: Promise<SessionAnswer>;
  readonly abort: AbortController;
  askers: number;
}

/** Answers what programs ask. */
class SessionSharing {
  readonly #openings = new Map<string, Opening>();
  /** Openings that may ask for a code wait for each other: one box at a time, and one code may serve both. */
  #lastWithDevice: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly parts: Parts,
    private readonly log: Log,
  ) {}

  async answer({ want, id, profile }: SessionQuestion, signal: CancelSignal): Promise<SessionAnswer> {
    const keys = this.parts.sessions.keysOf(id);
    if (keys !== undefined) {
      this.log.write("info", `A program in a terminal was given the session of profile '${profile}'.`);
      return { kind: "session", keys: keys.reveal() };
    }
    return want === "held" ? { kind: "none" } : this.#opened(id, profile, signal);
  }

  dispose(): void {
    for (const { abort } of this.#openings.values()) abort.abort();
  }

  /** Only the plan that the asker has made too: with other variables or files a profile may lead elsewhere. */
  async #opened(id: string, profile: string, signal: CancelSignal): Promise<SessionAnswer> {
    const { aws, store } = this.parts;
    const result = planForProfile(await store.load(), profile, aws.environment());
    if (result.kind === "broken" || (await aws.sessionId(result.plan)) !== id) return { kind: "none" };
    const opening = this.#openings.get(id) ?? this.#begin(id, profile, result.plan);
    opening.askers++;
    const left = (): void => {
      opening.askers--;
      if (opening.askers > 0) return;
      this.#forget(id, opening);
      opening.abort.abort();
    };
    signal.addEventListener("abort", left);
    if (signal.aborted) left();
    try {
      return await opening.answer;
    } finally {
      signal.removeEventListener("abort", left);
    }
  }

  #begin(id: string, profile: string, plan: Plan): Opening {
    const abort = new AbortController();
    const open = (): Promise<SessionAnswer> => this.#open(profile, plan, abort.signal);
    const withDevice = plan.hops.some(({ mfaSerial }) => mfaSerial !== undefined);
    const answer = withDevice ? this.#lastWithDevice.then(open) : open();
    const opening = { answer, abort, askers: 0 };
    const ended = () => {
      this.#forget(id, opening);
    };
    const done = answer.then(ended, ended);
    if (withDevice) this.#lastWithDevice = done;
    this.#openings.set(id, opening);
    return opening;
  }

  /** Who asks from now on starts another. */
  #forget(id: string, opening: Opening): void {
    if (this.#openings.get(id) === opening) this.#openings.delete(id);
  }

  async #open(profile: string, plan: Plan, signal: CancelSignal): Promise<SessionAnswer> {
    const live = await this.parts.aws.live();
    const token = new vscode.CancellationTokenSource();
    signal.addEventListener("abort", () => {
      token.cancel();
    });
    const request: LiveRequest = {
      plan,
      files: this.parts.aws.files(),
      signal,
      askMfaCode: ({ mfaSerial }) =>
        Promise.resolve(
          askMfaCode(
            mfaSerial,
            vscode.l10n.t(
              "A program in a terminal asks for a session of profile '{0}'. Six digits.",
              profile,
            ),
            token.token,
          ),
        ),
      onStep: () => undefined,
      log: (level, line) => {
        this.log.write(level, line);
      },
    };
    try {
      const handed = await live.handOver(request);
      switch (handed.kind) {
        case "ok":
          this.log.write("info", `A program in a terminal had a session of profile '${profile}' opened.`);
          return { kind: "session", keys: handed.value.keys.reveal() };
        case "failed":
          return { kind: "failed", lines: failureLines(handed.failure) };
        case "cancelled":
          return { kind: "cancelled" };
      }
    } finally {
      token.dispose();
    }
  }
}
