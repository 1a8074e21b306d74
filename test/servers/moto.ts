import { execFile } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { startDaemon, waitUntilUp } from "../../scripts/process/daemon.ts";
import { freePort } from "../../scripts/process/freePort.ts";
import { onceMore } from "../../scripts/process/onceMore.ts";
import type { Keys, PolicyDocument } from "./radosgw.ts";

const run = promisify(execFile);

/** The server's own parts without the extras of `moto[server]`, which are for services that are not used here. */
const REQUIREMENTS = ["moto[s3]==5.2.5", "flask==3.1.3", "flask-cors==6.0.5", "werkzeug==3.1.9"];
const FOLDER = join(import.meta.dirname, "..", "..", ".vscode-test", "moto");

/** One account of moto. The access key decides which account a call is made in. */
export interface MotoAccount {
  readonly id: string;
  createUser(name: string): Promise<Keys & { readonly arn: string }>;
  putUserPolicy(userName: string, policyName: string, policy: PolicyDocument): Promise<void>;
  createRole(name: string, trustPolicy: PolicyDocument): Promise<string>;
  putRolePolicy(roleName: string, policyName: string, policy: PolicyDocument): Promise<void>;
  createBucket(name: string, region?: string): Promise<void>;
  putObject(bucket: string, key: string, body: string): Promise<void>;
}

export interface Moto {
  /** http://127.0.0.1:PORT, for every service. */
  readonly endpoint: string;
  /** An account's own administrator; made without authorization, so before it is turned on. */
  account(id: string): Promise<MotoAccount>;
  /**
   * Turns authorization on or off: on, moto checks signatures, identity policies and the trust policies of its own
   * account. https://docs.getmoto.org/en/latest/docs/iam.html
   */
  enforce(on: boolean): Promise<void>;
  /** Forgets everything. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export interface MotoOptions {
  readonly say?: (line: string) => void;
}

/** Starts moto's server on a free loopback port; installs it first into `.vscode-test/moto`. About a second. */
export async function startMoto(options: MotoOptions = {}): Promise<Moto> {
  const say = options.say ?? ((): void => undefined);
  const program = await installMoto(say);
  return onceMore("moto", say, () => startProgram(program, say));
}

async function startProgram(program: string, say: (line: string) => void): Promise<Moto> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const daemon = startDaemon("moto", program, ["-H", "127.0.0.1", "-p", String(port)]);
  const post = async (path: string, body?: string): Promise<void> => {
    const answer = await fetch(`${endpoint}/moto-api/${path}`, {
      method: "POST",
      ...(body === undefined ? {} : { body }),
    });
    if (!answer.ok) throw new Error(`moto answered ${answer.status} to ${path}`);
  };
  try {
    await waitUntilUp(daemon, () => answers(`${endpoint}/moto-api/data.json`), 120_000);
  } catch (error) {
    await daemon.stop(0);
    throw error;
  }
  say(`moto answers on ${endpoint}`);
  return {
    endpoint,
    account: (id) => openAccount(endpoint, id),
    enforce: (on) => post("reset-auth", on ? "0" : "inf"),
    reset: () => post("reset"),
    stop: () => daemon.stop(500),
  };
}

/** A virtual environment with the pinned version; made again when the version changes or the last try broke off. */
async function installMoto(say: (line: string) => void): Promise<string> {
  const bin = join(FOLDER, process.platform === "win32" ? "Scripts" : "bin");
  const marker = join(FOLDER, "installed");
  const wanted = REQUIREMENTS.join(" ");
  const program = join(bin, "moto_server");
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return program;
  say(`installing ${wanted}`);
  rmSync(FOLDER, { recursive: true, force: true });
  const python = process.platform === "win32" ? "python" : "python3";
  try {
    await run(python, ["-m", "venv", FOLDER]);
  } catch (error) {
    throw new Error("moto needs Python 3 with the venv module (Debian: python3-venv).", { cause: error });
  }
  try {
    await run(join(bin, "python"), ["-m", "pip", "install", "--quiet", ...REQUIREMENTS], {
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    throw new Error(`${wanted} cannot be installed with pip: is the package index in reach?`, {
      cause: error,
    });
  }
  writeFileSync(marker, wanted);
  return program;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    return false;
  }
}

async function openAccount(endpoint: string, id: string): Promise<MotoAccount> {
  const base = { endpoint, region: "us-east-1", maxAttempts: 1 };
  // Without authorization anybody may assume any role, and the session's key belongs to the role's account.
  const { Credentials: given } = await new STSClient({
    ...base,
    credentials: {
      accessKeyId: "AKIAIOSFODNN7EXAMPLE",
      secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    },
  }).send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${id}:role/administrator`, RoleSessionName: "tests" }),
  );
  if (
    given?.AccessKeyId === undefined ||
    given.SecretAccessKey === undefined ||
    given.SessionToken === undefined
  )
    throw new Error("moto gave no session");
  const client = {
    ...base,
    credentials: {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
    },
  };
  const iam = new IAMClient(client);
  return {
    id,
    createUser: async (name) => {
      await iam.send(new CreateUserCommand({ UserName: name }));
      const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
      if (key?.AccessKeyId === undefined || key.SecretAccessKey === undefined)
        throw new Error("moto gave no key");
      return {
        accessKeyId: key.AccessKeyId,
        secretAccessKey: key.SecretAccessKey,
        arn: `arn:aws:iam::${id}:user/${name}`,
      };
    },
    putUserPolicy: async (userName, policyName, policy) => {
      await iam.send(
        new PutUserPolicyCommand({
          UserName: userName,
          PolicyName: policyName,
          PolicyDocument: JSON.stringify(policy),
        }),
      );
    },
    createRole: async (name, trustPolicy) => {
      await iam.send(
        new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trustPolicy) }),
      );
      return `arn:aws:iam::${id}:role/${name}`;
    },
    putRolePolicy: async (roleName, policyName, policy) => {
      await iam.send(
        new PutRolePolicyCommand({
          RoleName: roleName,
          PolicyName: policyName,
          PolicyDocument: JSON.stringify(policy),
        }),
      );
    },
    createBucket: async (name, region = "us-east-1") => {
      await s3In(client, region).send(
        new CreateBucketCommand({
          Bucket: name,
          ...(region === "us-east-1"
            ? {}
            : { CreateBucketConfiguration: { LocationConstraint: region as "eu-west-1" } }),
        }),
      );
    },
    putObject: async (bucket, key, body) => {
      await s3In(client, "us-east-1").send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: Buffer.from(body) }),
      );
    },
  };
}

function s3In(
  client: { endpoint: string; credentials: Keys & { sessionToken: string } },
  region: string,
): S3Client {
  return new S3Client({ ...client, region, forcePathStyle: true });
}
