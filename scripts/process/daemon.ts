import { execFileSync, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { atExit } from "./atExit.ts";
import { killGroup, ownGroup } from "./group.ts";

/** A server that runs in a process group of its own until it is stopped or this process ends. */
export interface Daemon {
  readonly name: string;
  /** The last of what it wrote, for the message of a failed start. */
  output(): string;
  exited(): boolean;
  /** Asks the whole group to end, and ends it by force when it has not after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

export interface DaemonOptions {
  /** The whole environment of the child; the parent's where left out. */
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/**
 * Starts a server. It ends with this process: on a normal exit and on a signal through a handler, and where `setpriv`
 * exists (Linux) by the kernel even when this process is killed.
 */
export function startDaemon(
  name: string,
  command: string,
  args: readonly string[],
  options: DaemonOptions = {},
): Daemon {
  const [file, argv] = canTieToParent()
    ? ["setpriv", ["--pdeathsig", "KILL", command, ...args]]
    : [command, [...args]];
  const child = spawn(file, argv, {
    stdio: ["ignore", "pipe", "pipe"],
    env: options.env ?? process.env,
    cwd: options.cwd,
    detached: ownGroup,
  });
  const forget = atExit(() => {
    killGroup(child, "SIGKILL");
  });
  let output = "";
  let exited = false;
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString("utf8")).slice(-16_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      exited = true;
      killGroup(child, "SIGKILL");
      forget();
      resolve();
    };
    child.once("exit", end);
    child.once("error", (error) => {
      keep(Buffer.from(error.message));
      end();
    });
  });
  return {
    name,
    output: () => output,
    exited: () => exited,
    stop: async (graceMs) => {
      if (exited) return;
      killGroup(child, "SIGTERM");
      await Promise.race([ended, sleep(graceMs, undefined, { ref: false })]);
      killGroup(child, "SIGKILL");
      await ended;
    },
  };
}

/** Waits until `probe` answers true; fails with the server's own words when it ends or the time is over. */
export async function waitUntilUp(
  daemon: Daemon,
  probe: () => Promise<boolean>,
  timeoutMs: number,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await probe())) {
    if (daemon.exited()) throw new Error(`${daemon.name} ended while starting:\n${daemon.output()}`);
    if (Date.now() > end)
      throw new Error(`${daemon.name} did not answer within ${timeoutMs} ms:\n${daemon.output()}`);
    await sleep(25);
  }
}

let tie: boolean | undefined;

/** util-linux's setpriv asks the kernel for a signal at the parent's death (prctl PR_SET_PDEATHSIG). */
function canTieToParent(): boolean {
  if (tie !== undefined) return tie;
  try {
    execFileSync("setpriv", ["--pdeathsig", "KILL", "true"], { stdio: "ignore" });
    tie = true;
  } catch {
    tie = false;
  }
  return tie;
}
