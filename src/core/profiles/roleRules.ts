import { roleArnProblem } from "../arn.ts";
import { findPlaceholders } from "../placeholder.ts";
import type { ProfileProblemCode } from "./model.ts";

/** A value that STS would refuse: what is wrong and how to mend it. */
export interface RuleBreak {
  readonly code: ProfileProblemCode;
  readonly severity: "error" | "warning";
  readonly message: string;
}

/** Seconds. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const shortestSession = 900;
export const longestSession = 43200;
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining */
export const longestChainedSession = 3600;

/** A value that a guide left to be filled in is named as such, before the shape is judged. */
export function checkRoleArn(value: string): RuleBreak | undefined {
  const problem = roleArnProblem(value);
  // A well-formed ARN holds no other placeholder than this word; looking for all of them costs more than the rest.
  if (problem === undefined && !/role[-_]?name$/i.test(value)) return undefined;
  const [placeholder] = findPlaceholders(value);
  if (placeholder === undefined) return problem === undefined ? undefined : error("badRoleArn", problem);
  if (problem !== undefined) {
    return error(
      "badRoleArn",
      `The role ARN still holds the placeholder ${placeholder.text}. Put the real value there.`,
    );
  }
  return {
    code: "badRoleArn",
    severity: "warning",
    message: `'${placeholder.text}' in the role ARN looks like a placeholder. Put the real value there.`,
  };
}

/** The whole seconds of a `duration_seconds`; undefined where it is not a number, which the AWS CLI then drops. */
export function durationOf(value: string): number | undefined {
  return /^[+-]?\d{1,15}$/.test(value) ? Number(value) : undefined;
}

export function checkDuration(value: string): RuleBreak | undefined {
  const seconds = durationOf(value);
  if (seconds === undefined) {
    return {
      code: "durationNotANumber",
      severity: "warning",
      message: `'${value}' is not a whole number of seconds: the AWS CLI drops it, the JavaScript SDK sends NaN or the digits in front. Write for example 3600.`,
    };
  }
  if (seconds >= shortestSession && seconds <= longestSession) return undefined;
  return error(
    "badDuration",
    `A session lasts ${shortestSession} to ${longestSession} seconds, not ${seconds}, and not longer than the role allows.`,
  );
}

export function checkSessionName(value: string): RuleBreak | undefined {
  if (/^[\w+=,.@-]{2,64}$/.test(value)) return undefined;
  return error(
    "badSessionName",
    `'${value}' is not a session name. Use 2 to 64 letters, digits and _ + = , . @ -, without blanks.`,
  );
}

export function checkExternalId(value: string): RuleBreak | undefined {
  if (/^[\w+=,.@:/-]{2,1224}$/.test(value)) return undefined;
  return error(
    "badExternalId",
    "This is not an external id. Use 2 to 1224 letters, digits and _ + = , . @ : / -, without blanks.",
  );
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html */
export function checkMfaSerial(value: string): RuleBreak | undefined {
  const user = /^(arn:[^:]+:iam::[^:]*:)user\/(.+)$/.exec(value);
  if (user !== null) {
    return error(
      "badMfaSerial",
      `This is the ARN of a user, not of an MFA device. Write ${user[1] ?? ""}mfa/${user[2] ?? ""} if the device has the user's name.`,
    );
  }
  if (/^arn:[^:]+:iam::[^:]*:u2f\//.test(value)) {
    return error(
      "badMfaSerial",
      "A security key gives no six-digit code, so it cannot be used here. Name a virtual or hardware MFA device.",
    );
  }
  const shape = value.startsWith("arn:") ? /^arn:[^:]+:iam::[^:]*:mfa\/[\w+=/,.@-]+$/ : /^[\w+=/:,.@-]+$/;
  if (value.length >= 9 && value.length <= 256 && shape.test(value)) return undefined;
  return error(
    "badMfaSerial",
    `'${value}' is not an MFA device. Write its serial number, or arn:aws:iam::111122223333:mfa/NAME.`,
  );
}

export function checkEndpointUrl(value: string): RuleBreak | undefined {
  if (/^https?:\/\/[^\s/?#]+[^\s]*$/i.test(value)) return undefined;
  return error("badEndpointUrl", "An endpoint is a URL with its scheme, such as https://sts.example.com.");
}

function error(code: ProfileProblemCode, message: string): RuleBreak {
  return { code, severity: "error", message };
}
