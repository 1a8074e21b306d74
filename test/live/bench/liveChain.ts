import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runOrThrow } from "../../../scripts/process/run.ts";
import { root } from "../../../scripts/repository.ts";
import type { LiveRequest, LiveResult } from "../../../src/core/livePort.ts";
import type { Endpoint, Hop, Plan } from "../../../src/core/profiles/model.ts";
import type { createLive as CreateLive } from "../../../src/live/live.ts";
import { startMoto, type Moto } from "../../servers/moto.ts";

/**
 * `liveChain.ts AWS`: AssumeRole, GetCallerIdentity and one listing against one local server, three times over: in a
 * process that has done it once, as the editor has; as a fresh `assume-role` process; and as the AWS CLI commands that
 * do the same. Prints the median of each in milliseconds, as JSON.
 */
const runs = 7;
const accountId = "111122223333";

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const aws = process.argv[2] ?? "aws";
  const moto = await startMoto();
  const home = mkdtempSync(join(tmpdir(), "assume-role-bench-"));
  try {
    const places = await furnish(moto, home);
    const warm = await warmChain(places);
    const fresh = await median(() => freshProcess(places));
    const cli = await median(() => threeCommands(aws, places));
    console.log(JSON.stringify({ warm, fresh, cli }));
  } finally {
    await moto.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

const configName = "bench.assume-role.json";

const readPolicy = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["sts:AssumeRole", "s3:ListBucket"], Resource: "*" }],
};

function trustPolicy(arn: string) {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: arn }, Action: "sts:AssumeRole" }],
  };
}

interface Places {
  readonly home: string;
  readonly endpoint: string;
  readonly roleArn: string;
  readonly files: LiveRequest["files"];
  readonly environment: NodeJS.ProcessEnv;
}

async function furnish(moto: Moto, home: string): Promise<Places> {
  const { endpoint } = moto;
  const account = await moto.account(accountId);
  const dev = await account.createUser("dev");
  const roleArn = await account.createRole("Reader", trustPolicy(dev.arn));
  await account.createBucket("bench-bucket");
  const files = { config: join(home, "config"), credentials: join(home, "credentials") };
  writeFileSync(
    files.config,
    `[profile base]\nregion = us-east-1\nendpoint_url = ${endpoint}\n[profile reader]\nregion = us-east-1\nendpoint_url = ${endpoint}\nrole_arn = ${roleArn}\nsource_profile = base\n`,
  );
  writeFileSync(join(home, "trust.json"), JSON.stringify(trustPolicy(dev.arn)));
  writeFileSync(join(home, "read.json"), JSON.stringify(readPolicy));
  writeFileSync(
    join(home, configName),
    JSON.stringify({
      version: 1,
      caller: { principal: dev.arn, profile: "base", policies: ["read.json"] },
      hops: [{ roleArn, trustPolicy: "trust.json", policies: ["read.json"], sessionName: "bench" }],
      buckets: [{ name: "bench-bucket", account: accountId, region: "us-east-1" }],
      checks: [
        { identity: `arn:aws:sts::${accountId}:assumed-role/Reader/bench` },
        { list: "s3://bench-bucket/", expect: "allow" },
      ],
    }),
  );
  writeFileSync(
    files.credentials,
    `[base]\naws_access_key_id = ${dev.accessKeyId}\naws_secret_access_key = ${dev.secretAccessKey}\n`,
    { mode: 0o600 },
  );
  const { PATH } = process.env;
  const environment = {
    PATH,
    HOME: home,
    AWS_CONFIG_FILE: files.config,
    AWS_SHARED_CREDENTIALS_FILE: files.credentials,
    AWS_EC2_METADATA_DISABLED: "true",
  };
  return { home, endpoint, roleArn, files, environment };
}

async function warmChain({ endpoint, roleArn, files }: Places): Promise<number> {
  // The bundle that the editor loads, not the sources.
  const { createLive } = (await import(pathToFileURL(join(root, "dist/live.js")).href)) as {
    createLive: typeof CreateLive;
  };
  const live = createLive();
  const sts: Endpoint = { region: "us-east-1", url: endpoint };
  const hop: Hop = {
    kind: "assumeRole",
    roleArn,
    from: "profile 'reader'",
    sessionName: "bench",
    tags: {},
    transitiveTagKeys: [],
    sessionPolicyArns: [],
    sts,
  };
  const plan: Plan = {
    profile: "reader",
    source: { kind: "staticKeys", profile: "base", file: "credentials", session: false },
    hops: [hop],
    sts,
    s3: sts,
    iam: sts,
    notes: [],
    differences: [],
  };
  const request: LiveRequest = {
    plan,
    files,
    signal: new AbortController().signal,
    askMfaCode: () => Promise.resolve(undefined),
    onStep: () => undefined,
    log: () => undefined,
  };
  const chain = async (): Promise<void> => {
    mustWork(await live.assumeRole(request));
    mustWork(await live.callerIdentity(request));
    mustWork(await live.listBucket(request, { bucket: "bench-bucket", prefix: "" }));
  };
  await chain();
  return median(chain);
}

function mustWork(result: LiveResult<unknown>): void {
  if (result.kind !== "ok") throw new Error(`the chain failed: ${JSON.stringify(result)}`);
}

async function freshProcess({ environment, home }: Places): Promise<void> {
  const cli = join(root, "dist/cli.js");
  await runOrThrow(process.execPath, [cli, "check", "--live", join(home, configName)], { env: environment });
}

async function threeCommands(aws: string, { environment, roleArn }: Places): Promise<void> {
  const assume = ["sts", "assume-role", "--role-arn", roleArn, "--role-session-name", "bench"];
  await runOrThrow(aws, [...assume, "--profile", "base"], { env: environment });
  await runOrThrow(aws, ["sts", "get-caller-identity", "--profile", "reader"], { env: environment });
  await runOrThrow(aws, ["s3", "ls", "s3://bench-bucket/", "--profile", "reader"], { env: environment });
}

async function median(work: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
}
