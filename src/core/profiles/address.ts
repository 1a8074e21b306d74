import { regionalAddress } from "../regionalAddress.ts";
import type { EndpointService } from "./endpoint.ts";

/** IAM has one endpoint in a partition. https://docs.aws.amazon.com/general/latest/gr/iam-service.html */
const iamHosts: readonly (readonly [string, string])[] = [
  ["cn-", "iam.cn-north-1.amazonaws.com.cn"],
  ["us-gov-", "iam.us-gov.amazonaws.com"],
  ["us-isob-", "iam.us-isob-east-1.sc2s.sgov.gov"],
  ["us-isof-", "iam.us-isof-south-1.csp.hci.ic.gov"],
  ["eu-isoe-", "iam.eu-isoe-west-1.cloud.adc-e.uk"],
  ["us-iso-", "iam.us-iso-east-1.c2s.ic.gov"],
  ["eusc-", "iam.eusc-de-east-1.amazonaws.eu"],
];

/** Where a service answers when no setting names an endpoint: what the SDK calls by itself. */
export function defaultAddress(service: EndpointService, region: string): string {
  if (service !== "iam") return regionalAddress(service, region);
  const host = iamHosts.find(([beginning]) => region.startsWith(beginning))?.[1] ?? "iam.amazonaws.com";
  return `https://${host}`;
}
