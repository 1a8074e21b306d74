import type { SessionKeys } from "../livePort.ts";
import type { Environment, Plan } from "../profiles/model.ts";
import { socketVariable, tokenVariable } from "../sharing/protocol.ts";

/**
 * The variables that give a session to another program: keys, region, and the endpoint where the plan has its own.
 * https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
 */
export function sessionVariables(keys: SessionKeys, plan: Plan): Readonly<Record<string, string>> {
  const variables: Record<string, string> = {
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
  };
  if (keys.sessionToken !== undefined) variables["AWS_SESSION_TOKEN"] = keys.sessionToken;
  // The AWS CLI reads no end from the environment, but shells' prompts and other tools do.
  if (keys.expiration !== undefined) variables["AWS_CREDENTIAL_EXPIRATION"] = keys.expiration;
  return { ...variables, ...placeVariables(plan) };
}

/** Region, and the endpoint where the plan has its own. */
function placeVariables(plan: Plan): Readonly<Record<string, string>> {
  const { region, url } = plan.sts;
  const variables: Record<string, string> = { AWS_REGION: region, AWS_DEFAULT_REGION: region };
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
  "AWS_CONTAINER_AUTHORIZATION_TOKEN",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
  "AWS_ENDPOINT_URL",
  "AWS_ENDPOINT_URL_STS",
  "AWS_ENDPOINT_URL_S3",
  "AWS_ENDPOINT_URL_IAM",
] as const;

/** The names to unset beside `variables`. */
export function variablesToUnset(variables: Readonly<Record<string, string>>): string[] {
  return CONFLICTING.filter((name) => !Object.hasOwn(variables, name));
}

/** Names the profile of an environment that is a session of ours: for a shell's prompt, and against nesting. */
export const sessionProfileVariable = "ASSUME_ROLE_PROFILE";

const signsOfSession = [
  sessionProfileVariable,
  "AWS_VAULT",
  "GRANTED_SSO",
  "AWSUME_PROFILE",
  "AWS_SESSION_TOKEN",
] as const;

/**
 * The environment of a program that gets this one session: what would lead it elsewhere is taken out, and the way to
 * ask the editor for other sessions too. `more` names variables to take out as well.
 */
export function environmentOfSession(
  keys: SessionKeys,
  plan: Plan,
  environment: Environment,
  more: readonly string[],
): Environment {
  return replaced(sessionVariables(keys, plan), plan, environment, more);
}

/**
 * The same where the keys are served on an address of this machine, so that they can be renewed. The SDKs ask there
 * after everything else: keys of the default profile would come first, so that no file is read (`noFile` is one
 * without a content).
 * https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html#credentialProviderChain
 */
export function environmentOfServedSession(
  { uri, token, noFile }: { readonly uri: string; readonly token: string; readonly noFile: string },
  plan: Plan,
  environment: Environment,
  more: readonly string[],
): Environment {
  const variables = {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: uri,
    AWS_CONTAINER_AUTHORIZATION_TOKEN: token,
    AWS_CONFIG_FILE: noFile,
    AWS_SHARED_CREDENTIALS_FILE: noFile,
    ...placeVariables(plan),
  };
  return replaced(variables, plan, environment, more);
}

function replaced(
  session: Readonly<Record<string, string>>,
  plan: Plan,
  environment: Environment,
  more: readonly string[],
): Environment {
  const variables = { ...session, [sessionProfileVariable]: plan.profile ?? "environment" };
  // Windows tells the names of variables from each other without case.
  const hidden = new Set([
    ...["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", ...CONFLICTING, ...signsOfSession],
    ...[...Object.keys(variables), socketVariable, tokenVariable, ...more],
  ]);
  const kept = Object.entries(environment).filter(([name]) => !hidden.has(name.toUpperCase()));
  return { ...Object.fromEntries(kept), ...variables };
}

/** What tells that an environment already is a session: of another tool, or one of ours. */
export function sessionAround(environment: Environment): string | undefined {
  for (const name of signsOfSession) {
    const value = environment[name];
    if (value === undefined || value === "") continue;
    return name === "AWS_SESSION_TOKEN" ? name : `${name}=${value}`;
  }
  return undefined;
}
