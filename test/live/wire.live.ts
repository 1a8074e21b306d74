import assert from "node:assert/strict";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createLive } from "../../src/live/live.ts";
import { DEFAULT_LIMITS } from "../../src/live/limits.ts";
import { freePorts } from "../../scripts/process/freePort.ts";
import { startFront, type Fault, type Front, type Recorded } from "../servers/front.ts";
import type { Keys, RadosgwAccount } from "../servers/radosgw.ts";
import { converse, failureOf, hopTo, valueOf } from "./conversation.ts";
import { permit, trust } from "./policies.ts";
import { servers } from "./servers.ts";

const isList = ({ path }: Recorded): boolean => path.includes("list-type=2");
const isAssume = ({ form }: Recorded): boolean => form.get("Action") === "AssumeRole";

/** The wire is broken by a front before the real server; whatever is not broken is the server's own answer. */
describe("a broken wire", () => {
  const bucket = "wire-bucket";
  // Short, and long enough for a server on a busy machine.
  const limits = { ...DEFAULT_LIMITS, connect: 2_000, call: 3_000 };
  let front: Front;
  let account: RadosgwAccount;
  let dev: Keys & { readonly arn: string };
  let role: string;

  before(async () => {
    const { radosgw } = servers();
    front = await startFront(radosgw.endpoint);
    account = await radosgw.createAccount();
    dev = await account.createUser("dev");
    role = await account.createRole("Reader", trust({ AWS: dev.arn }));
    await account.putRolePolicy("Reader", "read", permit("s3:*", "*"));
    await account.createBucket(bucket);
    await account.putObject(bucket, "a.txt", "hello");
  });

  after(() => front.stop());

  beforeEach(() => {
    front.requests.length = 0;
    front.fault = () => undefined;
  });

  const talk = () => converse({ endpoint: front.endpoint, keys: dev, hops: [hopTo(role, front.endpoint)] });
  const list = (conversation = talk()) =>
    createLive(limits).listBucket(conversation.request, { bucket, prefix: "" });
  const breakLists = (fault: Fault): void => {
    front.fault = (request) => (isList(request) ? fault : undefined);
  };

  it("is named when the connection is reset, after three tries", async () => {
    breakLists({ kind: "reset" });
    const failure = failureOf(await list());
    assert.equal(failure.code, "Network");
    assert.match(failure.headline, /connection to http:\/\/127.* broke \((ECONNRESET|EPIPE)\)/);
    assert.equal(front.requests.filter(isList).length, 3);
    assert.deepEqual(failure.at, { kind: "list" });
  });

  it("is survived when only the first try is reset", async () => {
    let left = 1;
    front.fault = (request) => (isList(request) && left-- > 0 ? { kind: "reset" } : undefined);
    assert.equal(valueOf(await list()).objects.length, 1);
  });

  it("ends in time when the server is silent", async () => {
    breakLists({ kind: "silence" });
    const started = Date.now();
    const failure = failureOf(await list());
    assert.equal(failure.code, "Timeout");
    assert.ok(Date.now() - started < DEFAULT_LIMITS.call, "by the time limit of the call");
    assert.match(failure.headline, /did not answer in time/);
  });

  it("ends in time when the answer drips without end", async () => {
    breakLists({ kind: "drip" });
    const started = Date.now();
    assert.equal(failureOf(await list()).code, "Timeout");
    assert.ok(Date.now() - started < DEFAULT_LIMITS.call);
  });

  it("is named when the answer is cut off", async () => {
    breakLists({ kind: "cutOff" });
    const failure = failureOf(await list());
    assert.equal(failure.code, "Network");
    assert.match(failure.causes.join(), /before the answer was complete/);
  });

  it("is named when the answer is broken XML", async () => {
    breakLists({
      kind: "answer",
      status: 200,
      body: "<?xml version='1.0'?><ListBucketResult><Contents><Key>a",
    });
    const failure = failureOf(await list());
    assert.equal(failure.code, "MalformedAnswer");
    assert.match(failure.causes.join(), /cut off/);
  });

  it("is named when something else than a list answers", async () => {
    breakLists({ kind: "answer", status: 200, body: "<Hello>world</Hello>" });
    assert.equal(failureOf(await list()).code, "MalformedAnswer");
    front.fault = (request) =>
      isAssume(request) ? { kind: "answer", status: 200, body: "<Hello/>" } : undefined;
    assert.equal(failureOf(await list()).code, "MalformedAnswer");
  });

  it("is named when a web page answers, whatever its status", async () => {
    for (const status of [200, 403]) {
      breakLists({
        kind: "answer",
        status,
        headers: { "content-type": "text/html; charset=utf-8" },
        body: "<html><body>Log in to the network</body></html>",
      });
      const failure = failureOf(await list());
      assert.equal(failure.code, "MalformedAnswer", `status ${status}`);
      assert.match(failure.causes.join(), /login page/);
    }
  });

  it("is tried again when the server fails, three times in all", async () => {
    breakLists({
      kind: "answer",
      status: 500,
      body: "<Error><Code>InternalError</Code><Message>We encountered an internal error.</Message></Error>",
    });
    const failure = failureOf(await createLive().listBucket(talk().request, { bucket, prefix: "" }));
    assert.equal(failure.code, "InternalError");
    assert.equal(failure.httpStatus, 500);
    assert.match(failure.headline, /failed with HTTP 500/);
    assert.equal(front.requests.filter(isList).length, 3);
  });

  it("waits where the server asks for fewer requests, then goes on", async () => {
    let left = 1;
    front.fault = (request) =>
      isList(request) && left-- > 0
        ? {
            kind: "answer",
            status: 503,
            headers: { "retry-after": "1" },
            body: "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>",
          }
        : undefined;
    const started = Date.now();
    valueOf(await createLive().listBucket(talk().request, { bucket, prefix: "" }));
    assert.ok(Date.now() - started >= 900, "not before the second that the server asked for");
  });

  it("says that it was throttled, not that it was late, when the wait is too long", async () => {
    breakLists({
      kind: "answer",
      status: 503,
      headers: { "retry-after": "60" },
      body: "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>",
    });
    const failure = failureOf(await list());
    assert.equal(failure.code, "SlowDown");
    assert.match(failure.headline, /fewer requests/);
  });

  it("does not try a refusal again", async () => {
    const stranger = await account.createUser("stranger");
    const conversation = converse({
      endpoint: front.endpoint,
      keys: stranger,
      hops: [hopTo(role, front.endpoint)],
    });
    failureOf(await createLive(limits).assumeRole(conversation.request));
    assert.equal(front.requests.filter(isAssume).length, 1);
  });

  it("is named when nothing listens", async () => {
    const [port] = await freePorts(1);
    const endpoint = `http://127.0.0.1:${port ?? 0}`;
    const failure = failureOf(
      await createLive().assumeRole(converse({ endpoint, keys: dev, hops: [hopTo(role, endpoint)] }).request),
    );
    assert.equal(failure.code, "Network");
    assert.match(failure.headline, /^Nothing listens at http:\/\/127/);
    assert.equal(failure.look, "profile");
  });

  it("is named when the host has no address", async () => {
    const endpoint = "http://sts.nowhere.invalid";
    const failure = failureOf(
      await createLive().assumeRole(converse({ endpoint, keys: dev, hops: [hopTo(role, endpoint)] }).request),
    );
    assert.equal(failure.code, "Network");
    assert.match(failure.headline, /cannot be resolved/);
  });

  it("is named when https is spoken to a server of plain http", async () => {
    const endpoint = front.endpoint.replace("http:", "https:");
    const failure = failureOf(
      await createLive().assumeRole(converse({ endpoint, keys: dev, hops: [hopTo(role, endpoint)] }).request),
    );
    assert.equal(failure.code, "Network");
    assert.match(failure.headline, /TLS certificate .* not accepted/);
    assert.match(failure.causes.join(), /plain HTTP/);
  });

  it("is named when what answers does not speak HTTP", async () => {
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.end("SSH-2.0-OpenSSH_9.2\r\n");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    assert.ok(address !== null && typeof address === "object");
    const endpoint = `http://127.0.0.1:${address.port}`;
    try {
      const failure = failureOf(
        await createLive().assumeRole(
          converse({ endpoint, keys: dev, hops: [hopTo(role, endpoint)] }).request,
        ),
      );
      assert.equal(failure.code, "MalformedAnswer");
    } finally {
      server.close();
    }
  });

  it("is named when the endpoint can be no address", async () => {
    const endpoint = "http://127.0.0.1:99999";
    const failure = failureOf(
      await createLive().assumeRole(converse({ endpoint, keys: dev, hops: [hopTo(role, endpoint)] }).request),
    );
    assert.equal(failure.code, "InvalidRequest");
    assert.match(failure.headline, /^AssumeRole could not be sent/);
  });

  it("is told apart from a clock that is off", async () => {
    front.fault = (request) =>
      isAssume(request)
        ? {
            kind: "answer",
            status: 403,
            headers: { date: new Date(Date.now() + 3_600_000).toUTCString() },
            body: "<ErrorResponse><Error><Type>Sender</Type><Code>SignatureDoesNotMatch</Code><Message>Signature expired: now earlier</Message></Error></ErrorResponse>",
          }
        : undefined;
    const failure = failureOf(await createLive(limits).assumeRole(talk().request));
    assert.match(failure.headline, /clock of this machine is 60 minutes behind/);
  });
});

