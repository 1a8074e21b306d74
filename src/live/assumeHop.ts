import {
  AssumeRoleCommand,
  AssumeRoleWithSAMLCommand,
  AssumeRoleWithWebIdentityCommand,
} from "@aws-sdk/client-sts";
import type { AssumedRole } from "../core/livePort.ts";
import type { Hop } from "../core/profiles/model.ts";
import { optional } from "../core/optional.ts";
import { stsClient } from "./awsClient.ts";
import { call, malformed, type CallParts } from "./call.ts";
import { credentialsFrom, type Credentials, type GivenCredentials } from "./credentials.ts";
import type { Situation } from "./failures/problem.ts";
import type { Attempt, Run } from "./run.ts";
import type { Session } from "./session.ts";

/** What makes the call of a hop: the keys before it, the token of a web identity, or a SAML assertion. */
export type HopCaller =
  | { readonly kind: "credentials"; readonly credentials: Credentials }
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "assertion"; readonly assertion: string; readonly principalArn: string };

const operations = {
  credentials: "AssumeRole",
  token: "AssumeRoleWithWebIdentity",
  assertion: "AssumeRoleWithSAML",
} as const;

/** One AssumeRole, AssumeRoleWithWebIdentity or AssumeRoleWithSAML with every parameter of the hop. */
export async function assumeHop(
  run: Run,
  hop: Hop,
  caller: HopCaller,
  mfaCode: string | undefined,
  situation: Situation,
): Promise<Attempt<Session>> {
  const operation = operations[caller.kind];
  const attempt = await call(run, operation, situation, (parts) => send(hop, caller, mfaCode, parts));
  if (attempt.kind !== "ok") return attempt;
  const { output, answer, exchanges } = attempt.value;
  const credentials = credentialsFrom(givenOf(output.Credentials));
  if (credentials === undefined) {
    return { kind: "failed", problem: malformed(operation, exchanges), situation };
  }
  run.redactor.learn(credentials.secretAccessKey, credentials.sessionToken);
  const requestId = output.$metadata.requestId ?? answer?.requestId;
  const userId = output.AssumedRoleUser?.AssumedRoleId;
  const role: AssumedRole = {
    ...optional("arn", output.AssumedRoleUser?.Arn),
    ...(credentials.expiration === undefined ? {} : { expiration: credentials.expiration.toISOString() }),
    ...optional("sourceIdentity", output.SourceIdentity),
    ...(hasPackedParts(hop) ? optional("packedPolicySize", packedSize(output)) : {}),
    ...optional("sessionTokenUtilization", output.SessionTokenUtilization),
    ...optional("requestId", requestId),
  };
  return { kind: "ok", value: { credentials, role, ...optional("userId", userId) } };
}

function send(hop: Hop, caller: HopCaller, mfaCode: string | undefined, parts: CallParts) {
  switch (caller.kind) {
    case "credentials":
      return withKeys(hop, caller.credentials, mfaCode, parts);
    case "token":
      return withToken(hop, caller.token, parts);
    case "assertion":
      return withAssertion(hop, caller, parts);
  }
}

function withKeys(hop: Hop, credentials: Credentials, mfaCode: string | undefined, parts: CallParts) {
  return stsClient(hop.sts, credentials, parts).send(
    new AssumeRoleCommand({
      ...commonInput(hop),
      ...optional("ExternalId", hop.externalId),
      ...optional("SourceIdentity", hop.sourceIdentity),
      // Without a code the caller's own session carries the MFA.
      ...(hop.mfaSerial === undefined || mfaCode === undefined
        ? {}
        : { SerialNumber: hop.mfaSerial, TokenCode: mfaCode }),
      ...(Object.keys(hop.tags).length === 0
        ? {}
        : { Tags: Object.entries(hop.tags).map(([Key, Value]) => ({ Key, Value })) }),
      ...(hop.transitiveTagKeys.length === 0 ? {} : { TransitiveTagKeys: [...hop.transitiveTagKeys] }),
    }),
    { abortSignal: parts.signal },
  );
}

function withToken(hop: Hop, token: string, parts: CallParts) {
  return stsClient(hop.sts, undefined, parts).send(
    new AssumeRoleWithWebIdentityCommand({ ...commonInput(hop), WebIdentityToken: token }),
    { abortSignal: parts.signal },
  );
}

/** The session's name comes from the assertion. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html */
function withAssertion(hop: Hop, caller: Extract<HopCaller, { kind: "assertion" }>, parts: CallParts) {
  return stsClient(hop.sts, undefined, parts).send(
    new AssumeRoleWithSAMLCommand({
      ...roleInput(hop),
      PrincipalArn: caller.principalArn,
      SAMLAssertion: caller.assertion,
    }),
    { abortSignal: parts.signal },
  );
}

function commonInput(hop: Hop) {
  return { ...roleInput(hop), RoleSessionName: hop.sessionName };
}

function roleInput(hop: Hop) {
  return {
    RoleArn: hop.roleArn,
    ...optional("DurationSeconds", hop.durationSeconds),
    ...(hop.sessionPolicy === undefined ? {} : { Policy: compact(hop.sessionPolicy) }),
    ...(hop.sessionPolicyArns.length === 0
      ? {}
      : { PolicyArns: hop.sessionPolicyArns.map((arn) => ({ arn })) }),
  };
}

/** JSON without the blanks between its tokens: STS counts characters (2048 at most), and a policy is written with many. */
export function compact(json: string): string {
  return json.replace(/("(?:[^"\\]|\\.)*")|[ \t\r\n]+/g, "$1");
}

/** The keys of an STS answer. */
export function givenOf(
  credentials:
    | {
        AccessKeyId: string | undefined;
        SecretAccessKey: string | undefined;
        SessionToken: string | undefined;
        Expiration: Date | undefined;
      }
    | undefined,
): GivenCredentials {
  return {
    accessKeyId: credentials?.AccessKeyId,
    secretAccessKey: credentials?.SecretAccessKey,
    sessionToken: credentials?.SessionToken,
    expiration: credentials?.Expiration,
  };
}

/** Servers older than SessionTokenUtilization, its replacement since 2026, answer only this. */
function packedSize(output: { PackedPolicySize?: number | undefined }): number | undefined {
  return output.PackedPolicySize;
}

function hasPackedParts(hop: Hop): boolean {
  return (
    hop.sessionPolicy !== undefined || hop.sessionPolicyArns.length > 0 || Object.keys(hop.tags).length > 0
  );
}
