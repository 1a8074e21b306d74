import type { Hop } from "../../core/profiles/model.ts";
import { parseAccessDeniedMessage, type AccessDeniedMessage } from "./accessDeniedMessage.ts";
import { explainDenyingPolicy } from "./denyingPolicy.ts";
import type { Explanation, Problem, Situation } from "./problem.ts";
import { explainRefusedKeys } from "./refusedKeys.ts";
import { caller, principalToTrust, sameAccount, server } from "./words.ts";

/** Refusals of AssumeRole, its two federated kinds, and GetSessionToken on the way to it. Undefined for codes that are not theirs. */
export function explainHop(problem: Problem, situation: Situation): Explanation | undefined {
  const { hop } = situation;
  if (hop === undefined) return undefined;
  const message = problem.message ?? "";
  switch (problem.code) {
    case "AccessDenied":
    case "AccessDeniedException":
      return denied(problem, situation, hop, message);
    case "NoSuchEntity":
      return {
        headline: `${server(problem)} knows no role ${hop.roleArn}.`,
        causes: [
          "The account, the path or the name in the role's ARN is wrong; all are case-sensitive.",
          "The role was deleted.",
        ],
        fixes: [`Compare the ARN in ${hop.from} with the one the role's page shows.`],
        look: "profile",
      };
    case "ValidationError":
    case "ValidationException":
    case "InvalidArgument":
      return invalid(problem, situation, hop, message);
    case "MalformedPolicyDocument":
    case "MalformedPolicyDocumentException":
      return {
        headline: "The session policy is not a valid policy document.",
        causes: [
          "Its JSON is broken, or an element, action or resource in it is not one that a policy may have.",
        ],
        fixes: [`Correct the session policy of ${hop.from}; the service's message names the place.`],
        look: "sessionPolicy",
      };
    case "PackedPolicyTooLarge":
    case "PackedPolicyTooLargeException":
      return {
        headline: `The session policy and the session tags are too large together${percentage(message)}.`,
        causes: [
          "STS packs session policies, policy ARNs and session tags into one binary form of limited size.",
        ],
        fixes: [
          "Shorten the session policy, or attach a managed policy by ARN instead.",
          "Send fewer or shorter session tags.",
        ],
        look: "sessionPolicy",
      };
    case "RegionDisabledException":
      return {
        headline: `STS is not active in ${hop.sts.region} for this account.`,
        causes: [
          "The region is one that an account must opt in to, or an administrator has turned STS off in it.",
        ],
        fixes: [
          "Activate STS for the region in the account settings of IAM.",
          `Or use a region that is on by default, such as us-east-1, in ${hop.from}.`,
        ],
        look: "profile",
      };
    case "InvalidIdentityToken":
    case "InvalidIdentityTokenException":
      if (problem.operation === "AssumeRoleWithSAML") return samlRefused;
      return {
        headline: "STS does not accept the web identity token.",
        causes: [
          "The account of the role has no identity provider for the token's issuer.",
          "The token's audience is not one of the provider's client ids.",
          "The file does not hold a token, or a token of another environment.",
        ],
        fixes: [
          "Create the OIDC identity provider in the role's account, with the token's issuer and audience.",
          "Have a new token written to the file.",
        ],
        look: "trustPolicy",
      };
    case "IDPRejectedClaim":
    case "IDPRejectedClaimException":
      return {
        headline: "The identity provider rejected the web identity token.",
        causes: ["The token was revoked or has expired at the provider."],
        fixes: ["Have a new token written to the file."],
        look: "profile",
      };
    case "IDPCommunicationError":
    case "IDPCommunicationErrorException":
      return {
        headline: "STS could not reach the identity provider.",
        causes: ["The provider's discovery document or key set does not answer from the internet."],
        fixes: ["Try again.", "Check that the issuer's /.well-known/openid-configuration is public."],
      };
    default:
      return undefined;
  }
}

function denied(problem: Problem, situation: Situation, hop: Hop, message: string): Explanation {
  const headline = `${server(problem)} denied ${problem.operation} on ${hop.roleArn}.`;
  const mfa = mfaRefusal(headline, hop, message);
  if (mfa !== undefined) return mfa;
  if (message.includes("Roles may not be assumed by root accounts")) {
    return {
      headline,
      causes: ["The caller is the root user of its account, and a root user can assume no role."],
      fixes: ["Use the keys of an IAM user or role, and delete the root user's access keys."],
      look: "profile",
    };
  }
  const parsed = parseAccessDeniedMessage(message);
  const missing = missingSessionAction(headline, hop, parsed);
  if (missing !== undefined) return missing;
  if (parsed?.reason !== undefined) {
    return explainDenyingPolicy(
      headline,
      { ...parsed, reason: parsed.reason },
      {
        action: `sts:${problem.operation}`,
        resource: hop.roleArn,
        // At AssumeRole the policy of the resource is the role's trust policy.
        resourcePolicy: "trustPolicy",
        principal: principalToTrust(situation),
        callersPolicy: caller(situation),
      },
    );
  }
  if (situation.keysAccepted === false) return explainRefusedKeys(headline, situation);
  switch (problem.operation) {
    case "AssumeRoleWithWebIdentity":
      return webIdentityDenied(headline, hop);
    case "AssumeRoleWithSAML":
      return samlDenied(headline, hop);
    default:
      return deniedWithoutReason(headline, situation, hop);
  }
}

