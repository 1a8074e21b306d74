import { parseArn } from "../arn.ts";
import { visible } from "../text/visible.ts";
import { defaultAddress } from "./address.ts";
import { describeCaBundle } from "./caBundle.ts";
import { isDisagreement, planDifferences } from "./differences.ts";
import type { EndpointService } from "./endpoint.ts";
import { withoutPassword } from "./endpointText.ts";
import type { CredentialSource, Endpoint, Hop, PlanResult, ProfileProblem } from "./model.ts";
import { describeSource, hopOperations } from "./plan.ts";
import { longestChainedSession } from "./roleRules.ts";

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

function planParts(result: Extract<PlanResult, { kind: "plan" }>): string[] {
  const { plan, problems } = result;
  const rest = problems.filter(({ code }) => !isDisagreement(code));
  return [
    ...part("First credentials", [describeSource(plan.source), ...needs(plan.source)]),
    ...plan.hops.flatMap((hop, index) => part(hopTitle(hop, index), hopRows(hop, index, plan.source))),
    ...part("Calls with the session", [
      ...row("STS", address("sts", plan.sts)),
      ...row("S3", address("s3", plan.s3)),
      ...row("IAM", address("iam", plan.iam)),
      ...row("region", region(plan.sts)),
    ]),
    ...part("Certificates", plan.caBundle === undefined ? [] : [describeCaBundle(plan.caBundle)]),
    ...part("Notes", plan.notes),
    ...part("What the AWS CLI and the SDKs do differently", planDifferences(result)),
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
        `SSO region ${source.region}.`,
        `Needs a sign-in that has not expired: aws sso login ${source.ssoSession === undefined ? `--profile ${source.profile}` : `--sso-session ${source.ssoSession}`}`,
      ];
    case "login":
      return [`Needs a sign-in that has not expired: aws login --profile ${source.profile}`];
    case "process":
      return ["Runs this program without a shell, in the home folder."];
    case "webIdentityToken":
      return ["The token itself is sent with the first hop."];
    default:
      return [];
  }
}

function hopTitle(hop: Hop, index: number): string {
  return `Hop ${index + 1}: ${hopOperations[hop.kind]} ${hop.roleArn}`;
}

function hopRows(hop: Hop, index: number, source: CredentialSource): string[] {
  const tags = Object.entries(hop.tags).map(([key, value]) => `${key}=${value}`);
  return [
    ...row("asked for by", hop.from),
    ...row("account", parseArn(hop.roleArn)?.account),
    ...row("session name", hop.sessionName),
    ...row("duration", duration(hop.durationSeconds)),
    ...row("MFA device", hop.mfaSerial),
    ...row("", hop.mfaSerial === undefined ? undefined : whenAsked(index, source)),
    ...row("external id", hop.externalId),
    ...row("source identity", hop.sourceIdentity),
    ...row("tags", tags.length === 0 ? undefined : tags.join(", ")),
    ...row("transitive", hop.transitiveTagKeys.length === 0 ? undefined : hop.transitiveTagKeys.join(", ")),
    ...row(
      "session policy",
      hop.sessionPolicy === undefined ? undefined : `${hop.sessionPolicy.length} characters`,
    ),
    ...row("policies", hop.sessionPolicyArns.length === 0 ? undefined : hop.sessionPolicyArns.join(", ")),
    ...row("STS", address("sts", hop.sts)),
    ...row("region", region(hop.sts)),
  ];
}

/** As `live/establish` does it: keys of a user get one session for all roles of the device. */
function whenAsked(index: number, source: CredentialSource): string {
  const usersKeys = "session" in source && !source.session;
  return index === 0 && usersKeys
    ? "its six-digit code is asked for once: GetSessionToken gives 12 h for every role of this device"
    : "its six-digit code is asked for and sent with this call";
}

/** Where a call goes; the name and password that a URL may carry are left out. */
function address(service: EndpointService, { region: inRegion, url, urlFrom }: Endpoint): string {
  if (url === undefined) return defaultAddress(service, inRegion);
  return `${withoutPassword(url)}${urlFrom === undefined ? "" : `, from ${urlFrom}`}`;
}

function region({ region: name, regionFrom }: Endpoint): string {
  return `${name}, ${regionFrom === undefined ? "since nothing names one" : `from ${regionFrom}`}`;
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
function duration(seconds: number | undefined): string {
  if (seconds === undefined) return "not sent: AWS gives 3600 s (1 h)";
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const words = [hours > 0 && `${hours} h`, minutes % 60 > 0 && `${minutes % 60} min`].filter(Boolean);
  const limit =
    seconds > longestChainedSession
      ? ", where the role allows it: MaxSessionDuration is 1 h unless raised"
      : "";
  return `${seconds} s${words.length === 0 ? "" : ` (${words.join(" ")})`}${limit}`;
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
