import { GetSessionTokenCommand } from "@aws-sdk/client-sts";
import { optional } from "../core/optional.ts";
import type { Hop } from "../core/profiles/model.ts";
import { givenOf } from "./assumeHop.ts";
import { stsClient } from "./awsClient.ts";
import { call, malformed } from "./call.ts";
import { credentialsFrom, type Credentials } from "./credentials.ts";
import type { Situation } from "./failures/problem.ts";
import type { Attempt, Run } from "./run.ts";
import type { Session } from "./session.ts";

/** Seconds; what GetSessionToken gives an IAM user who asks for nothing else. */
const DURATION = 43_200;

/**
 * A session of the user's own keys that carries the MFA of one code, so that the next role with the same device asks
 * for none. It serves AssumeRole: the request context of the session has aws:MultiFactorAuthPresent, which is what a
 * trust policy asks for, and it is no role session, so that no chaining cap applies. Where a policy limits
 * aws:MultiFactorAuthAge, the session is too old one day; the caller then asks for a new code.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 */
export async function startMfaSession(
  run: Run,
  hop: Hop & { readonly mfaSerial: string },
  keys: Credentials,
  code: string,
  situation: Situation,
): Promise<Attempt<Session>> {
  const attempt = await call(run, "GetSessionToken", situation, (parts) =>
    stsClient(hop.sts, keys, parts).send(
      new GetSessionTokenCommand({
        SerialNumber: hop.mfaSerial,
        TokenCode: code,
        DurationSeconds: DURATION,
      }),
      { abortSignal: parts.signal },
    ),
  );
  if (attempt.kind !== "ok") return attempt;
  const { output, exchanges } = attempt.value;
  const credentials = credentialsFrom(givenOf(output.Credentials));
  if (credentials === undefined)
    return { kind: "failed", problem: malformed("GetSessionToken", exchanges), situation };
  run.redactor.learn(credentials.secretAccessKey, credentials.sessionToken);
  return {
    kind: "ok",
    value: { credentials, role: optional("expiration", credentials.expiration?.toISOString()) },
  };
}
