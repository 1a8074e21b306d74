import { fromSSO } from "@aws-sdk/credential-providers";
import type { CredentialSource } from "../../core/profiles/model.ts";
import { optional } from "../../core/optional.ts";
import { MAX_ATTEMPTS } from "../awsClient.ts";
import { problemOf, sendWithin } from "../call.ts";
import { credentialsFrom, type Credentials } from "../credentials.ts";
import type { Run } from "../run.ts";
import { sourceFailure, type Given } from "./given.ts";

/**
 * A role of IAM Identity Center, with the token that `aws sso login` left; the SDK refreshes a token where it can.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html
 */
export async function ssoCredentials(
  run: Run,
  source: Extract<CredentialSource, { kind: "sso" }>,
): Promise<Given<Credentials>> {
  const { files } = run.request;
  const sent = await sendWithin(run, "SSO GetRoleCredentials", run.limits.call, ({ handler, logger }) =>
    fromSSO({
      profile: source.profile,
      filepath: files.credentials,
      configFilepath: files.config,
      ignoreCache: true,
      ssoStartUrl: source.startUrl,
      ssoRegion: source.region,
      ssoAccountId: source.accountId,
      ssoRoleName: source.roleName,
      ...optional("ssoSession", source.ssoSession),
      clientConfig: { requestHandler: handler, maxAttempts: MAX_ATTEMPTS, logger },
      logger,
    })(),
  );
  if (sent.kind === "cancelled") return sent;
  if (sent.kind === "ok") {
    const credentials = credentialsFrom(sent.output);
    return credentials === undefined ? sourceFailure("SsoAccessDenied") : { kind: "ok", value: credentials };
  }
  const problem = problemOf(run, "FirstCredentials", sent);
  switch (problem.httpStatus) {
    case 401:
      return sourceFailure("SsoLoginNeeded", { httpStatus: 401 });
    case 403:
      return sourceFailure("SsoAccessDenied", { httpStatus: 403 });
    case 404:
      return sourceFailure("SsoRoleUnknown", { httpStatus: 404 });
    default:
  }
  if (sent.exchanges.length > 0 || sent.timedOut) return { kind: "failed", problem };
  // Nothing was sent: the token or the settings are missing.
  const message = problem.message ?? "";
  return /could not be found|missing required property|Incomplete|Conflicting|not configured/.test(message)
    ? sourceFailure("SsoConfiguration", { message })
    : sourceFailure("SsoLoginNeeded");
}
