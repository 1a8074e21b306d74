import assert from "node:assert/strict";
import { addSections } from "../../../../src/core/awsFiles/edit/addSections.ts";
import { applyEdits } from "../../../../src/core/awsFiles/edit/applyEdits.ts";
import { parseAwsFile } from "../../../../src/core/awsFiles/parse.ts";
import { loadProfiles } from "../../../../src/core/profiles/load.ts";
import { profilesForRole, suggestedName } from "../../../../src/core/profiles/profilesForRole.ts";

const arn = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
const config = `[profile base]\nregion = eu-west-1\n\n[profile first]\nrole_arn = ${arn("First")}\nsource_profile = base\n`;

describe("profiles for the roles of a document", () => {
  const parsed = parseAwsFile("config", config);
  const profiles = loadProfiles({ config: parsed });
  const source = ["source_profile", "base"] as const;

  it("hold what the document says of a hop", () => {
    const hop = {
      roleArn: arn("Deploy"),
      sessionName: "jane",
      externalId: "abc-123",
      durationSeconds: 1800,
      mfaSerial: "arn:aws:iam::111122223333:mfa/jane",
      tags: { team: "blue" },
    };
    assert.deepEqual(profilesForRole(profiles, [hop], source, "ship"), [
      {
        file: "config",
        type: "profile",
        name: "ship",
        entries: [
          ["role_arn", arn("Deploy")],
          ["source_profile", "base"],
          ["role_session_name", "jane"],
          ["external_id", "abc-123"],
          ["duration_seconds", "1800"],
          ["mfa_serial", "arn:aws:iam::111122223333:mfa/jane"],
        ],
      },
    ]);
  });

  it("are one for each hop, but for one that is there already", () => {
    const hops = ["First", "Second", "Third"].map((name) => ({ roleArn: arn(name) }));
    const made = profilesForRole(profiles, hops, source, "third");
    assert.deepEqual(
      made.map(({ name, entries }) => [name, entries[1]?.[1]]),
      [
        ["Second", "first"],
        ["third", "Second"],
      ],
    );
    const fromElsewhere = profilesForRole(profiles, hops, ["credential_source", "Environment"], "third");
    assert.deepEqual(
      fromElsewhere.map(({ name }) => name),
      ["First", "Second", "third"],
    );
  });

  it("can be written at one go, and read back as the chain", () => {
    const hops = ["Second", "Third"].map((name) => ({ roleArn: arn(name) }));
    const result = addSections({ config: parsed }, profilesForRole(profiles, hops, source, "third"));
    assert.equal(result.kind, "edits");
    const [file] = result.files;
    assert.deepEqual([result.files.length, file?.edits.length], [1, 1]);
    const after = loadProfiles({ config: parseAwsFile("config", applyEdits(config, file?.edits ?? [])) });
    assert.equal(after.byName.get("third")?.parent, "Second");
    assert.equal(after.byName.get("Second")?.parent, "base");
  });

  it("are not written where a document's value would break out of its line", () => {
    const hop = { roleArn: arn("Deploy"), externalId: "x\n[profile default]\ncredential_process = evil" };
    const result = addSections({ config: parsed }, profilesForRole(profiles, [hop], source, "ship"));
    assert.equal(result.kind, "refused");
    assert.match(result.message, /external_id: A value stands in one line/);
  });

  it("get the role's name, with a number where that is taken", () => {
    assert.equal(suggestedName(profiles, arn("Deploy")), "Deploy");
    assert.equal(suggestedName(profiles, arn("path/first")), "first-2");
  });
});
