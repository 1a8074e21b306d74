import { parseAccessDeniedMessage } from "./accessDeniedMessage.ts";
import { explainDenyingPolicy } from "./denyingPolicy.ts";
import type { Explanation, Problem, Situation } from "./problem.ts";
import { explainRefusedKeys } from "./refusedKeys.ts";
import { caller, principalToTrust, server } from "./words.ts";

/** Refusals of a call about a bucket or its objects. Undefined for codes that are not S3's own. */
export function explainS3(problem: Problem, situation: Situation): Explanation | undefined {
  const bucket = situation.bucket ?? "";
  switch (problem.code) {
    case "AccessDenied":
    case "AllAccessDisabled":
      return denied(problem, situation, bucket);
    case "NoSuchBucket":
      return {
        headline: `There is no bucket ${bucket}.`,
        causes: [
          "The name is wrong, or the bucket was deleted.",
          ...(server(problem) === "AWS"
            ? []
            : [
                `The call went to ${problem.endpoint ?? "another endpoint"}, which has other buckets than AWS.`,
              ]),
        ],
        fixes: ["Check the bucket's name and the endpoint of the profile."],
        look: "bucketPolicy",
      };
    case "InvalidBucketName":
      return {
        headline: `'${bucket}' is not the name of a bucket.`,
        causes: ["A bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens."],
        fixes: ["Take the name alone: no s3://, no ARN of an object, no slash."],
      };
    case "PermanentRedirect":
    case "AuthorizationHeaderMalformed":
    case "IllegalLocationConstraintException":
    case "TemporaryRedirect":
      return {
        headline: `The bucket ${bucket} is not in ${situation.region ?? "this region"}.`,
        causes: [
          problem.bucketRegion === undefined
            ? "S3 sends the call elsewhere and does not say to which region."
            : `S3 says that it is in ${problem.bucketRegion}; the call was sent there, and sent on again.`,
        ],
        fixes: ["Set the bucket's region in the profile or in the role config."],
        look: "profile",
      };
    case "InvalidArgument":
    case "InvalidToken":
      return {
        headline: `${server(problem)} did not accept a parameter of the list of ${bucket}.`,
        causes: ["The list was continued with a token that is not valid any more."],
        fixes: ["List the bucket again from its start."],
      };
    default:
      return undefined;
  }
}

function denied(problem: Problem, situation: Situation, bucket: string): Explanation {
  const partition = /^arn:([\w-]+):/.exec(situation.callerArn ?? "")?.[1] ?? "aws";
  // A bucket of another account is TENANT:NAME to Ceph; in an ARN the name stands alone.
  const listed = {
    action: "s3:ListBucket",
    resource: `arn:${partition}:s3:::${bucket.replace(/^\d{12}:/, "")}`,
  };
  const { action, resource } = situation.s3Request ?? listed;
  const what = situation.s3Request === undefined ? `the list of ${bucket}` : `${action} on ${resource}`;
  const headline = `${server(problem)} denied ${what} to ${caller(situation)}.`;
  const parsed = parseAccessDeniedMessage(problem.message ?? "");
  const principal = principalToTrust({
    ...situation,
    ...(situation.hop === undefined ? {} : { callerRoleArn: situation.hop.roleArn }),
  });
  if (parsed?.reason !== undefined) {
    return explainDenyingPolicy(
      headline,
      { ...parsed, reason: parsed.reason },
      {
        action,
        resource,
        resourcePolicy: "bucketPolicy",
        principal,
        callersPolicy: principal ?? caller(situation),
      },
    );
  }
  if (situation.keysAccepted === false) return explainRefusedKeys(headline, situation);
  const hasSessionPolicy =
    situation.hop !== undefined &&
    (situation.hop.sessionPolicy !== undefined || situation.hop.sessionPolicyArns.length > 0);
  return {
    headline,
    causes: [
      ...(hasSessionPolicy
        ? [`The session policy does not allow ${action} on ${resource}, or denies it.`]
        : []),
      "The bucket policy has a Deny statement that matches, or, for a caller from another account, no Allow.",
      `No identity policy of ${principal ?? caller(situation)} allows ${action} on ${resource}${action === listed.action ? ": the ARN of the bucket, without /*" : ""}.`,
      "A permissions boundary or a policy of the organization refuses it.",
    ],
    fixes: [
      ...(hasSessionPolicy ? [`Allow ${action} on "${resource}" in the session policy.`] : []),
      `Look for a Deny in the bucket policy; from another account, allow ${action} there to ${principal === undefined ? "the caller" : `"${principal}"`}.`,
      `Allow ${action} on "${resource}" in the role's policy.${action === listed.action ? " There is no action s3:ListObjects." : ""}`,
    ],
    look: hasSessionPolicy ? "sessionPolicy" : "bucketPolicy",
  };
}
