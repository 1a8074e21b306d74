import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { CallerIdentity } from "../core/livePort.ts";
import type { Endpoint } from "../core/profiles/model.ts";
import { optional } from "../core/optional.ts";
import { stsClient } from "./awsClient.ts";
import { call, malformed } from "./call.ts";
import type { Credentials } from "./credentials.ts";
import type { Situation } from "./failures/problem.ts";
import type { Attempt, Run } from "./run.ts";

/** GetCallerIdentity with the given keys. */
export async function whoIs(
  run: Run,
  sts: Endpoint,
  credentials: Credentials,
  situation: Situation,
): Promise<Attempt<CallerIdentity>> {
  const attempt = await call(run, "GetCallerIdentity", situation, (parts) =>
    stsClient(sts, credentials, parts).send(new GetCallerIdentityCommand({}), { abortSignal: parts.signal }),
  );
  if (attempt.kind !== "ok") return attempt;
  const { output, exchanges } = attempt.value;
  if (output.Arn === undefined || output.Account === undefined) {
    return {
      kind: "failed",
      problem: malformed("GetCallerIdentity", exchanges),
      situation,
    };
  }
  const { requestId } = output.$metadata;
  return {
    kind: "ok",
    value: {
      arn: output.Arn,
      account: output.Account,
      userId: output.UserId ?? "",
      ...optional("requestId", requestId),
    },
  };
}
