import { execFile, execFileSync } from "node:child_process";
import { createHmac, randomBytes, randomInt, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  IAMClient,
  CreateRoleCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAssumeRolePolicyCommand,
  DeleteRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { removeFolderAtExit } from "../../scripts/process/atExit.ts";
import { startDaemon, waitUntilUp, type Daemon } from "../../scripts/process/daemon.ts";
import { freePorts } from "../../scripts/process/freePort.ts";

const run = promisify(execFile);

/** The Debian and Ubuntu packages that bring every program used here. */
const PACKAGES = ["radosgw", "ceph-mon", "ceph-osd", "ceph-common"];
const PROGRAMS = ["radosgw", "radosgw-admin", "ceph", "ceph-mon", "ceph-osd", "monmaptool"];

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A policy document as the tests write it. */
export type PolicyDocument = Readonly<Record<string, unknown>>;

/**
 * One account of the server: a tenant of twelve digits, which Ceph writes where AWS writes the account in an ARN.
 * https://docs.ceph.com/en/pacific/radosgw/multitenancy/
 */
export interface RadosgwAccount {
  readonly id: string;
  /** Keys that may do everything in this account. */
  readonly admin: Keys;
  /** Makes a user with its own keys (random where none are given); its ARN is arn:aws:iam::ACCOUNT:user/NAME. */
  createUser(name: string, keys?: Keys): Promise<Keys & { readonly arn: string }>;
  /** Makes a role; the server enforces its trust policy at AssumeRole. */
  createRole(name: string, trustPolicy: PolicyDocument): Promise<string>;
  updateTrustPolicy(roleName: string, trustPolicy: PolicyDocument): Promise<void>;
  putRolePolicy(roleName: string, policyName: string, policy: PolicyDocument): Promise<void>;
  deleteRolePolicy(roleName: string, policyName: string): Promise<void>;
  putUserPolicy(userName: string, policyName: string, policy: PolicyDocument): Promise<void>;
  createBucket(name: string): Promise<void>;
  putObject(bucket: string, key: string, body: string): Promise<void>;
  putBucketPolicy(bucket: string, policy: PolicyDocument): Promise<void>;
  deleteBucketPolicy(bucket: string): Promise<void>;
}

export interface Radosgw {
  /** http://127.0.0.1:PORT, for S3, STS and IAM alike. */
  readonly endpoint: string;
  /** A new account; a random number where none is given. An account can be made once. */
  createAccount(id?: string): Promise<RadosgwAccount>;
  stop(): Promise<void>;
}

export interface RadosgwOptions {
  /** Told what is being done, for a program that shows it. */
  readonly say?: (line: string) => void;
}

/**
 * Starts a Ceph object gateway (with the one monitor and the one in-memory store it needs) on free loopback ports in
 * a temporary folder; installs the packages first where that is possible. Two to three seconds once installed.
 * Fails with what is missing where a machine cannot run it.
 */
export async function startRadosgw(options: RadosgwOptions = {}): Promise<Radosgw> {
  const say = options.say ?? ((): void => undefined);
  await installRadosgw(say);
  for (let left = ATTEMPTS - 1; ; left--) {
    try {
      return await bringUp(say);
    } catch (error) {
      if (left === 0) throw error;
      // On a busy machine the monitor may answer a command before it is ready for it; a new cluster costs two seconds.
      say(
        `radosgw did not start and is started again: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}

/** How often a cluster is made anew before the failure is the caller's. */
const ATTEMPTS = 3;

async function bringUp(say: (line: string) => void): Promise<Radosgw> {
  const [gatewayPort, monitorPort] = await freePorts(2);
  if (gatewayPort === undefined || monitorPort === undefined) throw new Error("no free port");
  const folder = mkdtempSync(join(tmpdir(), "assume-role-radosgw-"));
  removeFolderAtExit(folder);
  const daemons: Daemon[] = [];
  const stop = async (): Promise<void> => {
    for (const daemon of [...daemons].reverse()) await daemon.stop(500);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const keys = await startCluster(folder, gatewayPort, monitorPort, daemons);
    const endpoint = `http://127.0.0.1:${gatewayPort}`;
    say(`radosgw answers on ${endpoint}`);
    return {
      endpoint,
      createAccount: (id = randomAccountId()) => createAccount(endpoint, keys, id),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Installs what is missing; on a machine where that cannot be done, says what to install. */
async function installRadosgw(say: (line: string) => void): Promise<void> {
  const missing = PROGRAMS.filter((program) => !isOnPath(program));
  if (missing.length === 0) return;
  const wish = `install the packages ${PACKAGES.join(", ")}`;
  if (process.platform !== "linux" || !isOnPath("apt-get"))
    throw new Error(`radosgw needs Linux with ${missing.join(", ")}: ${wish} (Debian or Ubuntu names).`);
  const prefix = process.getuid?.() === 0 ? [] : canSudo() ? ["sudo", "-n"] : undefined;
  if (prefix === undefined)
    throw new Error(
      `${missing.join(", ")} are missing and may not be installed from here (not root, no passwordless sudo): ${wish}.`,
    );
  say(`installing ${PACKAGES.join(", ")}`);
  // Another apt may be at work on a fresh machine, and a mirror may fail once.
  const patient = ["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"];
  const apt = async (...args: readonly string[]): Promise<void> => {
    const [file = "", ...rest] = [
      ...prefix,
      "env",
      "DEBIAN_FRONTEND=noninteractive",
      "apt-get",
      ...patient,
      ...args,
    ];
    await run(file, rest, { maxBuffer: 64 * 1024 * 1024 });
  };
  await apt("update", "-qq");
  await apt("install", "-y", "-qq", "--no-install-recommends", ...PACKAGES);
}

function isOnPath(program: string): boolean {
  try {
    execFileSync("sh", ["-c", 'command -v "$1"', "sh", program], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function canSudo(): boolean {
  try {
    execFileSync("sudo", ["-n", "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Monitor, store, gateway, in this order; answers the keys of a user who may make users. */
async function startCluster(
  folder: string,
  gatewayPort: number,
  monitorPort: number,
  daemons: Daemon[],
): Promise<Keys> {
  for (const name of ["mon", "osd", "log", "run"]) mkdirSync(join(folder, name));
  const fsid = randomUUID();
  const conf = join(folder, "ceph.conf");
  writeFileSync(conf, clusterConfig(folder, fsid, gatewayPort, monitorPort));
  // The caller's own Ceph settings must not reach this cluster.
  const env = { CEPH_CONF: conf, CEPH_ARGS: "" };
  const exec = async (file: string, ...args: readonly string[]): Promise<string> =>
    (await run(file, args, { env: { ...process.env, ...env }, timeout: 120_000 })).stdout.trim();
  const ceph = (...args: readonly string[]): Promise<string> =>
    exec("ceph", "-c", conf, "--connect-timeout", "60", ...args);
  const start = (name: string, ...args: readonly string[]): Daemon => {
    const daemon = startDaemon(name, name, ["-c", conf, ...args, "-f"], { env: { ...process.env, ...env } });
    daemons.push(daemon);
    return daemon;
  };

  const monmap = join(folder, "monmap");
  await exec(
    "monmaptool",
    "--create",
    "--clobber",
    "--fsid",
    fsid,
    "--addv",
    "a",
    `[v1:127.0.0.1:${monitorPort}]`,
    monmap,
  );
  await exec("ceph-mon", "-c", conf, "-i", "a", "--mkfs", "--monmap", monmap);
  start("ceph-mon", "-i", "a");

  const osd = randomUUID();
  const id = await ceph("osd", "new", osd);
  await exec("ceph-osd", "-c", conf, "--no-mon-config", "-i", id, "--mkfs", "--osd-uuid", osd);
  await ceph("osd", "crush", "add", `osd.${id}`, "1.0", "host=localhost", "root=default");
  start("ceph-osd", "--no-mon-config", "-i", id);

  // Neither waits for the other: the gateway and the first user both wait for the store by themselves.
  const gateway = start("radosgw", "--no-mon-config", "-n", "client.rgw.a");
  const keys = randomKeys();
  await waitUntilUp(gateway, () => answers(`http://127.0.0.1:${gatewayPort}/`), 120_000);
  await exec(
    "radosgw-admin",
    "-c",
    conf,
    "--admin-socket=",
    "-n",
    "client.admin",
    "user",
    "create",
    "--uid",
    "operator",
    "--display-name",
    "operator",
    "--access-key",
    keys.accessKeyId,
    "--secret-key",
    keys.secretAccessKey,
    "--caps",
    "users=*",
  );
  return keys;
}

function clusterConfig(folder: string, fsid: string, gatewayPort: number, monitorPort: number): string {
  return `[global]
fsid = ${fsid}
mon_host = [v1:127.0.0.1:${monitorPort}]
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_msgr2 = false
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
auth_allow_insecure_global_id_reclaim = true
run_dir = ${folder}/run
admin_socket = ${folder}/run/$name.asok
log_file = ${folder}/log/$name.log
crash_dir = ${folder}/log
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 1
osd_pool_default_pgp_num = 1
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_warn_on_pool_no_redundancy = false
mon_max_pg_per_osd = 1000
mon_osd_min_down_reporters = 1
[mon]
mon_data = ${folder}/mon
mon_data_avail_crit = 0
mon_data_avail_warn = 1
paxos_propose_interval = 0.02
paxos_min_wait = 0.01
[osd]
# Without authentication the store may send its first command before it has learnt the cluster's fsid, is answered
# 'wrong fsid' and ends. So it reads the fsid from the file and sends no command while starting.
monmap = ${folder}/monmap
osd_class_update_on_start = false
osd_crush_update_on_start = false
osd_data = ${folder}/osd
osd_objectstore = memstore
memstore_device_bytes = 1073741824
osd_op_num_shards = 1
osd_class_load_list = *
osd_class_default_list = *
[client]
monmap = ${folder}/monmap
keyring = /dev/null
[client.rgw.a]
rgw_frontends = beast endpoint=127.0.0.1:${gatewayPort} tcp_nodelay=1
rgw_s3_auth_use_sts = true
rgw_sts_key = ${randomBytes(8).toString("hex")}
rgw_sts_min_session_duration = 1
rgw_dns_name = localhost
rgw_enable_usage_log = false
rgw_thread_pool_size = 16
rgw_run_sync_thread = false
rgw_enable_gc_threads = false
rgw_enable_lc_threads = false
`;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await (await fetch(url, { signal: AbortSignal.timeout(5000) })).text()).includes(
      "ListAllMyBucketsResult",
    );
  } catch {
    return false;
  }
}

async function createAccount(endpoint: string, operator: Keys, id: string): Promise<RadosgwAccount> {
  const admin = await createUser(endpoint, operator, id, "admin", randomKeys(), "roles=*;user-policy=*");
  const client = { endpoint, region: "us-east-1", credentials: admin, maxAttempts: 1 };
  const iam = new IAMClient(client);
  const s3 = new S3Client({ ...client, forcePathStyle: true });
  return {
    id,
    admin,
    createUser: async (name, keys = randomKeys()) => ({
      ...(await createUser(endpoint, operator, id, name, keys, "")),
      arn: `arn:aws:iam::${id}:user/${name}`,
    }),
    createRole: async (name, trustPolicy) => {
      await iam.send(
        new CreateRoleCommand({
          RoleName: name,
          AssumeRolePolicyDocument: JSON.stringify(trustPolicy),
          Path: "/",
        }),
      );
      return `arn:aws:iam::${id}:role/${name}`;
    },
    updateTrustPolicy: async (roleName, trustPolicy) => {
      await iam.send(
        new UpdateAssumeRolePolicyCommand({
          RoleName: roleName,
          PolicyDocument: JSON.stringify(trustPolicy),
        }),
      );
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
    deleteRolePolicy: async (roleName, policyName) => {
      await iam.send(new DeleteRolePolicyCommand({ RoleName: roleName, PolicyName: policyName }));
    },
    putUserPolicy: async (userName, policyName, policy) => {
      await iam.send(
        new PutUserPolicyCommand({
          UserName: `${id}$${userName}`,
          PolicyName: policyName,
          PolicyDocument: JSON.stringify(policy),
        }),
      );
    },
    createBucket: async (name) => {
      await s3.send(new CreateBucketCommand({ Bucket: name }));
    },
    putObject: async (bucket, key, body) => {
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: Buffer.from(body) }));
    },
    putBucketPolicy: async (bucket, policy) => {
      await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify(policy) }));
    },
    deleteBucketPolicy: async (bucket) => {
      await s3.send(new DeleteBucketPolicyCommand({ Bucket: bucket }));
    },
  };
}

/**
 * Makes a user over the admin operations API, which takes milliseconds where the command line takes most of a second.
 * https://docs.ceph.com/en/pacific/radosgw/adminops/#create-user
 */
async function createUser(
  endpoint: string,
  operator: Keys,
  account: string,
  name: string,
  keys: Keys,
  caps: string,
): Promise<Keys> {
  const query = new URLSearchParams({
    format: "json",
    uid: name,
    tenant: account,
    "display-name": name,
    "access-key": keys.accessKeyId,
    "secret-key": keys.secretAccessKey,
    ...(caps === "" ? {} : { "user-caps": caps }),
  });
  const date = new Date().toUTCString();
  // Signature version 2 is enough for this API and needs no canonical request.
  const signature = createHmac("sha1", operator.secretAccessKey)
    .update(`PUT\n\n\n${date}\n/admin/user`)
    .digest("base64");
  const answer = await fetch(`${endpoint}/admin/user?${query}`, {
    method: "PUT",
    headers: { date, authorization: `AWS ${operator.accessKeyId}:${signature}` },
  });
  const body = await answer.text();
  if (!answer.ok)
    throw new Error(`radosgw did not make user ${name} of ${account}: ${answer.status} ${body}`);
  return keys;
}

function randomKeys(): Keys {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const id = Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return { accessKeyId: `AKIA${id}`, secretAccessKey: randomBytes(30).toString("base64") };
}

function randomAccountId(): string {
  return String(randomInt(100_000_000_000, 1_000_000_000_000));
}
