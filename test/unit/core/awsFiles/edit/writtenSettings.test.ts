import assert from "node:assert/strict";
import { writtenSettings } from "../../../../../src/core/awsFiles/edit/writtenSettings.ts";
import { parseAwsFile } from "../../../../../src/core/awsFiles/parse.ts";

describe("the settings of a profile as they stand in the files", () => {
  const config = parseAwsFile(
    "config",
    [
      "# top",
      "[profile a]",
      "region = eu-west-1",
      "REGION = eu-west-2 # this one",
      "s3 =",
      "  addressing_style = path",
      "[profile b]",
      "output = json",
    ].join("\r\n"),
  );
  const credentials = parseAwsFile(
    "credentials",
    "[a]\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n",
  );

  it("are listed with their place, the value that counts, and no secret", () => {
    assert.deepEqual(writtenSettings({ config, credentials }, "a"), [
      { path: { key: "region" }, value: "eu-west-2", isBlock: false, file: "config", line: 4 },
      { path: { key: "s3" }, value: "", isBlock: true, file: "config", line: 5 },
      {
        path: { key: "addressing_style", nestedIn: "s3" },
        value: "path",
        isBlock: false,
        file: "config",
        line: 6,
      },
      {
        path: { key: "aws_secret_access_key" },
        value: undefined,
        isBlock: false,
        file: "credentials",
        line: 2,
      },
    ]);
  });

  it("are those of the credentials file where both have the key", () => {
    const both = parseAwsFile("credentials", "[b]\noutput = text\n");
    assert.deepEqual(writtenSettings({ config, credentials: both }, "b"), [
      { path: { key: "output" }, value: "text", isBlock: false, file: "credentials", line: 2 },
    ]);
  });
});
