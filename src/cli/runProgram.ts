import { spawn } from "node:child_process";
import { constants } from "node:os";

/** Signals that somebody sends to us and means for the program. */
const sent = ["SIGTERM", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGCONT"] as const;

/** Signals that a key of the terminal sends to every process in its foreground, so to the program as well. */
const typed = ["SIGINT", "SIGQUIT"] as const;

export type ProgramEnd =
  /** As a shell tells it: 128 + n for a program that signal n ended. */
  | { readonly kind: "exit"; readonly code: number }
  | { readonly kind: "notStarted"; readonly code: 126 | 127; readonly message: string };

/**
 * Runs a program without a shell, with our own standard input and outputs, and hands signals on to it. With a terminal
 * those of its keys reach it anyway: a second one would make many programs give up at once.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_08_02
 */
export function runProgram(
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env: environment, stdio: "inherit", shell: false });
    const atTerminal = process.stdin.isTTY;
    const handOn = (signal: NodeJS.Signals): void => {
      child.kill(signal);
    };
    const stay = (): void => undefined;
    const listeners: [NodeJS.Signals, (signal: NodeJS.Signals) => void][] = [
      ...sent.map((signal): [NodeJS.Signals, typeof handOn] => [signal, handOn]),
      ...typed.map((signal): [NodeJS.Signals, typeof handOn] => [signal, atTerminal ? stay : handOn]),
    ];
    for (const [signal, listener] of listeners) process.on(signal, listener);
    const end = (how: ProgramEnd): void => {
      for (const [signal, listener] of listeners) process.off(signal, listener);
      resolve(how);
    };
    child.once("error", (error: NodeJS.ErrnoException) => {
      end(notStarted(program, error));
    });
    child.once("exit", (code, signal) => {
      end({ kind: "exit", code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]) });
    });
  });
}

function notStarted(program: string, { code, message }: NodeJS.ErrnoException): ProgramEnd {
  const end = (exit: 126 | 127, words: string): ProgramEnd => ({
    kind: "notStarted",
    code: exit,
    message: words,
  });
  if (code === "ENOENT") return end(127, `${program} is not found.`);
  if (code === "EACCES") return end(126, `${program} may not be run: it is no program, or not yours.`);
  if (code === "EINVAL" && process.platform === "win32")
    return end(126, `${program} is no program but a script: name what runs it, as in 'cmd /c ${program}'.`);
  return end(126, `${program} cannot be started: ${message}`);
}
