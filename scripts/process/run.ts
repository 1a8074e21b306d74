import { spawn } from "node:child_process";
import { atExit } from "./atExit.ts";
import { killGroup, ownGroup } from "./group.ts";

export interface RunOptions {
  readonly cwd?: string;
  /** The whole environment of the command; the parent's where left out. */
  readonly env?: NodeJS.ProcessEnv;
  /** The command and what it started are ended after this time; the exit code is then 124. */
  readonly timeoutMs?: number;
  /** Lets a shell find the command, which Windows needs for scripts. */
  readonly shell?: boolean;
  /** Shows the output while it comes, besides keeping it. */
  readonly echo?: boolean;
}

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  /** Standard output and standard error, in the order they came. */
  readonly output: string;
}

/** Runs a command to its end. A command that cannot be started has exit code 127 and says why in its output. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: ownGroup,
      shell: options.shell ?? false,
    });
    let stdout = "";
    let output = "";
    // Asked, not forced: the command may have servers of its own to stop.
    const forget = atExit(() => {
      killGroup(child, "SIGTERM");
    });
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString("utf8");
      output += chunk.toString("utf8");
      if (options.echo === true) process.stdout.write(chunk);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
      if (options.echo === true) process.stderr.write(chunk);
    });
    let timedOut = false;
    let force: NodeJS.Timeout | undefined;
    const timer =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            output += `\nStopped after ${options.timeoutMs ?? 0} ms.\n`;
            killGroup(child, "SIGTERM");
            force = setTimeout(() => {
              killGroup(child, "SIGKILL");
            }, 5000);
          }, options.timeoutMs);
    const end = (code: number): void => {
      clearTimeout(timer);
      clearTimeout(force);
      forget();
      resolve({ code: timedOut ? 124 : code, stdout, output });
    };
    child.once("error", (error) => {
      output += error.message;
      end(127);
    });
    child.once("close", (code) => {
      end(code ?? 1);
    });
  });
}

/** Runs a command and throws with its output when it fails. Answers its standard output. */
export async function runOrThrow(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const finished = await run(command, args, options);
  if (finished.code !== 0)
    throw new Error(`${[command, ...args].join(" ")} ended with ${finished.code}:\n${finished.output}`);
  return finished.stdout;
}
