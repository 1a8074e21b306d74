import { optional } from "../../core/optional.ts";
/** The policy types that an AccessDenied message names. */
export type DenyingPolicy =
  | "identity"
  | "resource"
  | "session"
  | "boundary"
  | "trust"
  | "serviceControl"
  | "resourceControl"
  | "vpcEndpoint"
  | "blockPublicAccess";

/** What an AccessDenied message says. Parts that it leaves out are absent. */
export interface AccessDeniedMessage {
  readonly principal?: string;
  readonly action?: string;
  readonly resource?: string;
  readonly reason?: {
    readonly policy: DenyingPolicy;
    /** True: a Deny statement. False: no Allow statement. */
    readonly explicit: boolean;
    /** Given within one account or organization only. */
    readonly policyArn?: string;
  };
}

/** Room for three ARNs of the greatest length. What is longer does not come from AWS. */
const LONGEST_MESSAGE = 8192;

/**
 * Reads an AccessDenied message: "User: ARN is not authorized to perform: ACTION on resource: ARN", then a reason.
 * Undefined where it is not of this form.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function parseAccessDeniedMessage(text: string): AccessDeniedMessage | undefined {
  const message = text.slice(0, LONGEST_MESSAGE);
  const match =
    /User:\s*(\S+)\s+is not authorized to perform:?\s*([\w-]+:[\w*]+)(?:,?\s+on resource:\s*"?([^\s"]+)"?)?/.exec(
      message,
    );
  if (match === null) {
    const reason = reasonOf(message);
    return reason === undefined ? undefined : { reason };
  }
  const [all, principal, action, resource] = match;
  const reason = reasonOf(message.slice(match.index + all.length));
  return {
    ...optional("principal", principal),
    ...optional("action", action),
    ...optional("resource", resource),
    ...optional("reason", reason),
  };
}

function reasonOf(text: string): AccessDeniedMessage["reason"] {
  if (/prevented by the Block\w+ setting in S3 Block Public Access/.test(text))
    return { policy: "blockPublicAccess", explicit: true };
  const explicit = /\bwith an explicit deny in (?:an? |the )?(.+)/s.exec(text);
  const implicit = /\bbecause no (.+?) allows\b/s.exec(text);
  const words = explicit?.[1] ?? implicit?.[1];
  const policy = words === undefined ? undefined : policyOf(words);
  if (policy === undefined) return undefined;
  const policyArn = /\barn:aws[\w-]*:(?:iam|organizations|sts)::[^\s"',]*policy\/[^\s"',)]*/.exec(text)?.[0];
  return {
    policy,
    explicit: explicit !== null,
    ...(policyArn === undefined ? {} : { policyArn: policyArn.replace(/[.:]$/, "") }),
  };
}

const POLICIES: readonly (readonly [RegExp, DenyingPolicy])[] = [
  // "VPC endpoint policy transitively through a service control policy": the second one decides.
  [/transitively through an? service control policy/, "serviceControl"],
  [/transitively through an? resource control policy/, "resourceControl"],
  [/^identity-based polic/, "identity"],
  [/^resource-based polic/, "resource"],
  [/^sessions? polic/, "session"],
  [/^permissions? boundar/, "boundary"],
  [/^role trust polic/, "trust"],
  [/^service control polic/, "serviceControl"],
  [/^resource control polic/, "resourceControl"],
  [/^VPC endpoint polic/, "vpcEndpoint"],
];

function policyOf(words: string): DenyingPolicy | undefined {
  return POLICIES.find(([pattern]) => pattern.test(words))?.[1];
}
