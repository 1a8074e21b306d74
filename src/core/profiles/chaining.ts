import type { CredentialSource } from "./model.ts";
import { longestChainedSession } from "./roleRules.ts";

/** A session name must be sent; this one says in CloudTrail who made it. */
export const defaultSessionName = "assume-role-workbench";

/**
 * What role chaining makes of a duration. STS refuses more than an hour to a caller whose own credentials are a
 * session: any hop behind the first, and the first where its source gives temporary credentials.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
 */
export function chainedDuration(
  wanted: number | undefined,
  hop: number,
  source: CredentialSource,
): { readonly seconds: number | undefined; readonly note?: string } {
  if (wanted === undefined || wanted <= longestChainedSession) return { seconds: wanted };
  const chained = hop > 0 || givesSession(source);
  if (chained === "unknown") {
    return {
      seconds: wanted,
      note: `Hop ${hop + 1} asks for ${wanted} s. If credential_process answers a session, AWS allows ${longestChainedSession} s and refuses more.`,
    };
  }
  if (!chained) return { seconds: wanted };
  return {
    seconds: longestChainedSession,
    note: `Role chaining allows ${longestChainedSession} s: hop ${hop + 1} asks for ${wanted} s and gets ${longestChainedSession} s. The AWS CLI would send ${wanted} and be refused.`,
  };
}

function givesSession(source: CredentialSource): boolean | "unknown" {
  switch (source.kind) {
    case "staticKeys":
    case "environment":
      return source.session;
    case "process":
      return "unknown";
    case "webIdentityToken":
    case "samlAssertion":
      return false;
    case "instanceMetadata":
    case "containerMetadata":
    case "sso":
    case "login":
      return true;
  }
}
