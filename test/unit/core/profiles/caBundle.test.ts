import assert from "node:assert/strict";
import { parseAwsFile } from "../../../../src/core/awsFiles/parse.ts";
import { loadProfiles } from "../../../../src/core/profiles/load.ts";
import { describePlan, planForEnvironment, planForProfile } from "../../../../src/core/profiles/plan.ts";
import { planText } from "../../../../src/core/profiles/planText.ts";

const profiles = loadProfiles({
  config: parseAwsFile(
    "config",
    `[profile base]
region = eu-west-1
ca_bundle = /etc/base.pem
[profile deploy]
role_arn = arn:aws:iam::222222222222:role/Deploy
source_profile = base
ca_bundle = ~/corp.pem
[profile plain]
role_arn = arn:aws:iam::222222222222:role/Deploy
source_profile = base
`,
  ),
  credentials: parseAwsFile(
    "credentials",
    "[base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n",
  ),
});

describe("the certificates of a plan", () => {
  const of = (name: string, environment: Readonly<Record<string, string>> = {}) => {
    const result = planForProfile(profiles, name, environment);
    return result.kind === "plan" ? result.plan.caBundle : result;
  };

  it("are those of the profile in force alone, and the environment's before them, as in the AWS CLI", () => {
    assert.deepEqual(of("deploy"), { path: "~/corp.pem", from: "ca_bundle of profile 'deploy'" });
    assert.deepEqual(of("base"), { path: "/etc/base.pem", from: "ca_bundle of profile 'base'" });
    assert.equal(of("plain"), undefined);
    const variable = { path: "/env.pem", from: "AWS_CA_BUNDLE" };
    assert.deepEqual(of("deploy", { AWS_CA_BUNDLE: "/env.pem" }), variable);
    const environment = {
      AWS_CA_BUNDLE: "/env.pem",
      AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
      AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    };
    const own = planForEnvironment(environment);
    assert.deepEqual(own.kind === "plan" ? own.plan.caBundle : own, variable);
  });

  it("are shown before anything is called, with what other tools do", () => {
    const result = planForProfile(profiles, "deploy", {});
    assert.ok(result.kind === "plan");
    const line = "only those of ~/corp.pem are trusted, from ca_bundle of profile 'deploy'";
    assert.ok(describePlan(result.plan).includes(`Certificates: ${line}`));
    const text = planText("deploy", result);
    assert.ok(text.includes(`Certificates\n  ${line}\n`), text);
    assert.match(
      text,
      /do differently\n(?: {2}.*\n)* {2}ca_bundle and AWS_CA_BUNDLE are not read by the SDK for JavaScript/,
    );
  });
});
