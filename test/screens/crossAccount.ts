import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fillPlaceholdersInJson } from "../../src/core/placeholder.ts";
import { root } from "../../scripts/repository.ts";
import { startRadosgw, type PolicyDocument, type RadosgwAccount } from "../servers/radosgw.ts";

/** The values that the role config of the example gives its placeholders. */
const variables = {
  "deployment-acct-id": "111111111111",
  "bucket-owner-acct-id": "222222222222",
  "s3-bucket-name": "s3-bucket-name",
};

/** AWS's documented example keys: the server knows them, AWS does not. */
export const keys = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};

/** The two accounts of `examples/cross-account-bucket` on a server that enforces every one of their policies. */
export interface CrossAccount {
  readonly endpoint: string;
  readonly accountB: RadosgwAccount;
  /** Puts the trust policy and the bucket policy back as the example has them. */
  reset(): Promise<void>;
  /** The text of `~/.aws/config`; the keys stand in `credentials`. */
  readonly config: string;
  readonly credentials: string;
  stop(): Promise<void>;
}

/** A policy of the example, with its placeholders filled. */
export function examplePolicy(file: string): PolicyDocument {
  const text = readFileSync(join(root, "examples/cross-account-bucket", file), "utf8");
  return JSON.parse(fillPlaceholdersInJson(text, variables)) as PolicyDocument;
}

export async function startCrossAccount(): Promise<CrossAccount> {
  const server = await startRadosgw();
  const accountA = await server.createAccount(variables["deployment-acct-id"]);
  const accountB = await server.createAccount(variables["bucket-owner-acct-id"]);
  const developer = await accountA.createUser("developer", keys);
  // In the guide EC2 gives MyRoleA to the application; here a developer assumes it.
  await accountA.createRole("MyRoleA", {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: [developer.arn] }, Action: "sts:AssumeRole" }],
  });
  // MyRoleA's own policy is left out: this server does not ask it at AssumeRole, and does not know iam:PassRole.
  await accountB.createRole("MyRoleB", examplePolicy("account-b/my-role-b.trust-policy.json"));
  await accountB.putRolePolicy("MyRoleB", "bucket", examplePolicy("account-b/my-role-b.inline-policy.json"));
  await accountB.createBucket(variables["s3-bucket-name"]);
  await accountB.putObject(variables["s3-bucket-name"], "prefix/Hello/world.txt", "hello");
  await accountB.putObject(variables["s3-bucket-name"], "prefix/index.html", "x".repeat(89));
  await accountB.putObject(variables["s3-bucket-name"], "top.csv", "a,b\n");
  const reset = async (): Promise<void> => {
    await accountB.updateTrustPolicy("MyRoleB", examplePolicy("account-b/my-role-b.trust-policy.json"));
    await accountB.putBucketPolicy(
      variables["s3-bucket-name"],
      examplePolicy("account-b/s3-bucket-name.bucket-policy.json"),
    );
  };
  await reset();
  return {
    endpoint: server.endpoint,
    accountB,
    reset,
    config: `[profile base]
region = us-east-1
endpoint_url = ${server.endpoint}

[profile deployment]
role_arn = arn:aws:iam::111111111111:role/MyRoleA
source_profile = base
role_session_name = developer
region = us-east-1
endpoint_url = ${server.endpoint}
`,
    credentials: `[base]
aws_access_key_id = ${keys.accessKeyId}
aws_secret_access_key = ${keys.secretAccessKey}
`,
    stop: () => server.stop(),
  };
}
