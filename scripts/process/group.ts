import type { ChildProcess } from "node:child_process";

/** Whether children get a process group of their own; Windows has none. */
export const ownGroup = process.platform !== "win32";

/** Signals a child that was started with its own group, and all it started in turn. */
export function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (ownGroup) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // The group is gone already.
  }
}
