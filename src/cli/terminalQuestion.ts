import { closeSync, createReadStream, createWriteStream, openSync } from "node:fs";
import { createInterface } from "node:readline/promises";

/**
 * Asks on the controlling terminal, whatever standard input and output are: a tool that runs us as its
 * `credential_process` reads both. Undefined where there is no terminal.
 */
export async function askOnTerminal(question: string): Promise<string | undefined> {
  const windows = process.platform === "win32";
  const reading = openIfThere(windows ? String.raw`\\.\CONIN$` : "/dev/tty", "r");
  const writing = openIfThere(windows ? String.raw`\\.\CONOUT$` : "/dev/tty", "w");
  if (reading === undefined || writing === undefined) {
    for (const opened of [reading, writing]) if (opened !== undefined) closeSync(opened);
    return undefined;
  }
  const terminal = createInterface({
    input: createReadStream("", { fd: reading }),
    output: createWriteStream("", { fd: writing }),
  });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

function openIfThere(path: string, flags: string): number | undefined {
  try {
    return openSync(path, flags);
  } catch {
    return undefined;
  }
}
