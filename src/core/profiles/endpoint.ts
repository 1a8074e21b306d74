import type { Endpoint, Environment, Profile, Profiles } from "./model.ts";
import { checkEndpointUrl } from "./roleRules.ts";
import { given, isTrue, profileInWords, valueOf } from "./setting.ts";

/** The services that are called, by their key in `[services]`. */
export type EndpointService = "sts" | "s3" | "iam";

const urlVariables: Readonly<Record<EndpointService, string>> = {
  sts: "AWS_ENDPOINT_URL_STS",
  s3: "AWS_ENDPOINT_URL_S3",
  iam: "AWS_ENDPOINT_URL_IAM",
};

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
 * Finds the region and the URL of every call of one plan. The environment comes first, then the profile in force,
 * then the profile that asked for the hop. For the region: AWS_REGION, AWS_DEFAULT_REGION, `region`, else the main
 * region of the partition. For the URL: AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, the `[services]` section,
 * `endpoint_url`; none of them where AWS_IGNORE_CONFIGURED_ENDPOINT_URLS or `ignore_configured_endpoint_urls` is true.
 * The AWS CLI lets the profile in force decide for every hop and never looks at the nested one; here the nested one
 * fills the gaps.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html
 */
export class Endpoints {
  /** True where the `[services]` section that the profile in force names decided, and does not exist. */
  needsMissingSection = false;
  readonly #profiles: Pick<Profiles, "services"> | undefined;
  readonly #inForce: Profile | undefined;
  readonly #environment: Environment;
  readonly #notes: string[];
  readonly #region: ChosenRegion | undefined;
  readonly #ignored: boolean;

  constructor(
    profiles: Pick<Profiles, "services"> | undefined,
    inForce: Profile | undefined,
    environment: Environment,
    notes: string[],
  ) {
    this.#profiles = profiles;
    this.#inForce = inForce;
    this.#environment = environment;
    this.#notes = notes;
    this.#region = commonRegion(inForce, environment);
    const ignore =
      given(environment, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") ??
      (inForce === undefined ? undefined : valueOf(inForce, "ignore_configured_endpoint_urls"));
    this.#ignored = isTrue(ignore);
  }

  /** `nested` is the profile that asks for the hop, `roleArn` the role whose partition gives the last resort. */
  of(service: EndpointService, nested: Profile | undefined, roleArn: string | undefined): Endpoint {
    const region = this.#region ?? regionOf(nested) ?? { region: this.#defaultRegion(roleArn) };
    const url = this.#ignored ? undefined : this.#url(service, nested);
    return { ...region, ...url };
  }

  #defaultRegion(roleArn: string | undefined): string {
    const partition = roleArn?.split(":")[1] ?? "aws";
    const region = defaultRegions[partition] ?? "us-east-1";
    this.#notes.push(`No region is set: ${region} is used. Set region in the profile, or AWS_REGION.`);
    return region;
  }

  #url(service: EndpointService, nested: Profile | undefined): ConfiguredUrl | undefined {
    for (const variable of [urlVariables[service], "AWS_ENDPOINT_URL"]) {
      const url = given(this.#environment, variable);
      if (url !== undefined) return { url, urlFrom: variable };
    }
    if (this.#inForce !== undefined) {
      const url = this.#urlOf(service, this.#inForce);
      if (url === "missingServices") this.needsMissingSection = true;
      else if (url !== undefined) return url;
    }
    if (nested === undefined || nested === this.#inForce) return undefined;
    if (isTrue(valueOf(nested, "ignore_configured_endpoint_urls"))) return undefined;
    const url = this.#urlOf(service, nested);
    return url === "missingServices" || url === undefined || checkEndpointUrl(url.url) !== undefined
      ? undefined
      : url;
  }

  #urlOf(service: EndpointService, profile: Profile): ConfiguredUrl | "missingServices" | undefined {
    const name = valueOf(profile, "services");
    const section = name === undefined ? undefined : this.#profiles?.services.get(name);
    if (name !== undefined && section === undefined) return "missingServices";
    const ofService = section === undefined ? undefined : valueOf(section, `${service}.endpoint_url`);
    if (ofService !== undefined) {
      return {
        url: ofService,
        urlFrom: `${service} in [services ${section?.name ?? ""}] of ${profileInWords(profile)}`,
      };
    }
    const ofProfile = valueOf(profile, "endpoint_url");
    return ofProfile === undefined
      ? undefined
      : { url: ofProfile, urlFrom: `endpoint_url of ${profileInWords(profile)}` };
  }
}

interface ConfiguredUrl {
  readonly url: string;
  readonly urlFrom: string;
}

/** A region and what named it. */
type ChosenRegion = Pick<Endpoint, "region" | "regionFrom">;

/** The region that holds for every call. */
function commonRegion(inForce: Profile | undefined, environment: Environment): ChosenRegion | undefined {
  for (const variable of ["AWS_REGION", "AWS_DEFAULT_REGION"]) {
    const region = given(environment, variable);
    if (region !== undefined) return { region, regionFrom: variable };
  }
  return regionOf(inForce);
}

function regionOf(profile: Profile | undefined): ChosenRegion | undefined {
  return profile?.region === undefined
    ? undefined
    : { region: profile.region, regionFrom: profileInWords(profile) };
}
