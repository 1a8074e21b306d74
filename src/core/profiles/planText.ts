import { parseArn } from "../arn.ts";
import type { CredentialSource, Hop, PlanResult, ProfileProblem, ProfileProblemCode } from "./model.ts";
import { defaultSessionName } from "./chaining.ts";
import { describeEndpoint, describeSource, visible } from "./plan.ts";

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

/**
 * A plan as a document to read before anything is called: where the first credentials come from, every hop with all
 * its parameters, where each call goes, and what other tools would do differently. No secret is in it. `name` is the
 * profile's; undefined for the environment.
 */
export function planText(name: string | undefined, result: PlanResult): string {
  const title = name === undefined ? "Plan of the environment" : `Plan of profile '${name}'`;
  const parts = result.kind === "plan" ? planParts(result) : brokenParts(result.problems);
  return `${[visible(title), "Nothing has been called.", "", ...parts].join("\n").trimEnd()}\n`;
}

function planParts({ plan, problems }: Extract<PlanResult, { kind: "plan" }>): string[] {
  const others = [
    ...problems.filter(({ code }) => disagreements.has(code)).map(({ message }) => message),
    ...sessionNames(plan.hops),
  ];
  const rest = problems.filter(({ code }) => !disagreements.has(code));
  return [
    ...part("First credentials", [describeSource(plan.source), ...needs(plan.source)]),
    ...plan.hops.flatMap((hop, index) => part(hopTitle(hop, index), hopRows(hop))),
    ...part("Calls with the session", [
      ...row("STS", describeEndpoint(plan.sts)),
      ...row("S3", describeEndpoint(plan.s3)),
      ...row("IAM", describeEndpoint(plan.iam)),
    ]),
    ...part("Notes", plan.notes),
    ...part("What the AWS CLI and the SDKs do differently", unique(others)),
    ...part("Problems", unique(rest.map(problemLine))),
  ];
}

function brokenParts(problems: readonly ProfileProblem[]): string[] {
  return part("No call can be made", unique(problems.map(problemLine)));
}

function problemLine({ severity, message }: ProfileProblem): string {
  return `${severity}: ${message}`;
}

/** What the user has to do, or what runs, before there are first credentials. */
function needs(source: CredentialSource): string[] {
  switch (source.kind) {
    case "sso":
      return [
        `Needs a sign-in that has not expired: aws sso login ${source.ssoSession === undefined ? `--profile ${source.profile}` : `--sso-session ${source.ssoSession}`}`,
      ];
    case "login":
      return [`Needs a sign-in that has not expired: aws login --profile ${source.profile}`];
    case "process":
      return ["Runs this program, without a shell."];
    case "webIdentityToken":
      return ["The token itself is sent with the first hop."];
    default:
      return [];
  }
}

function hopTitle(hop: Hop, index: number): string {
  const operation = hop.kind === "assumeRole" ? "AssumeRole" : "AssumeRoleWithWebIdentity";
  return `Hop ${index + 1}: ${operation} ${hop.roleArn}`;
}

function hopRows(hop: Hop): string[] {
  const tags = Object.entries(hop.tags).map(([key, value]) => `${key}=${value}`);
  return [
    ...row("asked for by", hop.from),
    ...row("account", parseArn(hop.roleArn)?.account),
    ...row("session name", hop.sessionName),
    ...row("duration", duration(hop.durationSeconds)),
    ...row("MFA device", hop.mfaSerial && `${hop.mfaSerial} (its six-digit code is asked for)`),
    ...row("external id", hop.externalId),
    ...row("source identity", hop.sourceIdentity),
    ...row("tags", tags.length === 0 ? undefined : tags.join(", ")),
    ...row("transitive", hop.transitiveTagKeys.length === 0 ? undefined : hop.transitiveTagKeys.join(", ")),
    ...row(
      "session policy",
      hop.sessionPolicy === undefined ? undefined : `${hop.sessionPolicy.length} characters`,
    ),
    ...row("policies", hop.sessionPolicyArns.length === 0 ? undefined : hop.sessionPolicyArns.join(", ")),
    ...row("STS", describeEndpoint(hop.sts)),
  ];
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
function duration(seconds: number | undefined): string {
  if (seconds === undefined) return "not sent: AWS gives 3600 s (1 h)";
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const words = [hours > 0 && `${hours} h`, minutes % 60 > 0 && `${minutes % 60} min`].filter(Boolean);
  return `${seconds} s${words.length === 0 ? "" : ` (${words.join(" ")})`}`;
}

/** Trust policies may test sts:RoleSessionName, so that a name that nobody set decides over access. */
function sessionNames(hops: readonly Hop[]): string[] {
  return hops.some(({ sessionName }) => sessionName === defaultSessionName)
    ? [
        `Where role_session_name is not set, the session name is ${defaultSessionName} here, botocore-session-TIME in the AWS CLI and aws-sdk-js-TIME in the JavaScript SDK.`,
      ]
    : [];
}

function row(label: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`${label.padEnd(14)}  ${value}`];
}

function part(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [visible(title), ...lines.map((line) => `  ${visible(line)}`), ""];
}

function unique(lines: readonly string[]): string[] {
  return [...new Set(lines)];
}
