import { nearestName } from "../../../core/text/nearest.ts";

/** Any region code, of today and of tomorrow: `us-east-1`, `us-gov-west-1`, `us-isob-east-1`, `eusc-de-east-1`. */
const shape =
  /^[a-z]{2,4}(?:-[a-z]+)?-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d{1,2}$/;

/**
 * Names that stand for a region in requests and ARNs without being one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion
 */
const others: ReadonlySet<string> = new Set(["aws-global", "aws-cn-global", "aws-us-gov-global", "global"]);

/** For suggestions only; what is not here is no error. */
const known =
  "af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-central-1 ca-west-1 cn-north-1 cn-northwest-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 eusc-de-east-1 il-central-1 me-central-1 me-south-1 mx-central-1 sa-east-1 us-east-1 us-east-2 us-gov-east-1 us-gov-west-1 us-west-1 us-west-2".split(
    " ",
  );

export function isRegionCode(text: string): boolean {
  return shape.test(text) || others.has(text);
}

/** The region that a mistyped one most likely means. */
export function nearestRegion(text: string): string | undefined {
  return nearestName(text.replaceAll("_", "-"), known);
}