const samlRefused: Explanation = {
  headline: "STS does not accept the SAML assertion.",
  causes: [
    "The assertion is older than its few minutes allow, or was used before.",
    "It was not signed by the provider whose metadata the account has, or is not for this audience.",
    "What was pasted is not the whole value of the form field SAMLResponse.",
  ],
  fixes: ["Sign in at the identity provider again and paste the new SAMLResponse at once."],
};

function samlDenied(headline: string, hop: Hop): Explanation {
  return {
    headline,
    causes: [
      'The trust policy does not name the SAML provider as "Principal": {"Federated": …}.',
      "A Condition on SAML:aud, SAML:sub or another claim does not match the assertion.",
      "The Action is sts:AssumeRole instead of sts:AssumeRoleWithSAML.",
      "The role does not exist, or its ARN differs in account, path or case.",
    ],
    fixes: [
      `Compare the Federated principal and the conditions in the trust policy of ${hop.roleArn} with the assertion.`,
    ],
    look: "trustPolicy",
  };
}

function mfaRefusal(headline: string, hop: Hop, message: string): Explanation | undefined {
  if (/invalid MFA one time pass code/i.test(message)) {
    return {
      headline: `The MFA code for ${hop.mfaSerial ?? "the device"} was not accepted.`,
      causes: [
        "The code was mistyped or has expired.",
        "The code was already used once: each code works a single time.",
      ],
      fixes: ["Wait for the device's next code and try again."],
    };
  }
  if (!/unable to validate MFA code/i.test(message)) return undefined;
  return {
    headline,
    causes: [
      `The MFA device ${hop.mfaSerial ?? ""} is not a device of the user who calls.`.replace("  ", " "),
      "The first credentials are not those of an IAM user, and only a user has an MFA device.",
      "The clock of the device or of this machine is off.",
    ],
    fixes: [
      `Copy the device's ARN (arn:aws:iam::ACCOUNT:mfa/NAME) from the user's security credentials into mfa_serial of ${hop.from}.`,
      "Set the clock by the network.",
    ],
    look: "profile",
  };
}

/** Session tags and a source identity each need an action of their own in the trust policy. */
function missingSessionAction(
  headline: string,
  hop: Hop,
  parsed: AccessDeniedMessage | undefined,
): Explanation | undefined {
  const what =
    parsed?.action === "sts:TagSession"
      ? "session tags"
      : parsed?.action === "sts:SetSourceIdentity"
        ? "a source identity"
        : undefined;
  if (what === undefined || parsed?.action === undefined) return undefined;
  return {
    headline,
    causes: [
      `${hop.from} sends ${what}, and the role's trust policy does not allow ${parsed.action} to this caller.`,
      `Or the caller's own policy does not allow ${parsed.action} on the role.`,
    ],
    fixes: [
      `Add ${parsed.action} beside sts:AssumeRole to the Action of the trust policy's statement, and to the caller's policy.`,
      `Or do not send ${what}.`,
    ],
    look: "trustPolicy",
  };
}

function deniedWithoutReason(headline: string, situation: Situation, hop: Hop): Explanation {
  const principal = principalToTrust(situation);
  const account = sameAccount(situation.callerArn, hop.roleArn);
  const causes = [
    `The role's trust policy does not name ${principal ?? caller(situation)} as a principal, exactly and in the right case.`,
    hop.externalId === undefined
      ? "The trust policy asks for an external id (sts:ExternalId), and none was sent."
      : "The external id that was sent is not the one that the trust policy asks for.",
    account === true
      ? `A policy of ${caller(situation)} denies sts:AssumeRole, or nothing on either side allows it.`
      : `${capital(caller(situation))} may not call sts:AssumeRole on this role: a role in another account needs an Allow on both sides.`,
    ...(hop.mfaSerial === undefined
      ? ["The trust policy asks for MFA (aws:MultiFactorAuthPresent), and no code was sent."]
      : []),
    ...(hop.sourceIdentity === undefined ? [] : ["The trust policy does not accept this source identity."]),
    ...(Object.keys(hop.tags).length === 0
      ? []
      : ["The trust policy does not allow sts:TagSession, or not these tags."]),
    "The role does not exist, or its ARN differs in account, path or case. AWS does not tell that apart from a refusal.",
  ];
  return {
    headline,
    causes,
    fixes: [
      principal === undefined
        ? "In the trust policy, allow sts:AssumeRole to the caller."
        : `In the trust policy, allow sts:AssumeRole with "Principal": {"AWS": "${principal}"}.`,
      `In a policy of the caller, allow sts:AssumeRole on "${hop.roleArn}".`,
      "Compare external id, MFA and source identity in the trust policy's Condition with what was sent.",
    ],
    look: "trustPolicy",
  };
}

