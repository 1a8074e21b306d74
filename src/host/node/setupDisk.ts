import { createHash } from "node:crypto";
import * as fs from "node:fs";
import type { SetupDisk } from "../../core/setup/model.ts";
import { nodeDisk } from "../../core/setup/nodeDisk.ts";

export function createSetupDisk(): SetupDisk {
  return nodeDisk({ fs, createHash, userId: process.getuid?.() });
}

/** Undefined where it was done, else why not. */
export async function setMode(path: string, mode: number): Promise<string | undefined> {
  try {
    await fs.promises.chmod(path, mode);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
