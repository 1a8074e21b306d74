import type { SessionKeys } from "../livePort.ts";
import type { Plan } from "../profiles/model.ts";

/**
 * The variables that give a session to another program: keys, region, and the endpoint where the plan has its own.
 * https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
 */
export function sessionVariables(keys: SessionKeys, plan: Plan): Readonly<Record<string, string>> {
  const { region, url } = plan.sts;
  const variables: Record<string, string> = {
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
  };
  if (keys.sessionToken !== undefined) variables["AWS_SESSION_TOKEN"] = keys.sessionToken;
  // The AWS CLI reads no end from the environment, but shells' prompts and other tools do.
  if (keys.expiration !== undefined) variables["AWS_CREDENTIAL_EXPIRATION"] = keys.expiration;
  variables["AWS_REGION"] = region;
  variables["AWS_DEFAULT_REGION"] = region;
  const urls = {
    AWS_ENDPOINT_URL_STS: url,
    AWS_ENDPOINT_URL_S3: plan.s3.url,
    AWS_ENDPOINT_URL_IAM: plan.iam.url,
  };
  for (const [name, value] of Object.entries(urls)) if (value !== undefined) variables[name] = value;
  return variables;
}

/**
 * Variables that would lead another program to other credentials or another place than the session's. A profile is
 * among them: the JavaScript SDK prefers AWS_PROFILE to keys in the environment.
 */
const CONFLICTING = [
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_SESSION_TOKEN",
  "AWS_SECURITY_TOKEN",
  "AWS_CREDENTIAL_EXPIRATION",
  "AWS_ROLE_ARN",
  "AWS_ROLE_SESSION_NAME",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_ENDPOINT_URL",
  "AWS_ENDPOINT_URL_STS",
  "AWS_ENDPOINT_URL_S3",
  "AWS_ENDPOINT_URL_IAM",
] as const;

/** The names to unset beside `variables`. */
export function variablesToUnset(variables: Readonly<Record<string, string>>): string[] {
  return CONFLICTING.filter((name) => !Object.hasOwn(variables, name));
}

/** What tells that an environment already is a session: of another tool, or one of ours. */
export function sessionAround(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  for (const name of ["AWS_VAULT", "GRANTED_SSO", "AWSUME_PROFILE", "AWS_SESSION_TOKEN"]) {
    const value = environment[name];
    if (value === undefined || value === "") continue;
    return name === "AWS_SESSION_TOKEN" ? name : `${name}=${value}`;
  }
  return undefined;
}
