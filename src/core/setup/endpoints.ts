import { defaultAddress } from "../profiles/address.ts";
import type { EndpointService } from "../profiles/endpoint.ts";
import { planForProfile } from "../profiles/plan.ts";
import type { Endpoint, Environment, Profile, Profiles } from "../profiles/model.ts";

/** How many are asked at once; a thousand profiles rarely call more than a handful. */
export const mostAtOnce = 12;

/** An address that is called, and the profiles whose plans call it. */
export interface CalledEndpoint {
  readonly address: string;
  readonly profiles: readonly Profile[];
}

/**
 * The addresses that the plans of all profiles call: STS of every hop, then S3 and IAM of those with an endpoint of
 * their own. No two equal; no name or password in them.
 */
export function endpointsOf(profiles: Profiles, environment: Environment): readonly CalledEndpoint[] {
  const found = new Map<string, Set<Profile>>();
  for (const profile of profiles.profiles) {
    const result = planForProfile(profiles, profile.name, environment);
    if (result.kind === "broken") continue;
    const { plan } = result;
    const add = (service: EndpointService, { url, region }: Endpoint): void => {
      const address = url === undefined ? defaultAddress(service, region) : originOf(url);
      if (address === undefined) return;
      const users = found.get(address);
      if (users === undefined) found.set(address, new Set([profile]));
      else users.add(profile);
    };
    for (const hop of plan.hops) add("sts", hop.sts);
    add("sts", plan.sts);
    if (plan.s3.url !== undefined) add("s3", plan.s3);
    if (plan.iam.url !== undefined) add("iam", plan.iam);
  }
  return [...found].map(([address, users]) => ({ address, profiles: [...users] }));
}

/** Scheme, host and port of a URL; undefined where it has none. */
function originOf(url: string): string | undefined {
  const match = /^(https?:\/\/)(?:[^/?#]*@)?([^/?#@\s]+)/i.exec(url);
  return match === null ? undefined : `${match[1] ?? ""}${match[2] ?? ""}`;
}
