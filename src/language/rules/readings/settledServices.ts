/**
 * Services whose page in the Service Authorization Reference is complete, as far as the AWS managed policies show: no
 * policy of AWS itself contradicts it. Elsewhere a name, a resource or a key that the catalogue lacks may still exist.
 */
const settled: ReadonlySet<string> = new Set(["dynamodb", "iam", "lambda", "s3", "sns", "sqs", "sts"]);

export function isSettled(service: string): boolean {
  return settled.has(service.toLowerCase());
}
