import type { Explanation, Problem, Situation } from "./problem.ts";
import { caller, server } from "./words.ts";

/** AWS accepts a request whose date is within five minutes (STS) or fifteen (S3) of its own clock. */
const SKEW_SECONDS = 300;

/** What is wrong with the credentials themselves, whatever was asked with them. */
export function explainCredentials(problem: Problem, situation: Situation): Explanation | undefined {
  if (isClockSkew(problem)) return clockSkew(problem);
  switch (problem.code) {
    case "ExpiredToken":
    case "ExpiredTokenException":
    case "RequestExpired":
    case "TokenRefreshRequired":
      if (problem.operation === "AssumeRoleWithSAML") {
        return {
          headline: "The SAML assertion has expired.",
          causes: ["STS takes an assertion within five minutes after the identity provider made it."],
          fixes: ["Sign in at the identity provider again and paste the new SAMLResponse at once."],
        };
      }
      return problem.operation === "AssumeRoleWithWebIdentity"
        ? {
            headline: "The web identity token has expired.",
            causes: [
              "The token in the file is older than its exp claim allows; nobody has written a new one.",
            ],
            fixes: ["Have a new token written to the file, then try again."],
            look: "profile",
          }
        : {
            headline: `The session of ${caller(situation)} has expired.`,
            causes: ["Temporary credentials were used after their end."],
            fixes: [
              `Get new ones: they came from ${situation.source}.`,
              "Run Assume Role again for a fresh session.",
            ],
            look: "profile",
          };
    case "InvalidClientTokenId":
    case "InvalidAccessKeyId":
    case "UnrecognizedClientException":
      if (situation.callerRoleArn !== undefined) return unknownSession(problem, situation);
      return {
        headline: `${server(problem)} does not know the access key of ${situation.source}.`,
        causes: [
          "The access key id is wrong, deactivated or deleted.",
          "It is a temporary key (ASIA…) and its session token is missing or belongs to another key.",
          "It is a key of another partition: China and GovCloud have keys and regions of their own.",
        ],
        fixes: [
          "Copy the access key id and the secret again, or make a new pair.",
          "With temporary keys, copy aws_session_token too.",
        ],
        look: "profile",
      };
    case "InvalidToken":
      if (
        problem.operation === "ListObjectsV2" &&
        situation.at.kind === "list" &&
        /continuation/i.test(problem.message ?? "")
      )
        return undefined;
      if (situation.callerRoleArn !== undefined) return unknownSession(problem, situation);
      return {
        headline: `${server(problem)} does not accept the session token of ${situation.source}.`,
        causes: ["The session token is broken, or belongs to another access key."],
        fixes: ["Copy access key id, secret and session token again, all three from one answer."],
        look: "profile",
      };
    case "SignatureDoesNotMatch":
    case "InvalidSignatureException":
    case "IncompleteSignature":
      return {
        headline: `The secret of ${situation.source} does not fit its access key.`,
        causes: [
          "The secret access key is wrong: mistyped, cut off, with a stray blank, or of another key.",
          "The clock of this machine is off.",
          "A proxy changed the request on its way.",
        ],
        fixes: [
          "Copy the secret again; where it is lost, make a new key pair.",
          "Set the clock by the network.",
        ],
        look: "profile",
      };
    case "OptInRequired":
    case "SubscriptionRequiredException":
      return {
        headline: "The account is not signed up for this service or region.",
        causes: ["The account is new, suspended, or has not opted in to the region."],
        fixes: ["Enable the region in the account's settings, or use another."],
        look: "profile",
      };
    default:
      return undefined;
  }
}

/** The keys are those of a session that a hop has just made, or made before. */
function unknownSession(problem: Problem, situation: Situation): Explanation {
  return {
    headline: `${server(problem)} does not accept the session of ${caller(situation)}.`,
    causes: [
      "The session was made by another server than the one asked now: STS and this service have different endpoints.",
      "The role's sessions were revoked, or the role was deleted and made anew.",
    ],
    fixes: [
      "Compare the endpoints of the profile: endpoint_url, [services], AWS_ENDPOINT_URL_STS and AWS_ENDPOINT_URL_S3.",
      "Run Assume Role again for a fresh session.",
    ],
    look: "profile",
  };
}

function isClockSkew(problem: Problem): boolean {
  if (/^(RequestTimeTooSkewed|RequestInTheFuture)$/.test(problem.code)) return true;
  if (
    !/^(SignatureDoesNotMatch|InvalidSignatureException|RequestExpired|AuthFailure|AccessDenied)$/.test(
      problem.code,
    )
  )
    return false;
  if (/Signature (expired|not yet current)/i.test(problem.message ?? "")) return true;
  return Math.abs(problem.clockAheadSeconds ?? 0) > SKEW_SECONDS;
}

function clockSkew(problem: Problem): Explanation {
  const seconds = problem.clockAheadSeconds ?? 0;
  const minutes = Math.round(Math.abs(seconds) / 60);
  return {
    headline:
      minutes < 2
        ? "The clock of this machine is off."
        : `The clock of this machine is ${minutes} minutes ${seconds > 0 ? "behind" : "ahead of"} the server's.`,
    causes: ["A signed request carries its time, and the service accepts only a few minutes' difference."],
    fixes: [
      "Set the clock by the network (NTP), then try again.",
      "In a virtual machine or WSL, restart it after the host has slept.",
    ],
  };
}
