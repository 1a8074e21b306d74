import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeFolderAtExit } from "../../scripts/process/atExit.ts";

/** A folder that goes when the test run ends, however it ends. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "assume-role-live-")));
  removeFolderAtExit(folder);
  return folder;
}
