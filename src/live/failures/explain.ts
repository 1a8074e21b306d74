import type { LiveFailure } from "../../core/livePort.ts";
import { optional } from "../../core/optional.ts";
import { explainCaBundle } from "./caBundleFailures.ts";
import { explainConsole } from "./consoleFailures.ts";
import { explainCredentials } from "./credentialFailures.ts";
import { explainHop } from "./hopFailures.ts";
import { explainIdentity } from "./identityFailures.ts";
import { explainRoles } from "./rolesFailures.ts";
import type { Explanation, Problem, Situation } from "./problem.ts";
import { refusalOf } from "./refusal.ts";
import { explainS3 } from "./s3Failures.ts";
import { explainService, explainWire } from "./serviceFailures.ts";
import { explainSource } from "./sourceFailures.ts";

/**
 * A problem in the user's words: what happened, why it may have, what to do. Total: an error nobody has met before
 * is named with its code and the service's message.
 * https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function explain(problem: Problem, situation: Situation): LiveFailure {
  const general =
    explainWire(problem, situation) ??
    explainCaBundle(problem) ??
    explainSource(problem, situation) ??
    explainCredentials(problem, situation) ??
    explainService(problem);
  const explanation = general ?? explainOperation(problem, situation) ?? unknown(problem);
  const { message, httpStatus, requestId, endpoint } = problem;
  return {
    at: situation.at,
    code: problem.code,
    ...explanation,
    ...optional("serviceMessage", message),
    ...optional("refusal", general === undefined ? refusalOf(problem, situation) : undefined),
    ...optional("httpStatus", httpStatus),
    ...optional("requestId", requestId),
    ...optional("endpoint", endpoint),
  };
}

function explainOperation(problem: Problem, situation: Situation): Explanation | undefined {
  switch (problem.operation) {
    case "AssumeRole":
    case "AssumeRoleWithWebIdentity":
    case "AssumeRoleWithSAML":
    case "GetSessionToken":
      return explainHop(problem, situation);
    case "GetCallerIdentity":
      return explainIdentity(problem, situation);
    case "ListObjectsV2":
    case "GetObject":
    case "GetBucketLocation":
    case "GetBucketPolicy":
      return explainS3(problem, situation);
    case "ListRoles":
      return explainRoles(problem, situation);
    case "GetSigninToken":
      return explainConsole(problem);
    case "SsoSignIn":
    case "ListBuckets":
    case "FirstCredentials":
      return undefined;
  }
}

function unknown(problem: Problem): Explanation {
  const status = problem.httpStatus === undefined ? "" : ` (HTTP ${problem.httpStatus})`;
  const what = problem.operation === "FirstCredentials" ? "Getting the first credentials" : problem.operation;
  return {
    headline: `${what} failed with ${problem.code}${status}.`,
    causes: [],
    fixes: [
      problem.requestId === undefined
        ? "Read the service's message and the Assume Role log."
        : "Read the service's message; the request id finds the call in CloudTrail.",
    ],
  };
}
