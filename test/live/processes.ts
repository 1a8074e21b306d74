import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A process has ended, soon: it is gone, or a zombie that init has not reaped yet. */
export async function assertEnded(pid: number): Promise<void> {
  for (let i = 0; i < 400; i++) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    if (readStat(pid).includes(") Z ")) return;
    await sleep(25);
  }
  assert.fail(`process ${pid} still runs: ${readStat(pid)}`);
}

function readStat(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return "";
  }
}
