import { devNull } from "node:os";
import { parseArgs } from "node:util";
import {
  environmentOfServedSession,
  environmentOfSession,
  sessionAround,
} from "../core/handOver/variables.ts";
import type { Environment } from "../core/profiles/model.ts";
import { given } from "../core/profiles/setting.ts";
import { serveCredentials } from "./credentialsServer.ts";
import { renewedKeys } from "./renewedKeys.ts";
import {
  profileSession,
  underWay,
  type ProfileSession,
  type SessionPorts,
  type SessionWish,
} from "./profileSession.ts";

/** What to run, with which variables; or why nothing is run. */
export type Execution =
  | {
      readonly kind: "run";
      readonly program: string;
      readonly args: readonly string[];
      readonly environment: Environment;
      readonly stderr: string;
      /** To be called when the program has ended. */
      readonly close: () => Promise<void>;
    }
  /** 1 where there are no credentials, 2 where the command itself could not be carried out. */
  | { readonly kind: "ended"; readonly exitCode: 1 | 2; readonly stderr: string };

const usage =
  "assume-role exec [--profile NAME] [--fresh] [--nested] [--serve] [--verbose] -- PROGRAM [ARGUMENT…]";

/**
 * `exec [--profile NAME] [--fresh] [--nested] [--serve] [--verbose] -- PROGRAM [ARG…]`: the environment in which a
 * program has a profile's session, and nothing that leads it to other credentials. The program gets this one session
 * and not the way to ask the editor for others. With `--serve` it asks us for the keys, which are renewed before they end.
 */
export async function exec(args: readonly string[], ports: SessionPorts): Promise<Execution> {
  const { environment } = ports;
  const wish = optionsOf(args, given(environment, "AWS_PROFILE") ?? "default");
  if ("problem" in wish) return ended(2, wish.problem, `Usage: ${usage}`);
  const around = sessionAround(environment);
  if (around !== undefined && !wish.nested)
    return ended(
      2,
      `This shell is inside a session already (${around}). Leave it first, or say --nested to put another session over it.`,
    );
  const open = wish.serve ? await servedSession(wish, ports) : await sessionInVariables(wish, ports);
  return open.kind === "ended" ? open : { ...open, program: wish.program, args: wish.args };
}

type Opened =
  Omit<Extract<Execution, { kind: "run" }>, "program" | "args"> | Extract<Execution, { kind: "ended" }>;

/** Variables of ours that are for no other program. */
const ours = [underWay];

async function sessionInVariables(wish: SessionWish, ports: SessionPorts): Promise<Opened> {
  const session = await profileSession(wish, ports);
  return session.kind === "ended" ? ended(1, ...session.lines) : inVariables(session, ports);
}

function inVariables(session: Extract<ProfileSession, { kind: "session" }>, ports: SessionPorts): Opened {
  return {
    kind: "run",
    environment: environmentOfSession(session.keys, session.plan, ports.environment, ours),
    stderr: text(session.lines),
    close: () => Promise.resolve(),
  };
}

async function servedSession(wish: SessionWish, ports: SessionPorts): Promise<Opened> {
  const { environment } = ports;
  const before = environment[underWay] ?? "";
  const { createLive } = await import("../live/live.ts");
  const live = createLive();
  const session = await profileSession(wish, { ...ports, live });
  if (session.kind === "ended" || session.keys.expiration === undefined) {
    await live.close();
    // Keys without an end need no renewal, and SDKs take none without an end from such an address.
    return session.kind === "ended" ? ended(1, ...session.lines) : inVariables(session, ports);
  }
  const renew = () => {
    // Else the profile would seem to ask for itself.
    ports.setVariable(underWay, before);
    // The terminal is the program's now: only the editor can ask for a code.
    const askMfaCode = () => Promise.resolve(undefined);
    return profileSession({ ...wish, verbose: false }, { ...ports, live, askMfaCode });
  };
  const server = await serveCredentials(renewedKeys(session.keys, renew));
  return {
    kind: "run",
    environment: environmentOfServedSession({ ...server, noFile: devNull }, session.plan, environment, ours),
    stderr: text(session.lines),
    close: async () => {
      server.close();
      await live.close();
    },
  };
}

interface Options extends SessionWish {
  readonly nested: boolean;
  readonly serve: boolean;
  readonly program: string;
  readonly args: readonly string[];
}

function optionsOf(args: readonly string[], profile: string): Options | { readonly problem: string } {
  const end = args.indexOf("--");
  const [program, ...rest] = end < 0 ? [] : args.slice(end + 1);
  try {
    const { values } = parseArgs({
      args: args.slice(0, end < 0 ? undefined : end),
      options: {
        profile: { type: "string", default: profile },
        fresh: { type: "boolean", default: false },
        nested: { type: "boolean", default: false },
        serve: { type: "boolean", default: false },
        verbose: { type: "boolean", default: false },
      },
    });
    return program === undefined || program === ""
      ? { problem: "Which program? It stands behind '--'." }
      : { ...values, program, args: rest };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function ended(exitCode: 1 | 2, ...lines: readonly string[]): Execution {
  return { kind: "ended", exitCode, stderr: text(lines) };
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
