import { createInterface } from "node:readline/promises";

/** Asks for the code of a device on the terminal; undefined, so that the call is given up, where there is none. */
export async function askMfaCode(mfaSerial: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  // The result of the command goes to standard output.
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    for (;;) {
      const code = (await terminal.question(`MFA code for ${mfaSerial}: `)).trim();
      if (code === "") return undefined;
      if (/^\d{6}$/.test(code)) return code;
      process.stderr.write("Six digits, please; an empty line gives up.\n");
    }
  } finally {
    terminal.close();
  }
}