function webIdentityDenied(headline: string, hop: Hop): Explanation {
  return {
    headline,
    causes: [
      'The trust policy does not name the token\'s identity provider as "Principal": {"Federated": …}.',
      "A Condition on the token's :sub or :aud claim does not match, often by case or by a missing wildcard operator (StringLike).",
      "The Action is sts:AssumeRole instead of sts:AssumeRoleWithWebIdentity.",
      "The role does not exist, or its ARN differs in account, path or case.",
    ],
    fixes: [
      `Compare the Federated principal and the conditions in the trust policy of ${hop.roleArn} with the token's iss, sub and aud.`,
    ],
    look: "trustPolicy",
  };
}

function invalid(problem: Problem, situation: Situation, hop: Hop, message: string): Explanation {
  if (message.includes("MaxSessionDuration")) {
    return {
      headline: `The role allows no session of ${hop.durationSeconds ?? "this many"} seconds.`,
      causes: ["The requested duration exceeds the role's maximum session duration."],
      fixes: [
        `Lower duration_seconds in ${hop.from}.`,
        "Or raise the role's maximum session duration (at most 43200 seconds).",
      ],
      look: "profile",
    };
  }
  if (/role chaining/i.test(message)) {
    return {
      headline: "A chained role session lasts one hour at most.",
      causes: ["The role is assumed with the session of another role, which AWS limits to 3600 seconds."],
      fixes: [
        `Set duration_seconds of ${hop.from} to 3600 or less.`,
        "Or assume the role directly, without a role before it.",
      ],
      look: "profile",
    };
  }
  const constraint = /at '(\w+)' failed to satisfy constraint/.exec(message)?.[1];
  if (constraint !== undefined) {
    return {
      headline: `${server(problem)} did not accept the parameter ${constraint} of ${problem.operation}.`,
      causes: [
        CONSTRAINTS[constraint] ?? "The value breaks a rule of the API; the service's message says which.",
      ],
      fixes: [`Correct it in ${hop.from}.`],
      look: "profile",
    };
  }
  return {
    headline: `${server(problem)} did not accept a parameter of ${problem.operation}.`,
    causes: [
      ...(hop.durationSeconds === undefined
        ? []
        : [
            situation.chained === true && hop.durationSeconds > 3600
              ? `The duration of ${hop.durationSeconds} seconds exceeds the hour that role chaining allows.`
              : `The duration of ${hop.durationSeconds} seconds is below 900 or above the role's maximum session duration.`,
          ]),
      "The role's ARN or the session name is not valid.",
    ],
    fixes: [`Check the role's ARN, the session name and the duration in ${hop.from}.`],
    look: "profile",
  };
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const CONSTRAINTS: Readonly<Record<string, string>> = {
  roleArn: "A role's ARN has the form arn:aws:iam::111122223333:role/NAME, of 20 to 2048 characters.",
  roleSessionName: "A session name has 2 to 64 letters, digits or _+=,.@-.",
  externalId: "An external id has 2 to 1224 letters, digits or _+=,.@:/-.",
  durationSeconds: "A session lasts 900 to 43200 seconds.",
  serialNumber:
    "An MFA device is a serial number or an ARN of 9 to 256 characters: arn:aws:iam::ACCOUNT:mfa/NAME.",
  tokenCode: "An MFA code has six digits.",
  sourceIdentity: "A source identity has 2 to 64 letters, digits or _+=,.@-.",
  policy: "A session policy has at most 2048 characters.",
  tags: "There are at most 50 session tags, with keys up to 128 and values up to 256 characters.",
};

function percentage(message: string): string {
  const percent = /(\d+)\s*(?:%|percent)/.exec(message)?.[1];
  return percent === undefined ? "" : `: ${percent}% of what fits`;
}

function capital(text: string): string {
  return text.startsWith("arn:") ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
