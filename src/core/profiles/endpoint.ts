import type { Endpoint, Environment, Profile, Profiles } from "./model.ts";
import { checkEndpointUrl } from "./roleRules.ts";
import { given, isTrue, valueOf } from "./setting.ts";

/** The services that are called, by their key in `[services]`; the variable is AWS_ENDPOINT_URL_ and the key in capitals. */
export type EndpointService = "sts" | "s3" | "iam";

export interface EndpointResult {
  readonly endpoint: Endpoint;
  /** True where the `[services]` section that the profile in force names would decide, and does not exist. */
  readonly missingServices: boolean;
  readonly notes: readonly string[];
}

/** Where a region comes from when nothing names one: the partition's main region. */
const defaultRegions: Readonly<Record<string, string>> = {
  aws: "us-east-1",
  "aws-cn": "cn-north-1",
  "aws-us-gov": "us-gov-west-1",
  "aws-iso": "us-iso-east-1",
  "aws-iso-b": "us-isob-east-1",
  "aws-iso-e": "eu-isoe-west-1",
  "aws-iso-f": "us-isof-south-1",
  "aws-eusc": "eusc-de-east-1",
};

/**
 * The region and the URL of one service's calls. The environment comes first, then the profile in force, then the
 * profile that asked for the hop. For the region: AWS_REGION, AWS_DEFAULT_REGION, `region`, else the main region of
 * the partition. For the URL: AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, the `[services]` section, `endpoint_url`;
 * none of them where AWS_IGNORE_CONFIGURED_ENDPOINT_URLS or `ignore_configured_endpoint_urls` is true.
 * The AWS CLI lets the profile in force decide for every hop and never looks at the nested one; here the nested one
 * fills the gaps.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html
 */
export function endpointFor(
  service: EndpointService,
  inForce: Profile | undefined,
  nested: Profile | undefined,
  profiles: Pick<Profiles, "services"> | undefined,
  environment: Environment,
  roleArn: string | undefined,
): EndpointResult {
  const notes: string[] = [];
  const region = regionFor(inForce, nested, environment, roleArn, notes);
  const url = urlFor(service, inForce, nested, profiles, environment);
  if (url === "missingServices") return { endpoint: { region }, missingServices: true, notes };
  return { endpoint: { region, ...url }, missingServices: false, notes };
}

function regionFor(
  inForce: Profile | undefined,
  nested: Profile | undefined,
  environment: Environment,
  roleArn: string | undefined,
  notes: string[],
): string {
  const fromSdk = given(environment, "AWS_REGION");
  const fromCli = given(environment, "AWS_DEFAULT_REGION");
  if (fromSdk !== undefined && fromCli !== undefined && fromSdk !== fromCli) {
    notes.push(
      `AWS_REGION (${fromSdk}) and AWS_DEFAULT_REGION (${fromCli}) differ: ${fromSdk} is used, botocore and older AWS CLIs take ${fromCli}.`,
    );
  } else if (
    fromSdk === undefined &&
    fromCli !== undefined &&
    inForce?.region !== undefined &&
    inForce.region !== fromCli
  ) {
    notes.push(
      `AWS_DEFAULT_REGION (${fromCli}) comes before the profile's region; the JavaScript SDK ignores it and uses ${inForce.region}.`,
    );
  }
  const region = fromSdk ?? fromCli ?? inForce?.region ?? nested?.region;
  if (region !== undefined) return region;
  const partition = roleArn?.split(":")[1] ?? "aws";
  const fallback = defaultRegions[partition] ?? "us-east-1";
  notes.push(`No region is set: ${fallback} is used. Set region in the profile, or AWS_REGION.`);
  return fallback;
}

function urlFor(
  service: EndpointService,
  inForce: Profile | undefined,
  nested: Profile | undefined,
  profiles: Pick<Profiles, "services"> | undefined,
  environment: Environment,
): "missingServices" | { readonly url: string; readonly urlFrom: string } | undefined {
  const ignore = given(environment, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");
  const ignoreInProfile =
    inForce === undefined ? undefined : valueOf(inForce, "ignore_configured_endpoint_urls");
  if (isTrue(ignore ?? ignoreInProfile)) return undefined;
  for (const variable of [`AWS_ENDPOINT_URL_${service.toUpperCase()}`, "AWS_ENDPOINT_URL"]) {
    const url = given(environment, variable);
    if (url !== undefined) return { url, urlFrom: variable };
  }
  if (inForce !== undefined) {
    const url = urlOfProfile(service, inForce, profiles);
    if (url !== undefined) return url;
  }
  if (nested === undefined || isTrue(valueOf(nested, "ignore_configured_endpoint_urls"))) return undefined;
  const url = urlOfProfile(service, nested, profiles);
  return url === "missingServices" || url === undefined || checkEndpointUrl(url.url) !== undefined
    ? undefined
    : url;
}

function urlOfProfile(
  service: EndpointService,
  profile: Profile,
  profiles: Pick<Profiles, "services"> | undefined,
): "missingServices" | { readonly url: string; readonly urlFrom: string } | undefined {
  const name = valueOf(profile, "services");
  const section = name === undefined ? undefined : profiles?.services.get(name);
  if (name !== undefined && section === undefined) return "missingServices";
  const ofService = section === undefined ? undefined : valueOf(section, `${service}.endpoint_url`);
  if (ofService !== undefined) {
    return {
      url: ofService,
      urlFrom: `${service} in [services ${section?.name ?? ""}] of profile '${profile.name}'`,
    };
  }
  const ofProfile = valueOf(profile, "endpoint_url");
  return ofProfile === undefined
    ? undefined
    : { url: ofProfile, urlFrom: `endpoint_url of profile '${profile.name}'` };
}
