import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { LiveResult } from "../../src/core/livePort.ts";
import { createLive } from "../../src/live/live.ts";
import { DEFAULT_LIMITS } from "../../src/live/limits.ts";
import { startFront, type Fault, type Front, type Recorded } from "../servers/front.ts";
import type { Keys } from "../servers/radosgw.ts";
import { converse, hopTo, valueOf, type Conversation } from "./conversation.ts";
import { withEnvironment } from "./environment.ts";
import { permit, trust } from "./policies.ts";
import { assertEnded } from "./processes.ts";
import { servers } from "./servers.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/** A cancel ends the command long before what it was waiting for would end: the time limit of a call is 20 s. */
const AT_ONCE_MS = 3_000;

describe("a cancelled command", () => {
  const bucket = "cancel-bucket";
  let front: Front;
  let dev: Keys & { readonly arn: string };
  let role: string;
  let folder: string;

  before(async () => {
    const { radosgw } = servers();
    front = await startFront(radosgw.endpoint);
    const account = await radosgw.createAccount();
    dev = await account.createUser("dev");
    role = await account.createRole("Reader", trust({ AWS: dev.arn }));
    await account.putRolePolicy("Reader", "read", permit("s3:*", "*"));
    await account.createBucket(bucket);
    folder = temporaryFolder();
  });

  after(() => front.stop());

  beforeEach(() => {
    front.requests.length = 0;
    front.fault = () => undefined;
  });

  const talk = (more: Partial<Parameters<typeof converse>[0]> = {}) =>
    converse({ endpoint: front.endpoint, keys: dev, hops: [hopTo(role, front.endpoint)], ...more });

  /** Starts, waits until `begun`, cancels, and checks that the end comes at once and that nothing follows it. */
  async function cancelWhen(
    conversation: Conversation,
    begun: () => boolean,
    start: (conversation: Conversation) => Promise<LiveResult<unknown>>,
  ): Promise<LiveResult<unknown>> {
    const running = start(conversation);
    for (let i = 0; !begun(); i++) {
      assert.ok(i < 4_000, "the phase to cancel never began");
      await sleep(5);
    }
    await sleep(30);
    const cancelled = Date.now();
    conversation.cancel();
    const result = await running;
    const took = Date.now() - cancelled;
    assert.equal(result.kind, "cancelled");
    assert.ok(took < AT_ONCE_MS, `${took} ms`);
    const [steps, lines, requests] = [
      conversation.steps.length,
      conversation.lines.length,
      front.requests.length,
    ];
    await sleep(300);
    assert.deepEqual(
      [conversation.steps.length, conversation.lines.length, front.requests.length],
      [steps, lines, requests],
      "nothing is said or sent afterwards",
    );
    return result;
  }

  const assume = (conversation: Conversation) => createLive().assumeRole(conversation.request);
  const list = (conversation: Conversation) =>
    createLive().listBucket(conversation.request, { bucket, prefix: "" });
  const saw = (match: (request: Recorded) => boolean) => (): boolean => front.requests.some(match);
  const isAssume = ({ form }: Recorded): boolean => form.get("Action") === "AssumeRole";
  const isIdentity = ({ form }: Recorded): boolean => form.get("Action") === "GetCallerIdentity";
  const isList = ({ path }: Recorded): boolean => path.includes("list-type=2");

  it("sends nothing when it was cancelled before", async () => {
    const conversation = talk();
    conversation.cancel();
    assert.deepEqual(await assume(conversation), { kind: "cancelled", steps: [] });
    await sleep(100);
    assert.equal(front.requests.length, 0);
  });

  for (const fault of [{ kind: "silence" }, { kind: "drip" }] satisfies Fault[]) {
    it(`ends at once in AssumeRole (${fault.kind})`, async () => {
      front.fault = (request) => (isAssume(request) ? fault : undefined);
      const result = await cancelWhen(talk(), saw(isAssume), assume);
      assert.deepEqual(
        result.steps.filter(({ kind }) => kind === "hop"),
        [],
      );
    });

    it(`ends at once in the list (${fault.kind}), with the steps so far`, async () => {
      front.fault = (request) => (isList(request) ? fault : undefined);
      const result = await cancelWhen(talk(), saw(isList), list);
      assert.deepEqual(
        result.steps.map(({ kind }) => kind),
        ["source", "hop"],
      );
    });
  }

  it("ends at once in the second hop", async () => {
    const conversation = talk({ hops: [hopTo(role, front.endpoint), hopTo(role, front.endpoint)] });
    front.fault = (request) =>
      front.requests.filter(isAssume).length === 2 && isAssume(request) ? { kind: "silence" } : undefined;
    await cancelWhen(conversation, () => front.requests.filter(isAssume).length === 2, assume);
  });

  it("ends at once in GetCallerIdentity", async () => {
    front.fault = (request) =>
      isIdentity(request) && front.requests.some(isAssume) ? { kind: "silence" } : undefined;
    await cancelWhen(
      talk(),
      () => front.requests.some(isAssume) && front.requests.filter(isIdentity).length === 2,
      (conversation) => createLive().callerIdentity(conversation.request),
    );
  });

  it("ends at once between two tries", async () => {
    front.fault = (request) =>
      isList(request)
        ? {
            kind: "answer",
            status: 503,
            headers: { "retry-after": "5" },
            body: "<Error><Code>SlowDown</Code></Error>",
          }
        : undefined;
    await cancelWhen(talk(), saw(isList), list);
  });

  it("closes the connections of what was under way", async () => {
    front.fault = (request) => (isList(request) ? { kind: "silence" } : undefined);
    await cancelWhen(talk(), saw(isList), list);
    assert.equal(await front.openRequests(), 0);
  });

  it("ends at once while the MFA code is asked for, and sends no code that comes later", async () => {
    let answer: ((code: string) => void) | undefined;
    const conversation = talk({
      hops: [hopTo(role, front.endpoint, { mfaSerial: "arn:aws:iam::111122223333:mfa/phone" })],
      askMfaCode: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    await cancelWhen(conversation, () => answer !== undefined, assume);
    answer?.("123456");
    await sleep(200);
    assert.equal(front.requests.filter(isAssume).length, 0);
  });

  it("ends at once in credential_process, and ends the program and what it started", async () => {
    const pidFile = join(folder, "pid");
    const program = join(folder, "wait.cjs");
    writeFileSync(
      program,
      `require("node:fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000);`,
    );
    const pid = (): number => {
      try {
        return Number(readFileSync(pidFile, "utf8"));
      } catch {
        return 0;
      }
    };
    await cancelWhen(
      talk({ source: { kind: "process", profile: "base", command: `"${process.execPath}" "${program}"` } }),
      () => pid() > 0,
      assume,
    );
    await assertEnded(pid());
  });

  it("ends at once while the instance metadata service is silent", async () => {
    const metadata = await startFront(front.endpoint);
    metadata.fault = () => ({ kind: "silence" });
    try {
      await withEnvironment({ AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata.endpoint }, async () => {
        await cancelWhen(
          talk({ source: { kind: "instanceMetadata" } }),
          () => metadata.requests.length > 0,
          assume,
        );
      });
    } finally {
      await metadata.stop();
    }
  });

  it("ends at once while the SSO portal is silent", async () => {
    front.fault = () => ({ kind: "silence" });
    const cache = join(folder, ".aws", "sso", "cache");
    mkdirSync(cache, { recursive: true });
    // The name is the SHA-1 of the start URL for a profile without an sso-session.
    const startUrl = "https://corp.awsapps.com/start";
    writeFileSync(
      join(cache, `${createHash("sha1").update(startUrl).digest("hex")}.json`),
      JSON.stringify({
        accessToken: "sso-access-token",
        expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      }),
    );
    await withEnvironment(
      { HOME: folder, USERPROFILE: folder, AWS_ENDPOINT_URL_SSO: front.endpoint },
      async () => {
        await cancelWhen(
          talk({
            source: {
              kind: "sso",
              profile: "base",
              startUrl,
              region: "eu-west-1",
              accountId: "111122223333",
              roleName: "Developer",
            },
          }),
          () => front.requests.length > 0,
          assume,
        );
      },
    );
  });

  it("keeps no half-made session", async () => {
    const live = createLive();
    front.fault = (request) => (isList(request) ? { kind: "silence" } : undefined);
    const conversation = talk();
    await cancelWhen(conversation, saw(isList), ({ request }) =>
      live.listBucket(request, { bucket, prefix: "" }),
    );
    front.fault = () => undefined;
    const again = talk();
    valueOf(await live.listBucket(again.request, { bucket, prefix: "" }));
  });

  it("is not needed to end a run: its whole time is bounded", async () => {
    front.fault = () => ({ kind: "silence" });
    const live = createLive({ ...DEFAULT_LIMITS, call: 20_000, run: 600 });
    const started = Date.now();
    const result = await live.assumeRole(talk().request);
    assert.equal(result.kind === "failed" ? result.failure.code : result.kind, "Timeout");
    assert.ok(Date.now() - started < 10_000);
  });
});
