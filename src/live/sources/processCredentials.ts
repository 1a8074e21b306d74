import { spawn, type ChildProcess } from "node:child_process";
import { homedir } from "node:os";
import type { CredentialSource } from "../../core/profiles/model.ts";
import { credentialsFrom, type Credentials } from "../credentials.ts";
import { errnoOf } from "../errorParts.ts";
import type { Run } from "../run.ts";
import { untilAborted } from "../run.ts";
import { commandWords } from "./commandWords.ts";
import { sourceFailure, type Given } from "./given.ts";

/** More than any JSON of credentials; a program that writes more is cut off. */
const LARGEST_OUTPUT = 1024 * 1024;

/**
 * Runs the plan's `credential_process` without a shell, as the AWS CLI does, and reads the JSON it writes. The SDK's own
 * provider cannot be used: it runs a shell, can be neither stopped nor given a time limit, and its errors carry what
 * the program wrote. Its standard error is dropped unread.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 */
export async function processCredentials(
  run: Run,
  source: Extract<CredentialSource, { kind: "process" }>,
): Promise<Given<Credentials>> {
  const started = Date.now();
  const command = commandWords(source.command, process.platform === "win32");
  if (command.kind === "bad")
    return sourceFailure("CredentialProcessFailed", { exit: `could not be started: ${command.why}` });
  const ended = await runProgram(command.words, run.signal, Math.min(run.limits.process, run.remaining()));
  if (ended === "aborted") return { kind: "cancelled" };
  const outcome = ended.kind === "exit" ? ended.how : "stopped: no answer in time";
  run.log(
    ended.kind === "exit" && ended.ok ? "info" : "warning",
    `credential_process ${outcome} ${Date.now() - started} ms`,
  );
  if (ended.kind === "timeout") return sourceFailure("CredentialProcessTimeout");
  if (!ended.ok) return sourceFailure("CredentialProcessFailed", { exit: ended.how });
  return readOutput(ended.output);
}

function readOutput(output: string): Given<Credentials> {
  const wrong = (message: string): Given<Credentials> =>
    sourceFailure("CredentialProcessOutput", { message });
  let data: unknown;
  try {
    data = JSON.parse(output);
  } catch {
    return wrong(
      output.trim() === "" ? "It wrote nothing to standard output." : "Its standard output is not JSON.",
    );
  }
  if (typeof data !== "object" || data === null) return wrong("Its standard output is not a JSON object.");
  const field = (name: string): unknown => (data as Readonly<Record<string, unknown>>)[name];
  const text = (name: string): string | undefined => {
    const value = field(name);
    return typeof value === "string" ? value : undefined;
  };
  if (field("Version") !== 1) return wrong('Its JSON has no "Version": 1.');
  const expires = text("Expiration");
  const expiration = expires === undefined ? undefined : new Date(expires);
  const credentials = credentialsFrom({
    accessKeyId: text("AccessKeyId"),
    secretAccessKey: text("SecretAccessKey"),
    sessionToken: text("SessionToken"),
    expiration,
  });
  if (credentials === undefined) return wrong("Its JSON has no AccessKeyId or no SecretAccessKey.");
  if (expiration !== undefined && Number.isNaN(expiration.getTime()))
    return wrong("Its Expiration is not an ISO 8601 time.");
  if (expiration !== undefined && expiration.getTime() <= Date.now())
    return sourceFailure("CredentialProcessExpired");
  return { kind: "ok", value: credentials };
}

type Ended =
  | { readonly kind: "exit"; readonly ok: boolean; readonly how: string; readonly output: string }
  | { readonly kind: "timeout" };

async function runProgram(
  [program = "", ...parameters]: readonly string[],
  signal: AbortSignal,
  limitMs: number,
): Promise<Ended | "aborted"> {
  const child = startProgram(program, parameters);
  if (child === undefined) return notStarted;
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<Ended>((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= LARGEST_OUTPUT) chunks.push(chunk);
      else killTree(child);
    });
    child.once("error", (error) => {
      resolve(errnoOf(error) === "ENOENT" ? { ...notStarted, how: notFound } : notStarted);
    });
    child.once("close", (code, ended) => {
      const how = code === null ? `ended by ${ended ?? "a signal"}` : `exit code ${code}`;
      resolve({ kind: "exit", ok: code === 0, how, output: Buffer.concat(chunks).toString("utf8") });
    });
    timer = setTimeout(() => {
      resolve({ kind: "timeout" });
    }, limitMs);
  });
  const result = await untilAborted(ended, signal);
  clearTimeout(timer);
  if (result === "aborted" || result.kind === "timeout") killTree(child);
  return result;
}

const notFound = "not found";
const notStarted = { kind: "exit", ok: false, how: "could not be started", output: "" } as const;

/**
 * In a group of its own, so that what the program starts ends with it; and in the home folder, so that a relative path
 * does not lead into whichever folder the editor was started in. Undefined for what Node refuses to start, such as a
 * batch file, which needs a shell.
 */
function startProgram(program: string, parameters: readonly string[]) {
  try {
    return spawn(program, parameters, {
      cwd: homedir(),
      stdio: ["ignore", "pipe", "ignore"],
      detached: process.platform !== "win32",
      windowsHide: true,
    });
  } catch {
    return undefined;
  }
}

/** The program and all it started. */
function killTree(child: ChildProcess): void {
  child.stdout?.destroy();
  if (child.pid === undefined) return;
  if (process.platform === "win32") {
    spawn("taskkill", ["/pid", String(child.pid), "/t", "/f"], { stdio: "ignore", windowsHide: true }).once(
      "error",
      () => child.kill(),
    );
    return;
  }
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}
