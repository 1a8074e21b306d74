import { parseArgs } from "node:util";
import { given } from "../core/profiles/setting.ts";
import { profileSession, type SessionPorts, type SessionWish } from "./profileSession.ts";

export interface CredentialsResult {
  readonly stdout: string;
  readonly stderr: string;
  /** 1 where there are no credentials, 2 where the command itself could not be carried out. */
  readonly exitCode: 0 | 1 | 2;
}

/**
 * `credentials [--profile NAME] [--fresh] [--verbose]`: the session of a profile's plan, written as a
 * `credential_process` does, so that any AWS tool can use what only we resolve. The one command that prints keys, and
 * only to standard output.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 */
export async function credentials(args: readonly string[], ports: SessionPorts): Promise<CredentialsResult> {
  const wish = optionsOf(args, given(ports.environment, "AWS_PROFILE") ?? "default");
  if ("problem" in wish) return ended(2, wish.problem);
  const session = await profileSession(wish, ports);
  if (session.kind === "ended") return ended(1, ...session.lines);
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = session.keys;
  const output = {
    Version: 1,
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: expiration,
  };
  return { ...ended(0, ...session.lines), stdout: `${JSON.stringify(output)}\n` };
}

function optionsOf(args: readonly string[], profile: string): SessionWish | { readonly problem: string } {
  try {
    return parseArgs({
      args: [...args],
      options: {
        profile: { type: "string", default: profile },
        fresh: { type: "boolean", default: false },
        verbose: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function ended(exitCode: CredentialsResult["exitCode"], ...lines: readonly string[]): CredentialsResult {
  return { stdout: "", stderr: lines.map((line) => `${line}\n`).join(""), exitCode };
}
