import { parseArgs } from "node:util";
import type { CancelSignal, LiveFailure } from "../core/livePort.ts";
import { loadProfiles } from "../core/profiles/load.ts";
import type { Hop } from "../core/profiles/model.ts";
import { describePlan, planForProfile } from "../core/profiles/plan.ts";
import { given } from "../core/profiles/setting.ts";
import { awsFilePaths, readAwsFiles, type AwsFilePlaces } from "./awsFiles.ts";

/** Names the profiles whose credentials are being made, for the programs that are started on the way. */
export const underWay = "ASSUME_ROLE_CREDENTIALS_FOR";

/** What the command asks and tells beside its output. */
export interface CredentialsPorts extends AwsFilePlaces {
  readonly signal: CancelSignal;
  /** Asks on the terminal; undefined where there is none. */
  readonly askMfaCode: (question: string) => Promise<string | undefined>;
  /** Sets a variable of this process, for the programs that it starts. */
  readonly setVariable: (name: string, value: string) => void;
}

export interface CredentialsResult {
  readonly stdout: string;
  readonly stderr: string;
  /** 1 where there are no credentials, 2 where the command itself could not be carried out. */
  readonly exitCode: 0 | 1 | 2;
}

/**
 * `credentials [--profile NAME] [--verbose]`: runs the plan of a profile and writes its session as a `credential_process`
 * does, so that any AWS tool can use what only we resolve. The one command that prints keys, and only to standard output.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 */
export async function credentials(
  args: readonly string[],
  ports: CredentialsPorts,
): Promise<CredentialsResult> {
  const { environment } = ports;
  const options = optionsOf(args, given(environment, "AWS_PROFILE") ?? "default");
  if ("problem" in options) return ended(2, options.problem);
  const { profile, verbose } = options;
  const waiting = (environment[underWay] ?? "").split("\n").filter((name) => name !== "");
  if (waiting.includes(profile))
    return ended(
      1,
      `Profile '${profile}' asks for its own credentials: its credential_process ends here again.`,
    );
  const files = awsFilePaths(ports);
  const result = planForProfile(loadProfiles(readAwsFiles(files)), profile, environment);
  if (result.kind === "broken") return ended(1, ...result.problems.map(({ message }) => message));
  const { plan } = result;
  ports.setVariable(underWay, [...waiting, profile].join("\n"));
  const lines: string[] = verbose ? [...describePlan(plan)] : [];
  const { createLive } = await import("../live/live.ts");
  const live = createLive();
  try {
    const handed = await live.handOver({
      plan,
      files,
      signal: ports.signal,
      askMfaCode: (hop) => askCode(ports, hop),
      onStep: () => undefined,
      log: (_, line) => {
        if (verbose) lines.push(line);
      },
    });
    if (handed.kind === "cancelled") return ended(1, ...lines, "Cancelled: no MFA code was given.");
    if (handed.kind === "failed") return ended(1, ...lines, ...inWords(handed.failure));
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = handed.value.keys.reveal();
    const output = {
      Version: 1,
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: expiration,
    };
    return { ...ended(0, ...lines), stdout: `${JSON.stringify(output)}\n` };
  } finally {
    await live.close();
  }
}

/** Three tries at typing six digits; a code that AWS refuses is a failure, since it may be used up. */
async function askCode(
  { askMfaCode }: CredentialsPorts,
  { mfaSerial }: Hop & { readonly mfaSerial: string },
): Promise<string | undefined> {
  for (let tries = 0; tries < 3; tries++) {
    const code = await askMfaCode(`MFA code for ${mfaSerial}: `);
    if (code === undefined || /^\s*(\d\s*){6}$/.test(code)) return code;
  }
  return undefined;
}

function optionsOf(
  args: readonly string[],
  profile: string,
): { readonly profile: string; readonly verbose: boolean } | { readonly problem: string } {
  try {
    return parseArgs({
      args: [...args],
      options: {
        profile: { type: "string", default: profile },
        verbose: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function inWords({ headline, causes, fixes, serviceMessage }: LiveFailure): string[] {
  return [
    headline,
    ...(serviceMessage === undefined ? [] : [`  ${serviceMessage}`]),
    ...causes.map((cause) => `  - ${cause}`),
    ...fixes.map((fix) => `  > ${fix}`),
  ];
}

function ended(exitCode: CredentialsResult["exitCode"], ...lines: readonly string[]): CredentialsResult {
  return { stdout: "", stderr: lines.map((line) => `${line}\n`).join(""), exitCode };
}
