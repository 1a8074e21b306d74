import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { resolve } from "node:path";
import type { Run } from "../run.ts";
import { errnoOf } from "../errorParts.ts";
import { sourceFailure, type Given } from "./given.ts";

/**
 * The token of AssumeRoleWithWebIdentity, read at the call because whoever writes it renews it. A relative path is taken
 * from the home folder: the folder that the editor was started in may be somebody else's.
 */
export async function webIdentityToken(run: Run, tokenFile: string): Promise<Given<string>> {
  let text: string;
  try {
    text = await readFile(resolve(homedir(), tokenFile), "utf8");
  } catch (error) {
    const errno = errnoOf(error);
    return sourceFailure("TokenFileUnreadable", errno === undefined ? {} : { errno });
  }
  const token = text.trim();
  run.redactor.learn(token);
  return token === "" ? sourceFailure("TokenFileEmpty") : { kind: "ok", value: token };
}
