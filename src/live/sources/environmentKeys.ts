import { fromEnv } from "@aws-sdk/credential-providers";
import { credentialsFrom, type Credentials } from "../credentials.ts";
import type { Run } from "../run.ts";
import { sourceFailure, type Given } from "./given.ts";

/** AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN. */
export async function environmentKeys(run: Run): Promise<Given<Credentials>> {
  try {
    const credentials = credentialsFrom(await fromEnv({ logger: run.sdkLogger })());
    return credentials === undefined
      ? sourceFailure("EnvironmentKeysMissing")
      : { kind: "ok", value: credentials };
  } catch {
    return sourceFailure("EnvironmentKeysMissing");
  }
}
