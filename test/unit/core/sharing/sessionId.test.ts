import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { parseAwsFile } from "../../../../src/core/awsFiles/parse.ts";
import { loadProfiles } from "../../../../src/core/profiles/load.ts";
import type { Environment, Plan } from "../../../../src/core/profiles/model.ts";
import { planForProfile } from "../../../../src/core/profiles/plan.ts";
import { keysAtHand, sessionId, sessionKey } from "../../../../src/core/sharing/sessionId.ts";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
const files = { config: "/home/dev/.aws/config", credentials: "/home/dev/.aws/credentials" };
const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const credentials = `[base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = ${secret}\n`;
const deploy = `[profile deploy]\nrole_arn = arn:aws:iam::111122223333:role/Deploy\nsource_profile = base\n`;

function idFor(
  config: string,
  more: { credentials?: string; environment?: Environment; files?: typeof files } = {},
): string {
  const awsFiles = {
    config: parseAwsFile("config", config),
    credentials: parseAwsFile("credentials", more.credentials ?? credentials),
  };
  const environment = more.environment ?? {};
  const result = planForProfile(loadProfiles(awsFiles), "deploy", environment);
  assert.equal(result.kind, "plan");
  const { plan } = result as { plan: Plan };
  const key = sessionKey(
    { plan, files: more.files ?? files },
    keysAtHand(plan, awsFiles, environment),
    digest,
  );
  assert.equal(key.includes(secret), false);
  return sessionId(key, digest);
}

describe("the id of a session", () => {
  const id = idFor(deploy);

  it("is the same for the same calls, whatever words stand beside them", () => {
    assert.match(id, /^[0-9a-f]{24}$/);
    assert.equal(idFor(`# a comment\n\n${deploy}`), id);
    // A note of the plan, and no other call.
    assert.equal(idFor(deploy, { environment: { AWS_ACCESS_KEY_ID: "AKIAI44QH8DHBEXAMPLE" } }), id);
  });

  it("is another for every change of what is called", () => {
    const others = [
      idFor(deploy.replace("Deploy", "Other")),
      idFor(`${deploy}external_id = 12345\n`),
      idFor(`${deploy}region = eu-west-1\n`),
      idFor(`${deploy}endpoint_url = http://127.0.0.1:9\n`),
      idFor(deploy, { environment: { AWS_REGION: "eu-west-2" } }),
      idFor(deploy, { credentials: credentials.replace("wJalr", "xJalr") }),
      idFor(deploy, { credentials: credentials.replace("AKIAIOSF", "AKIAIOSG") }),
      idFor(deploy, { credentials: `${credentials}aws_session_token = EXAMPLE\n` }),
      idFor(deploy, { files: { ...files, config: "/home/other/.aws/config" } }),
    ];
    assert.equal(new Set([id, ...others]).size, others.length + 1);
  });

  it("depends on the keys of the environment where the profile takes them from there", () => {
    const profile = `[profile deploy]\nrole_arn = arn:aws:iam::111122223333:role/Deploy\ncredential_source = Environment\n`;
    const environment = { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: secret };
    const here = idFor(profile, { environment });
    assert.equal(idFor(profile, { environment: { ...environment, AWS_SESSION_TOKEN: "" } }), here);
    assert.notEqual(
      idFor(profile, { environment: { ...environment, AWS_SECRET_ACCESS_KEY: `${secret}2` } }),
      here,
    );
  });
});
