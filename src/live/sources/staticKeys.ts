import { readFile } from "node:fs/promises";
import { parseAwsFile } from "../../core/awsFiles/parse.ts";
import type { CredentialSource } from "../../core/profiles/model.ts";
import { staticKeysOf } from "../../core/profiles/staticKeys.ts";
import { credentialsFrom, type Credentials } from "../credentials.ts";
import type { Run } from "../run.ts";
import { errnoOf } from "../errorParts.ts";
import { sourceFailure, type Given } from "./given.ts";

/** The keys of one section, read from the file at the call: nothing holds them before. */
export async function staticKeys(
  run: Run,
  source: Extract<CredentialSource, { kind: "staticKeys" }>,
): Promise<Given<Credentials>> {
  let text: string;
  try {
    text = await readFile(run.request.files[source.file], "utf8");
  } catch (error) {
    const errno = errnoOf(error);
    return sourceFailure("CredentialsFileUnreadable", errno === undefined ? {} : { errno });
  }
  const keys = staticKeysOf(parseAwsFile(source.file, text), source.profile);
  const credentials = keys === undefined ? undefined : credentialsFrom(keys);
  return credentials === undefined ? sourceFailure("StaticKeysMissing") : { kind: "ok", value: credentials };
}
