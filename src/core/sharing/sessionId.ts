import type { AwsFiles } from "../awsFiles/edit/model.ts";
import type { LiveRequest } from "../livePort.ts";
import { planCalls } from "../profiles/planCalls.ts";
import type { Environment, Plan, StaticKeys } from "../profiles/model.ts";
import { given } from "../profiles/setting.ts";
import { staticKeysOf } from "../profiles/staticKeys.ts";

/** SHA-256 of a text, in hexadecimal; rooms without Node get it handed in. */
export type Digest = (text: string) => string;

type Keys = Pick<StaticKeys, "accessKeyId" | "secretAccessKey" | "sessionToken">;

/**
 * The key of a plan's session: the calls, the files they were read from, and a digest of keys that a file or the
 * environment gives, so that a session does not outlive a change of them.
 */
export function sessionKey(
  { plan, files }: Pick<LiveRequest, "plan" | "files">,
  keys: Keys | undefined,
  digest: Digest,
): string {
  return JSON.stringify([planCalls(plan), [files.config, files.credentials], digestOfKeys(keys, digest)]);
}

export function digestOfKeys(keys: Keys | undefined, digest: Digest): string {
  if (keys === undefined) return "";
  const { accessKeyId, secretAccessKey, sessionToken } = keys;
  return digest(JSON.stringify([accessKeyId, secretAccessKey, sessionToken]));
}

/** A session's id, which may be shown and sent: nothing of its key can be read from it. */
export function sessionId(key: string, digest: Digest): string {
  return digest(key).slice(0, 24);
}

/** The first keys of a plan that cost nothing to read; undefined where something has to be asked for them. */
export function keysAtHand(
  { source }: Pick<Plan, "source">,
  awsFiles: AwsFiles,
  environment: Environment,
): Keys | undefined {
  if (source.kind === "staticKeys") {
    const file = awsFiles[source.file];
    return file && staticKeysOf(file, source.profile);
  }
  if (source.kind !== "environment") return undefined;
  const accessKeyId = given(environment, "AWS_ACCESS_KEY_ID");
  const secretAccessKey = given(environment, "AWS_SECRET_ACCESS_KEY");
  const sessionToken = given(environment, "AWS_SESSION_TOKEN");
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}
