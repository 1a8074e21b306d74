import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { RandomCase } from "../iamSimulate/cases.ts";

/** Principal Mapper in a process of its own (PyPI, AGPL: it judges, and is no part of the product). */
export interface Judge {
  /** Whether it allows the request. */
  readonly allows: (one: RandomCase) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** Starts judge.py with the Python of an environment that has principalmapper. */
export function startJudge(python: string): Judge {
  const program = fileURLToPath(new URL("judge.py", import.meta.url));
  const child = spawn(python, [program], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    allows: async (one) => {
      child.stdin.write(`${JSON.stringify(one)}\n`);
      const line: IteratorResult<string, unknown> = await lines.next();
      if (line.done === true) throw new Error(`Principal Mapper ended on ${JSON.stringify(one)}`);
      return line.value === "true";
    },
    close: async () => {
      child.stdin.end();
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}
