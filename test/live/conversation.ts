import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LiveRequest, LiveResult, Step } from "../../src/core/livePort.ts";
import type { CredentialSource, Endpoint, Hop, Plan } from "../../src/core/profiles/model.ts";
import type { Keys } from "../servers/radosgw.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/** Everything that a run said and asked, beside the request that makes it. */
export interface Conversation {
  readonly request: LiveRequest;
  readonly steps: Step[];
  readonly lines: string[];
  /** The devices whose code was asked for. */
  readonly asked: string[];
  cancel(): void;
}

export interface ConversationOptions {
  readonly source?: CredentialSource;
  readonly hops?: readonly Hop[];
  /** Where every call goes. */
  readonly endpoint: string;
  readonly s3Endpoint?: string;
  readonly region?: string;
  /** Keys for the profile `base`. */
  readonly keys?: Keys & { readonly sessionToken?: string };
  readonly config?: string;
  readonly mfaCode?: string | undefined;
  readonly askMfaCode?: LiveRequest["askMfaCode"];
  readonly onStep?: (step: Step) => void;
}

/** A request with its own `~/.aws` in a temporary folder. */
export function converse(options: ConversationOptions): Conversation {
  const folder = temporaryFolder();
  const files = { config: join(folder, "config"), credentials: join(folder, "credentials") };
  const { keys } = options;
  writeFileSync(files.config, options.config ?? "");
  writeFileSync(
    files.credentials,
    keys === undefined
      ? ""
      : `[base]\naws_access_key_id = ${keys.accessKeyId}\naws_secret_access_key = ${keys.secretAccessKey}\n${
          keys.sessionToken === undefined ? "" : `aws_session_token = ${keys.sessionToken}\n`
        }`,
    { mode: 0o600 },
  );
  const steps: Step[] = [];
  const lines: string[] = [];
  const asked: string[] = [];
  const controller = new AbortController();
  const region = options.region ?? "us-east-1";
  const sts: Endpoint = { region, url: options.endpoint };
  const plan: Plan = {
    profile: "base",
    source: options.source ?? { kind: "staticKeys", profile: "base", file: "credentials", session: false },
    hops: options.hops ?? [],
    sts,
    s3: { region, url: options.s3Endpoint ?? options.endpoint },
    iam: sts,
    notes: [],
    differences: [],
  };
  return {
    steps,
    lines,
    asked,
    cancel: () => {
      controller.abort();
    },
    request: {
      plan,
      files,
      signal: controller.signal,
      askMfaCode:
        options.askMfaCode ??
        ((hop) => {
          asked.push(hop.mfaSerial);
          return Promise.resolve(options.mfaCode);
        }),
      onStep: (step) => {
        steps.push(step);
        options.onStep?.(step);
      },
      log: (level, line) => {
        lines.push(`${level} ${line}`);
      },
    },
  };
}

/** One AssumeRole with nothing beside what the test gives. */
export function hopTo(roleArn: string, endpoint: string, more: Partial<Hop> = {}): Hop {
  return {
    kind: "assumeRole",
    roleArn,
    from: "profile 'base'",
    sessionName: "first-session",
    tags: {},
    transitiveTagKeys: [],
    sessionPolicyArns: [],
    sts: { region: "us-east-1", url: endpoint },
    ...more,
  };
}

/** The value of a result that must be one; the failure in full where it is none. */
export function valueOf<T>(result: LiveResult<T>): T {
  if (result.kind === "ok") return result.value;
  throw new Error(`expected a value, got ${JSON.stringify(result, undefined, 2)}`);
}

/** The failure of a result that must be one. */
export function failureOf<T>(result: LiveResult<T>) {
  if (result.kind === "failed") return result.failure;
  throw new Error(`expected a failure, got ${JSON.stringify(result, undefined, 2)}`);
}
