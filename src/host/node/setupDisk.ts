import { createHash } from "node:crypto";
import * as fs from "node:fs";
import type { SetupDisk } from "../../core/setup/model.ts";
import { nodeDisk } from "../../core/setup/nodeDisk.ts";

export function createSetupDisk(): SetupDisk {
  return nodeDisk({ fs, createHash, userId: process.getuid?.() });
}
