import type { CaBundle, Environment, Profile } from "./model.ts";
import { given, valueOf } from "./setting.ts";

/**
 * The certificates that are trusted in place of the usual ones, as the AWS CLI chooses them: the environment first, then
 * the profile in force.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html
 */
export function caBundleOf(
  profile: Pick<Profile, "name" | "settings"> | undefined,
  environment: Environment,
): CaBundle | undefined {
  const variable = given(environment, "AWS_CA_BUNDLE");
  if (variable !== undefined) return { path: variable, from: "AWS_CA_BUNDLE" };
  const path = profile === undefined ? undefined : valueOf(profile, "ca_bundle");
  return profile === undefined || path === undefined
    ? undefined
    : { path, from: `ca_bundle of profile '${profile.name}'` };
}

/** The bundle in words. */
export function describeCaBundle({ path, from }: CaBundle): string {
  return `only those of ${path} are trusted, from ${from}`;
}
