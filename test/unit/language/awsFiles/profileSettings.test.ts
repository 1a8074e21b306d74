import assert from "node:assert/strict";
import { settingName } from "../../../../src/core/awsFiles/edit/writtenSettings.ts";
import { parseAwsFile } from "../../../../src/core/awsFiles/parse.ts";
import { loadProfiles } from "../../../../src/core/profiles/load.ts";
import {
  addableSettings,
  valuesOf,
  valueWarning,
} from "../../../../src/language/awsFiles/profileSettings.ts";
import { noFacts } from "../../../../src/language/workspaceFacts.ts";

const role = "role_arn = arn:aws:iam::111122223333:role/Deploy";
const profiles = loadProfiles({
  config: parseAwsFile(
    "config",
    [
      "[profile keys]",
      "aws_access_key_id = AKIAIOSFODNN7EXAMPLE",
      "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
      "[profile deploy]",
      role,
      "source_profile = keys",
      "[profile chained]",
      role,
      "source_profile = deploy",
      "[profile other]",
      "region = eu-west-1",
    ].join("\n"),
  ),
});

describe("settings to add to a profile", () => {
  const added = (profile: string, ...present: readonly string[]): readonly string[] =>
    addableSettings(profiles, profile, new Set(present)).map(({ path }) => settingName(path));

  it("begin with what the profile is about, without what it has and what makes no sense beside it", () => {
    const names = added("deploy", "role_arn", "source_profile", "s3", "s3.addressing_style");
    assert.deepEqual(names.slice(0, 3), ["role_session_name", "external_id", "duration_seconds"]);
    for (const name of [
      "role_arn",
      "source_profile",
      "credential_source",
      "sso_role_name",
      "credential_process",
    ])
      assert.ok(!names.includes(name), name);
    assert.ok(names.includes("s3.max_bandwidth"));
    for (const name of ["s3", "s3.addressing_style", "api_versions"]) assert.ok(!names.includes(name), name);
    assert.equal(new Set(names).size, names.length);
  });

  it("are none that could only name what does not exist, and no half of a key pair", () => {
    const names = added("other", "region");
    assert.ok(names.includes("source_profile") && names.includes("credential_process"));
    assert.ok(added("other", "sso_region").includes("sso_start_url"), "the older form can be completed");
    for (const name of ["sso_session", "sso_start_url", "services", "aws_access_key_id", "aws_session_token"])
      assert.ok(!names.includes(name), name);
  });
});

describe("values for a setting of a profile", () => {
  const labels = (profile: string, key: string): readonly string[] =>
    valuesOf(profiles, noFacts, profile, { key }).offers.map(({ label }) => label);

  it("are the profiles that can be a source: not itself, and none that leads back", () => {
    assert.deepEqual(labels("deploy", "source_profile"), ["keys", "other"]);
    assert.deepEqual(labels("keys", "source_profile"), ["keys", "other"]);
    assert.deepEqual([...labels("other", "source_profile")].sort(), ["chained", "deploy", "keys"]);
    assert.equal(valuesOf(profiles, noFacts, "other", { key: "source_profile" }).are, "only");
  });

  it("are a help for what is the user's own, and mostly enough for a region or a list", () => {
    const are = (key: string, nestedIn?: string) =>
      valuesOf(profiles, noFacts, "other", { key, ...(nestedIn === undefined ? {} : { nestedIn }) }).are;
    assert.deepEqual(
      ["role_arn", "region", "output", "credential_source"].map((key) => are(key)),
      ["help", "first", "first", "only"],
    );
    assert.equal(are("addressing_style", "s3"), "first");
    assert.equal(labels("other", "role_arn").length, 0, "a form to fill in is no value");
    assert.ok(labels("other", "region").includes("eu-central-1"));
  });

  it("are warned of where AWS would cut them short", () => {
    const path = { key: "duration_seconds" };
    assert.match(valueWarning(profiles, "chained", path, "7200") ?? "", /3600 seconds at most/);
    assert.equal(valueWarning(profiles, "chained", path, "3600"), undefined);
    assert.equal(valueWarning(profiles, "deploy", path, "7200"), undefined);
  });
});