describe("a kept session that is not accepted any more", () => {
  it("is replaced by a new one, once and visibly", async () => {
    const { radosgw } = servers();
    const front = await startFront(radosgw.endpoint);
    try {
      const account = await radosgw.createAccount();
      const dev = await account.createUser("dev");
      const role = await account.createRole("Reader", trust({ AWS: dev.arn }));
      await account.putRolePolicy("Reader", "read", permit("s3:*", "*"));
      await account.createBucket("kept-bucket");
      const live = createLive();
      const talk = converse({ endpoint: front.endpoint, keys: dev, hops: [hopTo(role, front.endpoint)] });
      const query = { bucket: "kept-bucket", prefix: "" };
      valueOf(await live.listBucket(talk.request, query));
      const old = front.requests.find(isList)?.headers["x-amz-security-token"];
      assert.ok(old !== undefined);
      front.fault = (request) =>
        isList(request) && request.headers["x-amz-security-token"] === old
          ? {
              kind: "answer",
              status: 400,
              body: "<Error><Code>ExpiredToken</Code><Message>The provided token has expired.</Message></Error>",
            }
          : undefined;
      const result = await live.listBucket(talk.request, query);
      valueOf(result);
      assert.deepEqual(
        result.steps.map(({ kind }) => kind),
        ["reusedSession", "source", "hop"],
      );
      front.fault = (request) =>
        isList(request)
          ? { kind: "answer", status: 400, body: "<Error><Code>ExpiredToken</Code></Error>" }
          : undefined;
      assert.equal(failureOf(await live.listBucket(talk.request, query)).code, "ExpiredToken");
    } finally {
      await front.stop();
    }
  });
});

