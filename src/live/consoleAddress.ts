import { parseArn } from "../core/arn.ts";
import { Secret } from "../core/secret.ts";
import { sendWithin, problemOf } from "./call.ts";
import type { Situation } from "./failures/problem.ts";
import type { Attempt, Run } from "./run.ts";
import type { Session } from "./session.ts";
import { textOf } from "./wire.ts";

/** Where a session is turned into a sign-in, and the console that it opens. */
interface ConsolePlaces {
  readonly federation: string;
  readonly console: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html */
const places: Readonly<Record<string, ConsolePlaces>> = {
  aws: {
    federation: "https://signin.aws.amazon.com/federation",
    console: "https://console.aws.amazon.com/",
  },
  "aws-cn": {
    federation: "https://signin.amazonaws.cn/federation",
    console: "https://console.amazonaws.cn/",
  },
  "aws-us-gov": {
    federation: "https://signin.amazonaws-us-gov.com/federation",
    console: "https://console.amazonaws-us-gov.com/",
  },
};

/**
 * The address that opens the console as the session. The session's keys go to AWS's federation endpoint of their
 * partition and nowhere else; neither they nor the address are logged. No duration is asked for, since AWS refuses
 * one for chained roles: the console then lasts as long as the session.
 * @param federationEndpoint another server in its place, for tests.
 */
export async function consoleAddress(
  run: Run,
  session: Session,
  situation: Situation,
  federationEndpoint?: string,
): Promise<Attempt<Secret<string>>> {
  const { accessKeyId, secretAccessKey, sessionToken } = session.credentials;
  const fail = (code: string): Attempt<never> => ({
    kind: "failed",
    problem: { operation: "GetSigninToken", code },
    situation,
  });
  if (sessionToken === undefined) return fail("NotTemporary");
  const { arn } = session.role;
  const place = places[(arn === undefined ? undefined : parseArn(arn)?.partition) ?? "aws"];
  if (place === undefined) return fail("UnknownPartition");
  const federation = new URL(federationEndpoint ?? place.federation);
  const sent = await sendWithin(run, "GetSigninToken", run.limits.call, async ({ handler }) => {
    const { response } = await handler.handle({
      method: "GET",
      protocol: federation.protocol,
      hostname: federation.hostname,
      ...(federation.port === "" ? {} : { port: Number(federation.port) }),
      path: federation.pathname,
      query: {
        Action: "getSigninToken",
        Session: JSON.stringify({
          sessionId: accessKeyId,
          sessionKey: secretAccessKey,
          sessionToken,
        }),
      },
      headers: { host: federation.host, accept: "application/json" },
    });
    return { statusCode: response.statusCode, text: await textOf(response.body) };
  });
  if (sent.kind === "cancelled") return sent;
  if (sent.kind === "error")
    return { kind: "failed", problem: problemOf(run, "GetSigninToken", sent), situation };
  const { statusCode, text } = sent.output;
  const token = statusCode < 300 ? tokenIn(text) : undefined;
  if (token === undefined) {
    return {
      kind: "failed",
      problem: {
        operation: "GetSigninToken",
        code: statusCode < 300 ? "MalformedAnswer" : "SigninTokenRefused",
        httpStatus: statusCode,
        endpoint: federation.origin,
      },
      situation,
    };
  }
  run.redactor.learn(token);
  const { region } = run.request.plan.sts;
  const destination = new URL(place.console);
  destination.searchParams.set("region", region);
  const address = new URL(place.federation);
  address.search = new URLSearchParams({
    Action: "login",
    Issuer: "",
    Destination: destination.href,
    SigninToken: token,
  }).toString();
  return { kind: "ok", value: new Secret(address.href) };
}

function tokenIn(text: string): string | undefined {
  try {
    const data = JSON.parse(text) as { SigninToken?: unknown } | null;
    return typeof data?.SigninToken === "string" ? data.SigninToken : undefined;
  } catch {
    return undefined;
  }
}
