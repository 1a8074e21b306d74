import { fromLoginCredentials } from "@aws-sdk/credential-providers";
import type { CredentialSource } from "../../core/profiles/model.ts";
import { MAX_ATTEMPTS } from "../awsClient.ts";
import { problemOf, sendWithin } from "../call.ts";
import { credentialsFrom, type Credentials } from "../credentials.ts";
import type { Run } from "../run.ts";
import { sourceFailure, type Given } from "./given.ts";

/** The credentials of `aws login`, refreshed by the SDK where they are near their end. */
export async function loginCredentials(
  run: Run,
  source: Extract<CredentialSource, { kind: "login" }>,
): Promise<Given<Credentials>> {
  const { files, plan } = run.request;
  const sent = await sendWithin(run, "console login", run.limits.call, ({ handler, logger }) =>
    fromLoginCredentials({
      profile: source.profile,
      filepath: files.credentials,
      configFilepath: files.config,
      ignoreCache: true,
      clientConfig: { region: plan.sts.region, requestHandler: handler, maxAttempts: MAX_ATTEMPTS, logger },
      logger,
    })(),
  );
  if (sent.kind === "cancelled") return sent;
  if (sent.kind === "ok") {
    const credentials = credentialsFrom(sent.output);
    return credentials === undefined ? sourceFailure("LoginNeeded") : { kind: "ok", value: credentials };
  }
  const problem = problemOf(run, "FirstCredentials", sent);
  const refused = problem.httpStatus !== undefined && problem.httpStatus < 500;
  if ((sent.exchanges.length > 0 || sent.timedOut) && !refused) return { kind: "failed", problem };
  return problem.message?.includes("does not contain login_session") === true
    ? sourceFailure("LoginConfiguration")
    : sourceFailure("LoginNeeded");
}
