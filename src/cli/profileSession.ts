import { createHash } from "node:crypto";
import { failureLines } from "../core/failureLines.ts";
import type { CancelSignal, Live, SessionKeys } from "../core/livePort.ts";
import { loadProfiles } from "../core/profiles/load.ts";
import type { Hop, Plan } from "../core/profiles/model.ts";
import { describePlan, planForProfile } from "../core/profiles/plan.ts";
import type { SessionAnswer } from "../core/sharing/protocol.ts";
import { keysAtHand, sessionId, sessionKey } from "../core/sharing/sessionId.ts";
import { awsFilePaths, readAwsFiles, type AwsFilePaths, type AwsFilePlaces } from "./awsFiles.ts";
import { askEditor, editorPlace } from "./editorSession.ts";

/** Names the profiles whose credentials are being made, for the programs that are started on the way. */
export const underWay = "ASSUME_ROLE_CREDENTIALS_FOR";

/** What a command that needs a session asks and tells beside its output. */
export interface SessionPorts extends AwsFilePlaces {
  readonly signal: CancelSignal;
  /** Asks on the terminal; undefined where there is none. */
  readonly askMfaCode: (question: string) => Promise<string | undefined>;
  /** Sets a variable of this process, for the programs that it starts. */
  readonly setVariable: (name: string, value: string) => void;
  /** Opens the sessions that are our own, and keeps what spares an MFA code; one for each session where left out. */
  readonly live?: Live;
}

export interface SessionWish {
  readonly profile: string;
  /** Do not ask the editor for the session that it holds. */
  readonly fresh: boolean;
  readonly verbose: boolean;
}

export type ProfileSession =
  | {
      readonly kind: "session";
      readonly keys: SessionKeys;
      readonly plan: Plan;
      /** For standard error. */
      readonly lines: readonly string[];
    }
  /** There is none, and `lines` say why. */
  | { readonly kind: "ended"; readonly lines: readonly string[] };

/** The session of a profile's plan: the one that the editor's window holds or opens, else one of our own. */
export async function profileSession(wish: SessionWish, ports: SessionPorts): Promise<ProfileSession> {
  const { environment } = ports;
  const { profile, verbose } = wish;
  const waiting = (environment[underWay] ?? "").split("\n").filter((name) => name !== "");
  if (waiting.includes(profile))
    return ended(
      `Profile '${profile}' asks for its own credentials: its credential_process ends here again.`,
    );
  const files = awsFilePaths(ports);
  const awsFiles = readAwsFiles(files);
  const result = planForProfile(loadProfiles(awsFiles), profile, environment);
  if (result.kind === "broken") return ended(...result.problems.map(({ message }) => message));
  const { plan } = result;
  const lines: string[] = verbose ? [...describePlan(plan)] : [];
  const say = (line: string): void => {
    if (verbose) lines.push(line);
  };
  if (!wish.fresh && isWorthAsking(plan)) {
    const key = sessionKey({ plan, files }, keysAtHand(plan, awsFiles, environment), sha256);
    const answer = await fromEditor(profile, sessionId(key, sha256), ports, say);
    switch (answer?.kind) {
      case "session":
        return { kind: "session", keys: answer.keys, plan, lines };
      case "cancelled":
        return ended(...lines, "Cancelled: no MFA code was given in the editor.");
      case "failed":
        return ended(...lines, ...answer.lines);
      case "none":
      case undefined:
    }
    if (ports.signal.aborted) return ended(...lines, "Cancelled.");
  }
  say("The session is opened by this command itself.");
  ports.setVariable(underWay, [...waiting, profile].join("\n"));
  return ownSession(plan, files, lines, say, ports);
}

/** Keys that are read from a file or the environment are no session, and nobody has to be asked for them. */
function isWorthAsking({ hops, source }: Plan): boolean {
  return hops.length > 0 || (source.kind !== "staticKeys" && source.kind !== "environment");
}

async function fromEditor(
  profile: string,
  id: string,
  { environment, signal }: SessionPorts,
  say: (line: string) => void,
): Promise<SessionAnswer | undefined> {
  const place = editorPlace(environment);
  if (place === undefined) return undefined;
  const held = await askEditor(place, { want: "held", id, profile }, signal);
  if (held === undefined) say("The editor that this terminal belongs to does not answer.");
  if (held?.kind === "session") say(`The editor holds the session, until ${held.keys.expiration ?? "?"}.`);
  if (held?.kind !== "none") return held;
  const opened = await askEditor(place, { want: "opened", id, profile }, signal);
  if (opened === undefined) say("The editor did not answer.");
  if (opened?.kind === "none")
    say("For the editor, with its own variables, this profile leads to other calls.");
  if (opened?.kind === "session")
    say(`The editor opened the session and holds it, until ${opened.keys.expiration ?? "?"}.`);
  return opened;
}

async function ownSession(
  plan: Plan,
  files: AwsFilePaths,
  lines: string[],
  say: (line: string) => void,
  ports: SessionPorts,
): Promise<ProfileSession> {
  const live = ports.live ?? (await import("../live/live.ts")).createLive();
  try {
    const handed = await live.handOver({
      plan,
      files,
      signal: ports.signal,
      askMfaCode: (hop) => askCode(ports, hop),
      onStep: () => undefined,
      log: (_, line) => {
        say(line);
      },
    });
    if (handed.kind === "cancelled") return ended(...lines, "Cancelled: no MFA code was given.");
    if (handed.kind === "failed") return ended(...lines, ...failureLines(handed.failure));
    return { kind: "session", keys: handed.value.keys.reveal(), plan, lines };
  } finally {
    if (ports.live === undefined) await live.close();
  }
}

/** Three tries at typing six digits; a code that AWS refuses is a failure, since it may be used up. */
async function askCode(
  { askMfaCode }: SessionPorts,
  { mfaSerial }: Hop & { readonly mfaSerial: string },
): Promise<string | undefined> {
  for (let tries = 0; tries < 3; tries++) {
    const code = await askMfaCode(`MFA code for ${mfaSerial}: `);
    if (code === undefined || /^\s*(\d\s*){6}$/.test(code)) return code;
  }
  return undefined;
}

function ended(...lines: readonly string[]): ProfileSession {
  return { kind: "ended", lines };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