describe("forgetAll", () => {
  it("lets a command under way finish, and keeps nothing of it", async () => {
    const { radosgw } = servers();
    const front = await startFront(radosgw.endpoint);
    try {
      const account = await radosgw.createAccount();
      const dev = await account.createUser("dev");
      const role = await account.createRole("Reader", trust({ AWS: dev.arn }));
      const live = createLive();
      const talk = converse({ endpoint: front.endpoint, keys: dev, hops: [hopTo(role, front.endpoint)] });
      front.fault = (request) => (isAssume(request) ? { kind: "late", ms: 500 } : undefined);
      const running = live.assumeRole(talk.request);
      while (!front.requests.some(isAssume)) await sleep(5);
      live.forgetAll();
      valueOf(await running);
      assert.equal(front.requests.filter(isAssume).length, 1, "it was not sent again");
      const result = await live.callerIdentity(talk.request);
      assert.deepEqual(
        result.steps.map(({ kind }) => kind),
        ["source", "hop"],
      );
    } finally {
      await front.stop();
    }
  });
});

describe("a bucket in another region", () => {
  const bucket = "far-bucket";
  let front: Front;
  let dev: Keys & { readonly arn: string };

  before(async () => {
    const { radosgw } = servers();
    front = await startFront(radosgw.endpoint);
    const account = await radosgw.createAccount();
    dev = await account.createUser("dev");
    const owner = await account.createRole("Owner", trust({ AWS: dev.arn }));
    await account.putRolePolicy("Owner", "all", permit("s3:*", "*"));
    await account.createBucket(bucket);
    await account.putObject(bucket, "a.txt", "hello");
    hops = [hopTo(owner, radosgw.endpoint)];
  });

  let hops: ReturnType<typeof hopTo>[] = [];

  after(() => front.stop());

  const signedFor = ({ headers }: Recorded): string | undefined =>
    /Credential=[^/]+\/\d+\/([\w-]+)\/s3/.exec(headers.authorization ?? "")?.[1];
  const run = async () => {
    const talk = converse({
      endpoint: servers().radosgw.endpoint,
      s3Endpoint: front.endpoint,
      keys: dev,
      hops,
    });
    return { talk, result: await createLive().listBucket(talk.request, { bucket, prefix: "" }) };
  };

  const redirects: readonly [string, Fault][] = [
    [
      "a permanent redirect with the region in a header",
      {
        kind: "answer",
        status: 301,
        headers: { "x-amz-bucket-region": "eu-west-1" },
        body: "<Error><Code>PermanentRedirect</Code><Message>The bucket you are attempting to access must be addressed using the specified endpoint.</Message></Error>",
      },
    ],
    [
      "a redirect with no body at all",
      { kind: "answer", status: 301, headers: { "x-amz-bucket-region": "eu-west-1" } },
    ],
    [
      "a malformed authorization header with the region in the body",
      {
        kind: "answer",
        status: 400,
        body: "<Error><Code>AuthorizationHeaderMalformed</Code><Message>The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'</Message><Region>eu-west-1</Region></Error>",
      },
    ],
    [
      "a malformed authorization header with the region in the message",
      {
        kind: "answer",
        status: 400,
        body: "<Error><Code>AuthorizationHeaderMalformed</Code><Message>The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'</Message></Error>",
      },
    ],
  ];
  for (const [name, fault] of redirects) {
    it(`is followed once and said: ${name}`, async () => {
      front.requests.length = 0;
      front.fault = (request) => (signedFor(request) === "us-east-1" ? fault : undefined);
      const { talk, result } = await run();
      const page = valueOf(result);
      assert.equal(page.region, "eu-west-1");
      assert.deepEqual(
        page.objects.map(({ key }) => key),
        ["a.txt"],
      );
      assert.deepEqual(front.requests.map(signedFor), ["us-east-1", "eu-west-1"]);
      assert.deepEqual(talk.steps.at(-1), { kind: "redirect", bucket, from: "us-east-1", to: "eu-west-1" });
    });
  }

  it("is not followed in a circle", async () => {
    front.requests.length = 0;
    front.fault = (request) => ({
      kind: "answer",
      status: 301,
      headers: { "x-amz-bucket-region": signedFor(request) === "us-east-1" ? "eu-west-1" : "us-east-1" },
    });
    const { result } = await run();
    const failure = failureOf(result);
    assert.equal(failure.code, "PermanentRedirect");
    assert.match(failure.headline, /is not in eu-west-1/);
    assert.equal(front.requests.length, 2);
  });
});
