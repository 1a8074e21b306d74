import assert from "node:assert/strict";
import { parseAwsFile } from "../../../../src/core/awsFiles/parse.ts";
import { staticKeysOf } from "../../../../src/core/profiles/staticKeys.ts";

const id = "AKIAIOSFODNN7EXAMPLE";
const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

describe("staticKeysOf", () => {
  it("reads the keys of one profile of the credentials file", () => {
    const file = parseAwsFile(
      "credentials",
      `[a]\naws_access_key_id = ${id} # mine\naws_secret_access_key=${secret}\n[b]\naws_session_token = t\n`,
    );
    assert.deepEqual(staticKeysOf(file, "a"), { accessKeyId: id, secretAccessKey: secret });
    assert.equal(staticKeysOf(file, "b"), undefined);
    assert.equal(staticKeysOf(file, "c"), undefined);
  });

  it("reads token, account and the older token key, whatever their case", () => {
    const keys = `AWS_ACCESS_KEY_ID = ${id}\naws_secret_access_key = ${secret}\n`;
    const config = (rest: string) => parseAwsFile("config", `[profile "my prof"]\n${keys}${rest}`);
    assert.deepEqual(
      staticKeysOf(config("aws_session_token = t\naws_account_id = 111122223333"), "my prof"),
      {
        accessKeyId: id,
        secretAccessKey: secret,
        sessionToken: "t",
        accountId: "111122223333",
      },
    );
    assert.equal(staticKeysOf(config("aws_security_token = old"), "my prof")?.sessionToken, "old");
    assert.equal(staticKeysOf(config("aws_session_token ="), "my prof")?.sessionToken, undefined);
  });

  it("takes the keys that the loader says are there, in repeated sections too", () => {
    const halves = `[a]\naws_access_key_id = ${id}\n[a]\naws_secret_access_key = ${secret}\n`;
    assert.equal(staticKeysOf(parseAwsFile("credentials", halves), "a")?.secretAccessKey, secret);
    const hidden = `[default]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n[profile default]\nregion = x\n`;
    assert.equal(staticKeysOf(parseAwsFile("config", hidden), "default"), undefined);
    assert.equal(
      staticKeysOf(
        parseAwsFile("credentials", `[a]\naws_access_key_id = ${id}\naws_secret_access_key =\n`),
        "a",
      ),
      undefined,
    );
  });
});
