import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A server that runs as a child process until it is stopped or this process ends. */
export interface Daemon {
  readonly name: string;
  /** The last of what it wrote, for the message of a failed start. */
  output(): string;
  exited(): boolean;
  /** Asks it to end, and ends it by force when it has not after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

const running = new Set<ChildProcess>();
const folders = new Set<string>();

/**
 * Starts a server as a child. It ends with this process: on a normal exit and on SIGINT, SIGTERM and SIGHUP through
 * the handlers here, and where `setpriv` exists (Linux) by the kernel even when this process is killed.
 */
export function startDaemon(
  name: string,
  command: string,
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
): Daemon {
  cleanUpAtExit();
  const [file, argv] = canTieToParent()
    ? ["setpriv", ["--pdeathsig", "KILL", command, ...args]]
    : [command, [...args]];
  const child = spawn(file, argv, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  running.add(child);
  let output = "";
  let exited = false;
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString("utf8")).slice(-8000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      exited = true;
      running.delete(child);
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
      child.kill("SIGTERM");
      const inTime = await Promise.race([ended.then(() => true), sleep(graceMs, false, { ref: false })]);
      if (!inTime) child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Has a folder removed when this process ends, in whatever way it can still notice. */
export function removeFolderAtExit(folder: string): void {
  cleanUpAtExit();
  folders.add(folder);
}

export function removeFolderNow(folder: string): void {
  folders.delete(folder);
  rmSync(folder, { recursive: true, force: true });
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

let hooked = false;

function cleanUpAtExit(): void {
  if (hooked) return;
  hooked = true;
  process.on("exit", () => {
    for (const child of running) child.kill("SIGKILL");
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  for (const [signal, number] of [
    ["SIGINT", 2],
    ["SIGTERM", 15],
    ["SIGHUP", 1],
  ] as const) {
    process.once(signal, () => {
      process.exit(128 + number);
    });
  }
}
