import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { atExit } from "./atExit.ts";

/** Runs one thing at a time among all processes that use the same lock file; a lock of a dead process is ignored. */
export async function withLock<T>(file: string, action: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  while (!takeLock(file)) await sleep(200);
  const release = (): void => {
    rmSync(file, { force: true });
  };
  const forget = atExit(release);
  try {
    return await action();
  } finally {
    forget();
    release();
  }
}

function takeLock(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (!holderIsAlive(file)) rmSync(file, { force: true });
    return false;
  }
}

function holderIsAlive(file: string): boolean {
  let holder: string;
  try {
    holder = readFileSync(file, "utf8");
  } catch {
    return false;
  }
  // Between its making and its writing the file is empty for a moment.
  if (holder === "") return true;
  try {
    process.kill(Number(holder), 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
