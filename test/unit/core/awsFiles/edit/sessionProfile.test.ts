import assert from "node:assert/strict";
import {
  sessionProfilePlace,
  writeSessionProfile,
} from "../../../../../src/core/awsFiles/edit/sessionProfile.ts";
import { applyEdits } from "../../../../../src/core/awsFiles/edit/applyEdits.ts";
import { parseAwsFile } from "../../../../../src/core/awsFiles/parse.ts";

const keys = {
  accessKeyId: "ASIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  sessionToken: "AQoEXAMPLEH4aoAH0gNCAPy==",
  expiration: "2026-11-26T20:00:00.000Z",
};
const who = "arn:aws:sts::111122223333:assumed-role/Deploy/me";

function added(text: string, name: string, as = who, config = ""): string {
  const files = { config: parseAwsFile("config", config), credentials: parseAwsFile("credentials", text) };
  const result = writeSessionProfile(files, name, keys, as);
  if (result.kind === "refused") return `refused: ${result.message}`;
  assert.deepEqual(
    result.files.map(({ file }) => file),
    ["credentials"],
  );
  return result.files.reduce((before, { edits }) => applyEdits(before, edits), text);
}

describe("a session as a profile of the credentials file", () => {
  for (const end of ["\n", "\r\n"]) {
    it(`says whose keys they are and when they end (${JSON.stringify(end)})`, () => {
      const before = ["[base]", "aws_access_key_id = AKIAIOSFODNN7EXAMPLE", ""].join(end);
      const after = added(before, "deploy-session");
      assert.equal(
        after,
        before +
          [
            "",
            "[deploy-session]",
            `# ${who}, expires 2026-11-26T20:00:00.000Z`,
            `aws_access_key_id = ${keys.accessKeyId}`,
            `aws_secret_access_key = ${keys.secretAccessKey}`,
            `aws_session_token = ${keys.sessionToken}`,
            "",
          ].join(end),
      );
      assert.deepEqual(
        parseAwsFile("credentials", after)
          .sections.at(-1)
          ?.entries.map(({ value }) => value),
        [keys.accessKeyId, keys.secretAccessKey, keys.sessionToken],
      );
    });
  }

  it("lets no name and no ARN write a line of its own", () => {
    for (const name of ["a]\n[b", "a\nb", ""]) assert.match(added("", name), /^refused: /, name);
    const after = added("", "x", "a\naws_access_key_id = evil");
    assert.equal(parseAwsFile("credentials", after).sections[0]?.entries.length, 3);
  });

  it("is refused where the name is taken by something else than keys of a session", () => {
    const id = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE";
    const secret = `aws_secret_access_key = ${keys.secretAccessKey}`;
    const section = (...lines: readonly string[]) => ["[base]", ...lines, ""].join("\n");
    assert.match(added(section(), "base"), /^refused: .*no keys of a session/);
    assert.match(added(section("region = eu-west-1", id), "base"), /^refused: .*no keys of a session/);
    assert.match(added(section(id, secret), "base"), /^refused: .*long-term keys, which would be lost/);
    assert.match(added(section(id, secret, "aws_session_token ="), "base"), /^refused: .*long-term keys/);
    assert.match(added(section(id, secret, "aws_session_token = x"), "base"), /^refused: .*long-term keys/);
    assert.match(added("", "base", who, "[profile base]\nregion = x\n"), /^refused: .*config file/);
    assert.match(added("[a]\n[a]\n", "a"), /^refused: .*twice/);
  });

  for (const end of ["\n", "\r\n"]) {
    it(`takes the place of an older session's keys and of its comment, and of nothing else (${JSON.stringify(end)})`, () => {
      const text = (comment: string, [id, secret, token]: readonly [string, string, string]) =>
        [
          "# top",
          "[deploy-session]  # mine",
          comment,
          "# keep me, expires soon",
          `aws_session_token=${token}`,
          "region = eu-west-1",
          `  AWS_ACCESS_KEY_ID  =   ${id}`,
          `aws_secret_access_key = ${secret} # x`,
          "# arn:aws:sts::111122223333:assumed-role/Next/me, expires 2026-11-25T10:00:00.000Z",
          "[next]",
          "aws_session_token = theirs",
        ].join(end);
      const before = text(
        "# arn:aws:sts::111122223333:assumed-role/Old/me, expires 2026-11-25T10:00:00.000Z",
        ["ASIAI44QH8DHBEXAMPLE", "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY", "older"],
      );
      const now: readonly [string, string, string] = [
        keys.accessKeyId,
        keys.secretAccessKey,
        keys.sessionToken,
      ];
      const config = "[profile deploy-session]\naws_session_token = x\n";
      assert.equal(
        added(before, "deploy-session", who, config),
        text(`# ${who}, expires ${keys.expiration}`, now),
      );
      assert.deepEqual(
        sessionProfilePlace({ credentials: parseAwsFile("credentials", before) }, "deploy-session"),
        { kind: "replaces", expires: "2026-11-25T10:00:00.000Z" },
      );
    });
  }

  it("leaves no token under the older name, which the AWS CLI would take first", () => {
    const before =
      "[a]\naws_access_key_id = ASIAI44QH8DHBEXAMPLE\naws_secret_access_key = x\naws_security_token = old\n";
    assert.equal(
      added(before, "a"),
      `[a]\n# ${who}, expires ${keys.expiration}\naws_access_key_id = ${keys.accessKeyId}\naws_secret_access_key = ${keys.secretAccessKey}\naws_session_token = ${keys.sessionToken}\n`,
    );
  });
});
