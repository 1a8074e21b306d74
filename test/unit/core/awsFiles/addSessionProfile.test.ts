import assert from "node:assert/strict";
import { addSessionProfile } from "../../../../src/core/awsFiles/edit/addSessionProfile.ts";
import { applyEdits } from "../../../../src/core/awsFiles/edit/applyEdits.ts";
import { parseAwsFile } from "../../../../src/core/awsFiles/parse.ts";

const keys = {
  accessKeyId: "ASIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  sessionToken: "AQoEXAMPLEH4aoAH0gNCAPy==",
  expiration: "2026-11-26T20:00:00.000Z",
};
const who = "arn:aws:sts::111122223333:assumed-role/Deploy/me";

function added(text: string, name: string, as = who): string {
  const result = addSessionProfile({ credentials: parseAwsFile("credentials", text) }, name, keys, as);
  if (result.kind === "refused") return `refused: ${result.message}`;
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

  it("is refused where the name is taken", () => {
    assert.match(added("[base]\n", "base"), /^refused: .*already/);
  });
});
