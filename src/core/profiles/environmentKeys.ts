import type { Environment } from "./model.ts";
import { given } from "./setting.ts";

/**
 * What keys in the environment mean beside the profiles, in a sentence; undefined where there are none, or where nothing
 * competes. `inForce` is the profile that is used here. Other tools prefer the keys:
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html
 */
export function environmentKeys(
  environment: Environment,
  inForce: string,
  hasProfiles: boolean,
): string | undefined {
  if (given(environment, "AWS_ACCESS_KEY_ID") === undefined) return undefined;
  if (!hasProfiles) return "Calls use the keys of the environment (AWS_ACCESS_KEY_ID).";
  const variable = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"].find(
    (name) => given(environment, name) !== undefined,
  );
  return variable === undefined
    ? undefined
    : `AWS_ACCESS_KEY_ID and ${variable} are both set: the AWS CLI uses the keys, here profile '${inForce}' is used.`;
}
