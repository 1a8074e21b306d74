import { arnResource, parseArn } from "../arn.ts";
import { actionCovers } from "../policy/actionPattern.ts";
import type { Policy, Statement } from "../policy/model.ts";
import type { Found } from "./candidates.ts";
import type { BucketCandidate } from "./model.ts";

/**
 * The buckets that the statements of a policy name, with the prefix under which their objects stand. A statement on
 * listing that is bound to `s3:prefix` gives these prefixes: listing the whole bucket is not what it allows.
 */
export function bucketsOf(policy: Policy, fill: (text: string) => string): Found<BucketCandidate>[] {
  return policy.statements.flatMap((statement) => {
    const prefixes = listPrefixes(statement).map(fill);
    return (statement.resource?.items ?? []).flatMap((item): Found<BucketCandidate>[] => {
      const arn = parseArn(fill(item.value));
      const resource = arn && arnResource(arn);
      // A Resource that begins with a wildcard names no bucket.
      if ((resource?.kind !== "bucket" && resource?.kind !== "object") || /^[*?]/.test(resource.bucket))
        return [];
      const ofBucket = prefixes.length === 0 ? [""] : prefixes;
      const under = resource.kind === "object" ? [fixedPart(resource.key)] : ofBucket;
      return under.map((prefix) => ({
        candidate: {
          bucket: resource.bucket,
          prefix,
          span: item.span,
          origin: `Resource of statement ${statement.sid === undefined ? statement.index + 1 : `'${statement.sid.value}'`}`,
        },
        around: [item.span, statement.span],
      }));
    });
  });
}

/** Values of `s3:prefix` that a listing must have. https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html */
function listPrefixes(statement: Statement): string[] {
  const lists = statement.action?.items.some(({ value }) => actionCovers(value, "s3:ListBucket")) === true;
  if (!lists || statement.effect?.value !== "Allow") return [];
  const values = statement.conditions
    .filter(({ operator, key }) => {
      const name = operator.value.replace(/^For(?:Any|All)Values?:/i, "").replace(/IfExists$/i, "");
      return key.value.toLowerCase() === "s3:prefix" && /^String(?:Equals|Like)$/i.test(name);
    })
    .flatMap(({ values: list }) => list.items.map(({ value }) => fixedPart(value)));
  return [...new Set(values)];
}

/** What stands before the first wildcard or variable. */
function fixedPart(key: string): string {
  return key.split(/[*?]|\$\{/, 1)[0] ?? "";
}
