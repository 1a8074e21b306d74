import { rmSync } from "node:fs";

const tasks = new Set<() => void>();
let hooked = false;

/**
 * Has something done when this process ends: normally, by an error, or by SIGINT, SIGTERM or SIGHUP. The answer takes
 * the task back.
 */
export function atExit(task: () => void): () => void {
  hook();
  tasks.add(task);
  return () => {
    tasks.delete(task);
  };
}

/** Has a folder removed when this process ends. */
export function removeFolderAtExit(folder: string): void {
  atExit(() => {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    } catch {
      // Something in it is still written to. How the process ends says how the work went, not how the cleaning did.
    }
  });
}

function hook(): void {
  if (hooked) return;
  hooked = true;
  process.on("exit", () => {
    for (const task of [...tasks].reverse()) task();
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
