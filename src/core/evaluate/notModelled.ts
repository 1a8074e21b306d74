import type { DecisionRequest } from "./model.ts";

/**
 * What of AWS's own decision about this request is left out here, one noun phrase each, to be shown beside a simulated
 * decision.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#access_policy-types
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-management.html
 */
export function notModelled({ action, principal, policies }: DecisionRequest): string[] {
  const [service = ""] = action.toLowerCase().split(":");
  const left = ["policies of VPC endpoints"];
  if (service === "s3") left.push("access control lists, access points and Block Public Access of S3");
  if (service === "kms") left.push("grants of KMS keys");
  if (action.toLowerCase().startsWith("sts:assumerole")) {
    left.push("whether caller and role exist, and the packed size of session policies and tags");
  }
  if ("account" in principal && policies.serviceControl === undefined) {
    left.push("service control policies, of which none is given");
  }
  if (policies.resourceControl === undefined) left.push("resource control policies, of which none is given");
  return left;
}
