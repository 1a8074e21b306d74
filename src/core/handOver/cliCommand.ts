import type { Hop, Plan } from "../profiles/model.ts";
import { shellWord, type Shell } from "./shellWord.ts";

/**
 * The AWS CLI command that does what the plan's last hop does, started from the profile before it; `get-caller-identity`
 * for a plan without a hop. It holds no secret: an MFA code stands as a word to replace. Undefined where the shell cannot
 * hold a value, or the AWS CLI has no command for the hop.
 * https://docs.aws.amazon.com/cli/latest/reference/sts/assume-role.html
 */
export function cliCommand(shell: Shell, plan: Plan): string | undefined {
  const hop = plan.hops.at(-1);
  const before = plan.hops.at(-2);
  if (hop === undefined || isOfProfile(hop))
    return join(shell, ["aws", "sts", "get-caller-identity", ...profile(plan), ...places(plan.sts)]);
  // The CLI walks the hops of a profile by itself; of those that a document adds it can make one.
  const words = before === undefined || isOfProfile(before) ? assumeRole(hop, plan) : undefined;
  return words === undefined ? undefined : join(shell, words);
}

/** A hop that the profile or the environment asks for, alone or with a document. */
function isOfProfile({ from }: Hop): boolean {
  return from.startsWith("profile '") || from === "AWS_ROLE_ARN";
}

function assumeRole(hop: Hop, plan: Plan): string[] | undefined {
  if (hop.kind !== "assumeRole") return undefined;
  const option = (name: string, value: string | number | undefined): string[] =>
    value === undefined ? [] : [name, String(value)];
  const tags = Object.entries(hop.tags);
  return [
    "aws",
    "sts",
    "assume-role",
    ...option("--role-arn", hop.roleArn),
    ...option("--role-session-name", hop.sessionName),
    ...option("--external-id", hop.externalId),
    ...option("--duration-seconds", hop.durationSeconds),
    ...option("--serial-number", hop.mfaSerial),
    ...(hop.mfaSerial === undefined ? [] : ["--token-code", "CODE"]),
    ...option("--source-identity", hop.sourceIdentity),
    ...(tags.length === 0 ? [] : ["--tags", JSON.stringify(tags.map(([Key, Value]) => ({ Key, Value })))]),
    ...(hop.transitiveTagKeys.length === 0 ? [] : ["--transitive-tag-keys", ...hop.transitiveTagKeys]),
    ...option("--policy", hop.sessionPolicy),
    ...(hop.sessionPolicyArns.length === 0
      ? []
      : ["--policy-arns", ...hop.sessionPolicyArns.map((arn) => `arn=${arn}`)]),
    ...profile(plan),
    ...places(hop.sts),
  ];
}

function profile(plan: Plan): string[] {
  return plan.profile === undefined ? [] : ["--profile", plan.profile];
}

function places({ region, url }: Plan["sts"]): string[] {
  return ["--region", region, ...(url === undefined ? [] : ["--endpoint-url", url])];
}

function join(shell: Shell, words: readonly string[]): string | undefined {
  const quoted: string[] = [];
  for (const word of words) {
    const text = shellWord(shell, word);
    if (text === undefined) return undefined;
    quoted.push(text);
  }
  return quoted.join(" ");
}
