import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { AwsFiles } from "../../core/awsFiles/edit/model.ts";
import { parseAwsFile } from "../../core/awsFiles/parse.ts";
import type { LiveRequest } from "../../core/livePort.ts";
import type { Plan } from "../../core/profiles/model.ts";
import { keysAtHand, sessionId, sessionKey } from "../../core/sharing/sessionId.ts";

/** The id that a session of this plan has, or would have, with the keys as they are on the disk now. */
export async function planSessionId(plan: Plan, files: LiveRequest["files"]): Promise<string> {
  const { source } = plan;
  let awsFiles: AwsFiles = {};
  if (source.kind === "staticKeys") {
    const text = await readFile(files[source.file], "utf8").catch(() => "");
    awsFiles = { [source.file]: parseAwsFile(source.file, text) };
  }
  return sessionId(sessionKey({ plan, files }, keysAtHand(plan, awsFiles, process.env), sha256), sha256);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
