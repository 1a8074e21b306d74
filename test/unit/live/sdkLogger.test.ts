import assert from "node:assert/strict";
import { createRedactor } from "../../../src/live/redact.ts";
import { createSdkLogger } from "../../../src/live/sdkLogger.ts";

describe("createSdkLogger", () => {
  const said: string[] = [];
  const logger = createSdkLogger((level, line) => said.push(`${level} ${line}`), createRedactor());

  beforeEach(() => {
    said.length = 0;
  });

  it("keeps the names of a command's record and drops its input and output", () => {
    logger.info({
      clientName: "STSClient",
      commandName: "AssumeRoleCommand",
      input: { TokenCode: "123456" },
      output: { Credentials: { SessionToken: "a-session-token" } },
      metadata: { httpStatusCode: 200, requestId: "an-id" },
    });
    assert.deepEqual(said, ["debug SDK: STSClient AssumeRoleCommand 200"]);
  });

  it("keeps an error's name and drops its message", () => {
    logger.error({
      clientName: "S3Client",
      commandName: "ListObjectsV2Command",
      error: new TypeError("a-secret"),
    });
    logger.warn("Credential renew failed: ", new RangeError("a-secret"));
    assert.deepEqual(said, [
      "debug SDK: S3Client ListObjectsV2Command TypeError",
      "warning SDK: Credential renew failed:  RangeError",
    ]);
  });

  it("drops the line for every setting that nobody made, and what says nothing", () => {
    logger.debug("@smithy/property-provider -> Not found in ENV: X");
    logger.debug(undefined, 7, {});
    assert.deepEqual(said, []);
  });
});
