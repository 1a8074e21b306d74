import { defaultSessionName } from "./chaining.ts";
import { isRoleProfile } from "./checkProfile.ts";
import type { Environment, Hop, Plan, PlanResult, Profile, ProfileProblemCode } from "./model.ts";
import { given, profileInWords } from "./setting.ts";

/** Problems that say what the AWS CLI and the JavaScript SDK do with a profile, each in its own way. */
const disagreements: ReadonlySet<ProfileProblemCode> = new Set<ProfileProblemCode>([
  "credentialSourceWithoutRole",
  "duplicateKey",
  "duplicateSection",
  "durationNotANumber",
  "emptyValue",
  "indentedKey",
  "inlineNote",
  "legacySecurityToken",
  "nameUnreachableInSdk",
  "roleSkipped",
  "sameProfileTwice",
  "severalCredentials",
  "ssoConflict",
  "tokenFromOtherFile",
  "twoSources",
  "upperCaseKey",
  "webIdentityWithSource",
]);

/** True for a problem that is told among the differences of tools, and not a second time. */
export function isDisagreement(code: ProfileProblemCode): boolean {
  return disagreements.has(code);
}

/**
 * Everything that the AWS CLI and the SDKs would do otherwise than a plan says, in sentences: what the environment and
 * the files make of it, and what follows from its hops and its source. It may hold any character, as a plan may.
 */
export function planDifferences({ plan, problems }: Extract<PlanResult, { kind: "plan" }>): string[] {
  return [
    ...new Set([
      ...problems.filter(({ code }) => disagreements.has(code)).map(({ message }) => message),
      ...plan.differences,
      ...ofDevices(plan.hops),
      ...ofProgram(plan.source),
      ...ofSessionNames(plan.hops),
      ...ofCaBundle(plan),
    ]),
  ];
}

/** What a profile and the environment it is used in make different. `roles` are the profiles that ask for the hops. */
export interface Situation {
  readonly inForce: Profile;
  readonly roles: readonly Profile[];
  readonly environment: Environment;
}

/**
 * Where the tools resolve a profile otherwise. Measured: botocore 1.43 and fromIni of @aws-sdk/credential-providers
 * 3.1169; `javascriptSdk.test.ts` and the botocore oracle hold both to it.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html
 */
export function profileDifferences(plan: Omit<Plan, "differences">, situation: Situation): string[] {
  return [
    ...ofEnvironmentCredentials(plan, situation),
    ...ofVariables(situation.environment, situation.inForce.region),
    ...ofStsRegion(plan.hops, situation),
    ...ofNested(plan.hops, situation),
    ...ofNoRegion(plan),
    ...ofEndpoint(plan.hops),
  ];
}

/** The same where no profile is in force. */
export function environmentDifferences(plan: Omit<Plan, "differences">, environment: Environment): string[] {
  return [...ofVariables(environment, undefined), ...ofNoRegion(plan)];
}

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html; the SDK's code knows neither name. */
function ofCaBundle({ caBundle }: Plan): string[] {
  return caBundle === undefined
    ? []
    : [
        "ca_bundle and AWS_CA_BUNDLE are not read by the SDK for JavaScript: Node.js trusts its own certificates and those of NODE_EXTRA_CA_CERTS.",
      ];
}

/** A variable is read by tools that are told their profile by AWS_PROFILE and not by an option. */
function ofEnvironmentCredentials(
  { source, hops }: Pick<Plan, "source" | "hops">,
  { inForce, environment }: Situation,
): string[] {
  // All use them: the default profile has nothing of its own.
  if (source.kind === "environment" && hops.length === 0) return [];
  if (given(environment, "AWS_ACCESS_KEY_ID") !== undefined) {
    return [
      `AWS_ACCESS_KEY_ID is set: in terminals the AWS CLI uses it even where AWS_PROFILE is '${inForce.name}', the JavaScript SDK uses the profile.`,
    ];
  }
  const token = given(environment, "AWS_WEB_IDENTITY_TOKEN_FILE");
  const role = given(environment, "AWS_ROLE_ARN");
  if (token === undefined || role === undefined || isRoleProfile(inForce)) return [];
  return [
    `AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN are set: where AWS_PROFILE is '${inForce.name}', the AWS CLI assumes ${role} instead, the JavaScript SDK uses the profile.`,
  ];
}

