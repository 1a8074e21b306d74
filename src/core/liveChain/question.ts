import { arnResource, parseArn } from "../arn.ts";
import type { ListQuery, S3Query } from "../livePort.ts";
import { findPlaceholders } from "../placeholder.ts";
import type { Check } from "../roleConfig/model.ts";

/** The call that answers whether an action is allowed, or why none is made. */
export type Question =
  | { readonly kind: "list"; readonly query: ListQuery }
  | { readonly kind: "read"; readonly query: S3Query }
  | { readonly kind: "none"; readonly reason: string };

/** The questions of a check, in the order in which the simulation decides them. An identity check asks none of S3. */
export function questionsOf(
  check: Check,
): readonly { readonly action: string; readonly resource: string; readonly question: Question }[] {
  switch (check.kind) {
    case "identity":
      return [];
    case "list": {
      const question = filled(check.url.value) ?? {
        kind: "list",
        query: { bucket: check.bucket, prefix: check.prefix },
      };
      return [{ action: "s3:ListBucket", resource: `arn:aws:s3:::${check.bucket}`, question }];
    }
    case "access":
      return check.resources.flatMap(({ value: resource }) =>
        check.actions.map(({ value: action }) => ({
          action,
          resource,
          question: filled(action) ?? filled(resource) ?? questionFor(action, resource),
        })),
      );
  }
}

/** Nothing with a placeholder is ever sent. */
function filled(text: string): Question | undefined {
  const [placeholder] = findPlaceholders(text);
  return placeholder && none(`${placeholder.text} is a placeholder that nothing fills.`);
}

/**
 * A live run only reads: of the many actions that a check may ask about, those with a harmless call are asked for real.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
function questionFor(action: string, resource: string): Question {
  const arn = parseArn(resource);
  const target = arn && arnResource(arn);
  if (/[*?]/.test(action) || (target !== undefined && /[*?]/.test(resource))) {
    return none(`${action} on ${resource} is a pattern; a call names one action and one resource.`);
  }
  switch (action.toLowerCase()) {
    case "s3:listbucket":
      return target?.kind === "bucket"
        ? { kind: "list", query: { bucket: target.bucket, prefix: "" } }
        : none(`s3:ListBucket is about a bucket, and ${resource} is none.`);
    case "s3:getobject":
      return target?.kind === "object"
        ? { kind: "read", query: { action: "s3:GetObject", bucket: target.bucket, key: target.key } }
        : none(`s3:GetObject is about an object, and ${resource} is none.`);
    case "s3:getbucketlocation":
      return ofBucket("s3:GetBucketLocation");
    case "s3:getbucketpolicy":
      return ofBucket("s3:GetBucketPolicy");
    default:
      return none(`${action} is not asked for real: a live run only lists and reads in S3.`);
  }

  function ofBucket(name: "s3:GetBucketLocation" | "s3:GetBucketPolicy"): Question {
    return target?.kind === "bucket"
      ? { kind: "read", query: { action: name, bucket: target.bucket } }
      : none(`${name} is about a bucket, and ${resource} is none.`);
  }
}

function none(reason: string): Question {
  return { kind: "none", reason };
}
