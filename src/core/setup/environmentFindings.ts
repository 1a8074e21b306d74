import { nearestName } from "../text/nearest.ts";
import { given } from "../profiles/setting.ts";
import type { SetupFacts, SetupFinding } from "./model.ts";

/**
 * Variables that decide in place of the files. Names and harmless values are told, keys never.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html
 */
export function environmentFindings({ environment, profiles, paths }: SetupFacts): SetupFinding[] {
  const findings: SetupFinding[] = [];
  const add = (code: SetupFinding["code"], severity: SetupFinding["severity"], message: string): void => {
    findings.push({ code, severity, message });
  };
  const isSet = (name: string): boolean => given(environment, name) !== undefined;
  if (isSet("AWS_ACCESS_KEY_ID")) {
    add(
      "environmentHidesProfiles",
      "warning",
      "AWS_ACCESS_KEY_ID is set: the AWS CLI and most SDKs use the keys of the environment even where AWS_PROFILE names a profile. Here the profile is used.",
    );
    if (!isSet("AWS_SECRET_ACCESS_KEY")) {
      add(
        "environmentHidesProfiles",
        "error",
        "AWS_ACCESS_KEY_ID is set without AWS_SECRET_ACCESS_KEY: tools stop there. Set both or none.",
      );
    }
  } else if (isSet("AWS_WEB_IDENTITY_TOKEN_FILE") && isSet("AWS_ROLE_ARN")) {
    add(
      "environmentHidesProfiles",
      "warning",
      "AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN are set: tools that are told no profile assume that role.",
    );
  }
  for (const variable of ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"]) {
    const name = given(environment, variable);
    if (name === undefined || profiles.byName.has(name)) continue;
    const near = nearestName(name, profiles.byName.keys());
    add(
      "environmentNamesMissingProfile",
      "error",
      `${variable} is '${name}', and there is no such profile.${near === undefined ? "" : ` Did you mean '${near}'?`}`,
    );
  }
  const [named, older] = [given(environment, "AWS_PROFILE"), given(environment, "AWS_DEFAULT_PROFILE")];
  if (named !== undefined && older !== undefined && named !== older) {
    add(
      "environmentNamesTwoProfiles",
      "warning",
      `AWS_PROFILE is '${named}' and AWS_DEFAULT_PROFILE is '${older}': the SDKs take the first, Python's boto3 and the AWS CLI version 1 the second. Unset one.`,
    );
  }
  if (isSet("AWS_SESSION_TOKEN") && !isSet("AWS_ACCESS_KEY_ID")) {
    add(
      "environmentHidesProfiles",
      "information",
      "AWS_SESSION_TOKEN is set without AWS_ACCESS_KEY_ID: tools ignore it. Unset it.",
    );
  }
  const [region, cliRegion] = [given(environment, "AWS_REGION"), given(environment, "AWS_DEFAULT_REGION")];
  if (region !== undefined && cliRegion !== undefined && region !== cliRegion) {
    add(
      "environmentRegionsDiffer",
      "warning",
      `AWS_REGION is ${region} and AWS_DEFAULT_REGION is ${cliRegion}: the AWS CLI and the SDKs take the first, Python's boto3 the second. Unset one.`,
    );
  }
  for (const [variable, file] of [
    ["AWS_CONFIG_FILE", paths.config],
    ["AWS_SHARED_CREDENTIALS_FILE", paths.credentials],
  ] as const) {
    if (isSet(variable)) add("environmentSetsFile", "information", `${variable} is set: ${file} is read.`);
  }
  const endpoints = Object.keys(environment).filter(
    (name) => /^AWS_ENDPOINT_URL(_|$)/.test(name) && isSet(name),
  );
  if (endpoints.length > 0) {
    add(
      "environmentSetsEndpoint",
      "information",
      `${endpoints.sort().join(", ")} ${endpoints.length === 1 ? "is" : "are"} set: calls go there and not to AWS.`,
    );
  }
  return findings;
}
