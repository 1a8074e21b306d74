import assert from "node:assert/strict";
import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { Endpoint } from "../../../src/core/profiles/model.ts";
import { s3Client, stsClient, type ClientParts } from "../../../src/live/awsClient.ts";
import { createRedactor } from "../../../src/live/redact.ts";
import { createSdkLogger } from "../../../src/live/sdkLogger.ts";

type Handle = ClientParts["handler"]["handle"];
type Sent = Parameters<Handle>[0];

const keys = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};

/** What would go over the wire; nothing does. */
async function sentBy(send: (parts: ClientParts) => Promise<unknown>): Promise<Sent> {
  let sent: Sent | undefined;
  const parts: ClientParts = {
    handler: {
      metadata: { handlerProtocol: "http/1.1" },
      handle: (request) => {
        sent = request;
        return Promise.reject(Object.assign(new Error("not sent"), { name: "AbortError" }));
      },
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
    },
    logger: createSdkLogger(() => undefined, createRedactor()),
  };
  await assert.rejects(send(parts));
  assert.ok(sent !== undefined, "a request was made");
  return sent;
}

const identity = (endpoint: Endpoint) =>
  sentBy((parts) => stsClient(endpoint, keys, parts).send(new GetCallerIdentityCommand({})));
const list = (endpoint: Endpoint, bucket = "s3-bucket-name") =>
  sentBy((parts) => s3Client(endpoint, keys, parts).send(new ListObjectsV2Command({ Bucket: bucket })));

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-sts-regionalized-endpoints.html */
describe("stsClient", () => {
  for (const [region, host] of [
    ["us-east-1", "sts.us-east-1.amazonaws.com"],
    ["eu-central-1", "sts.eu-central-1.amazonaws.com"],
    ["cn-north-1", "sts.cn-north-1.amazonaws.com.cn"],
    ["us-gov-west-1", "sts.us-gov-west-1.amazonaws.com"],
  ] as const) {
    it(`asks the endpoint of ${region}, and signs for it`, async () => {
      const sent = await identity({ region });
      assert.equal(`${sent.protocol}//${sent.hostname}`, `https://${host}`);
      assert.match(sent.headers["authorization"] ?? "", new RegExp(`/${region}/sts/aws4_request`));
    });
  }

  it("asks the plan's endpoint where it names one, and no other", async () => {
    const before = process.env["AWS_ENDPOINT_URL_STS"];
    process.env["AWS_ENDPOINT_URL_STS"] = "http://127.0.0.1:1";
    try {
      const own = await identity({ region: "eu-west-1", url: "http://127.0.0.1:7480" });
      assert.equal(`${own.protocol}//${own.hostname}:${own.port ?? ""}`, "http://127.0.0.1:7480");
      assert.equal((await identity({ region: "eu-west-1" })).hostname, "sts.eu-west-1.amazonaws.com");
    } finally {
      if (before === undefined) Reflect.deleteProperty(process.env, "AWS_ENDPOINT_URL_STS");
      else process.env["AWS_ENDPOINT_URL_STS"] = before;
    }
  });

  it("signs nothing for a web identity, and looks for no keys", async () => {
    const sent = await sentBy((parts) =>
      stsClient({ region: "eu-west-1" }, undefined, parts).send(
        new AssumeRoleWithWebIdentityCommand({
          RoleArn: "arn:aws:iam::111122223333:role/R",
          RoleSessionName: "first-session",
          WebIdentityToken: "token",
        }),
      ),
    );
    assert.equal(sent.headers["authorization"], undefined);
  });
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html */
describe("s3Client", () => {
  it("puts the bucket into the host at AWS", async () => {
    const sent = await list({ region: "eu-west-1" });
    assert.equal(sent.hostname, "s3-bucket-name.s3.eu-west-1.amazonaws.com");
    assert.equal(sent.path, "/");
  });

  it("puts the bucket into the path at somebody's own endpoint", async () => {
    const sent = await list({ region: "eu-west-1", url: "http://127.0.0.1:7480" });
    assert.equal(sent.hostname, "127.0.0.1");
    assert.equal(sent.path, "/s3-bucket-name/");
  });

  it("takes a bucket whose name holds dots", async () => {
    assert.equal((await list({ region: "eu-west-1" }, "my.dotted.bucket")).path, "/my.dotted.bucket/");
  });
});

describe("names that a document may hold", () => {
  it("lead a call to no other host: a bucket is encoded into AWS's own, or refused", async () => {
    let sentOnes = 0;
    for (const bucket of [
      "evil.example",
      "evil.example/",
      "evil.example#",
      "evil.example:8443",
      "me@evil.example",
      "x?y=z",
      "../../evil",
      "evil.example\\@a",
      "arn:aws:s3:eu-west-1:111122223333:accesspoint/evil.example",
    ]) {
      const sent = await list({ region: "eu-west-1" }, bucket).catch(() => undefined);
      if (sent === undefined) continue;
      sentOnes++;
      assert.match(sent.hostname, /^[a-z\d.-]+\.amazonaws\.com$/, bucket);
      assert.doesNotMatch(sent.path.split("?")[0] ?? "", /[@#\\]|:\/\//, bucket);
    }
    assert.ok(sentOnes >= 3, `${sentOnes} were sent`);
  });

  it("nor a region, which becomes a part of the host's name", async () => {
    for (const region of ["evil.example/#", "x@evil.example", "evil.example:1"])
      await assert.rejects(identity({ region }), /a request was made|not accepted|valid hostname/i, region);
  });
});
