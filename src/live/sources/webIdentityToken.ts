import { readFile } from "node:fs/promises";
import type { Run } from "../run.ts";
import { errnoOf } from "../errorParts.ts";
import { sourceFailure, type Given } from "./given.ts";

/** The token of AssumeRoleWithWebIdentity, read at the call because whoever writes it renews it. */
export async function webIdentityToken(run: Run, tokenFile: string): Promise<Given<string>> {
  let text: string;
  try {
    text = await readFile(tokenFile, "utf8");
  } catch (error) {
    const errno = errnoOf(error);
    return sourceFailure("TokenFileUnreadable", errno === undefined ? {} : { errno });
  }
  const token = text.trim();
  run.redactor.learn(token);
  return token === "" ? sourceFailure("TokenFileEmpty") : { kind: "ok", value: token };
}
