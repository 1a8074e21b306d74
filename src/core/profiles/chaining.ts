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
  const chained = hop > 0 ? "role" : sessionOf(source);
  switch (chained) {
    case "none":
      return { seconds: wanted };
    case "unknown":
      return {
        seconds: wanted,
        note: `Hop ${hop + 1} asks for ${wanted} s. If credential_process answers a role's session, AWS allows ${longestChainedSession} s and refuses more.`,
      };
    case "temporary":
      return {
        seconds: longestChainedSession,
        note: `The first keys are temporary. Role chaining allows ${longestChainedSession} s if they are a role's: hop ${hop + 1} asks for ${wanted} s and gets ${longestChainedSession} s to be safe. The AWS CLI would send ${wanted}, which AWS takes only where they are a user's (GetSessionToken).`,
      };
    case "role":
      return {
        seconds: longestChainedSession,
        note: `Role chaining allows ${longestChainedSession} s: hop ${hop + 1} asks for ${wanted} s and gets ${longestChainedSession} s. The AWS CLI would send ${wanted} and be refused.`,
      };
  }
}

/** Whose session the first credentials are: `temporary` keys in a file may be a role's or a user's. */
function sessionOf(source: CredentialSource): "none" | "unknown" | "temporary" | "role" {
  switch (source.kind) {
    case "staticKeys":
    case "environment":
      return source.session ? "temporary" : "none";
    case "process":
      return "unknown";
    case "webIdentityToken":
    case "samlAssertion":
      return "none";
    case "login":
      return "temporary";
    case "instanceMetadata":
    case "containerMetadata":
    case "sso":
      return "role";
  }
}