function ofVariables(environment: Environment, own: string | undefined): string[] {
  const fromSdk = given(environment, "AWS_REGION");
  const fromCli = given(environment, "AWS_DEFAULT_REGION");
  const python = fromCli ?? own;
  if (fromSdk !== undefined && fromCli !== undefined && fromSdk !== fromCli) {
    return [
      `AWS_REGION (${fromSdk}) and AWS_DEFAULT_REGION (${fromCli}) differ: ${fromSdk} is used, Python's boto3 takes ${fromCli}.`,
    ];
  }
  if (fromSdk === undefined && fromCli !== undefined && own !== fromCli) {
    return [
      `AWS_DEFAULT_REGION (${fromCli}) ${own === undefined ? "is used" : "comes before the profile's region"}; the JavaScript SDK ignores it and ${own === undefined ? "has no region" : `uses ${own}`}.`,
    ];
  }
  if (fromSdk !== undefined && python !== fromSdk) {
    return [
      `AWS_REGION (${fromSdk}) ${own === undefined ? "is used" : "comes before the profile's region"}; Python's boto3 does not read it and ${python === undefined ? "has no region" : `uses ${python}`}.`,
    ];
  }
  return [];
}

/** `fromIni` makes one STS client for the whole chain, in the region of the profile that it was asked for. */
function ofStsRegion(hops: readonly Hop[], { inForce, environment }: Situation): string[] {
  const chained = hops.filter(({ kind }) => kind === "assumeRole");
  const region = inForce.region ?? given(environment, "AWS_REGION") ?? "us-east-1";
  const others = new Set(chained.map(({ sts }) => sts.region).filter((used) => used !== region));
  if (others.size === 0) return [];
  return [
    `Roles are assumed in ${[...others].join(", ")} here; the JavaScript SDK calls STS in ${region} for ${chained.length === 1 ? "the role" : "every role of the chain"}.`,
  ];
}

/** What only a nested profile says, which the AWS CLI never asks where to call. */
function ofNested(hops: readonly Hop[], { inForce, roles }: Situation): string[] {
  return hops.flatMap((hop, index) => {
    const asking = roles[index];
    if (asking === undefined || asking === inForce) return [];
    const what = [
      hop.sts.regionFrom === profileInWords(asking) && "region",
      hop.sts.urlFrom?.endsWith(profileInWords(asking)) === true && "endpoint",
    ].filter((word) => word !== false);
    if (what.length === 0) return [];
    return [
      `Hop ${index + 1} takes its STS ${what.join(" and ")} from ${profileInWords(asking)}; the AWS CLI looks only at ${profileInWords(inForce)}.`,
    ];
  });
}

function ofNoRegion({ sts }: Pick<Plan, "sts">): string[] {
  if (sts.regionFrom !== undefined) return [];
  return [
    `Without a region the AWS CLI calls the global endpoints, such as https://sts.amazonaws.com, and clients of the JavaScript SDK stop with "Region is missing".`,
  ];
}

function ofEndpoint(hops: readonly Hop[]): string[] {
  const ofProfile = hops.some(({ sts: { urlFrom } }) => urlFrom?.includes("profile '") === true);
  return ofProfile
    ? [
        "The JavaScript SDK's fromIni follows the STS endpoint of a profile only where AWS_PROFILE names that profile; else it calls AWS.",
      ]
    : [];
}

/** https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html, "Using multi-factor authentication" */
function ofDevices(hops: readonly Hop[]): string[] {
  return hops.some(({ mfaSerial }) => mfaSerial !== undefined)
    ? [
        "The AWS CLI asks for an MFA code for each role and keeps the role's session in ~/.aws/cli/cache; the JavaScript SDK stops unless the program gives it an mfaCodeProvider.",
      ]
    : [];
}

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html */
function ofProgram(source: Plan["source"]): string[] {
  return source.kind === "process" && /[$`~|&;<>*?(){}!]/.test(source.command)
    ? [
        "The line of credential_process has signs that a shell reads: it runs in a shell in the JavaScript SDK; here and in the AWS CLI the program is started with them as they are.",
      ]
    : [];
}

/** Trust policies may test sts:RoleSessionName, so that a name that nobody set decides over access. */
function ofSessionNames(hops: readonly Hop[]): string[] {
  const unnamed = hops.filter(({ sessionName }) => sessionName === defaultSessionName);
  if (unnamed.length === 0) return [];
  const web = unnamed.some(({ kind }) => kind === "assumeRoleWithWebIdentity");
  return [
    `Where role_session_name is not set, the session name is ${defaultSessionName} here, botocore-session-TIME in the AWS CLI and aws-sdk-js-TIME in the JavaScript SDK${web ? " (with a web identity token: AWS_ROLE_SESSION_NAME, else aws-sdk-js-session-TIME)" : ""}.`,
  ];
}
