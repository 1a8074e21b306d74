import assert from "node:assert/strict";
import type { LiveRequest, LiveResult } from "../../src/core/livePort.ts";
import { createLive, type LiveOptions } from "../../src/live/live.ts";
import { DEFAULT_LIMITS } from "../../src/live/limits.ts";
import { startFront, type Fault, type Front, type Recorded } from "../servers/front.ts";
import type { MotoAccount } from "../servers/moto.ts";
import type { Keys } from "../servers/radosgw.ts";
import { converse, failureOf, hopTo } from "./conversation.ts";
import { trust } from "./policies.ts";
import { servers } from "./servers.ts";

const limits = { ...DEFAULT_LIMITS, connect: 500, call: 1_500, sourceIdentity: 200 };
const mfaSerial = "arn:aws:iam::111122223333:mfa/phone";

const isAction =
  (action: string) =>
  ({ form }: Recorded): boolean =>
    form.get("Action") === action;

/** Every call that goes over the wire, and how its request is told from the others. */
const calls: readonly {
  readonly name: string;
  readonly is: (request: Recorded) => boolean;
  readonly run: (live: ReturnType<typeof createLive>, request: LiveRequest) => Promise<LiveResult<unknown>>;
  readonly device?: boolean;
}[] = [
  { name: "AssumeRole", is: isAction("AssumeRole"), run: (live, request) => live.assumeRole(request) },
  {
    name: "GetSessionToken",
    is: isAction("GetSessionToken"),
    run: (live, request) => live.assumeRole(request),
    device: true,
  },
  {
    name: "GetCallerIdentity",
    is: ({ form, headers }) =>
      form.get("Action") === "GetCallerIdentity" && headers["x-amz-security-token"] !== undefined,
    run: (live, request) => live.callerIdentity(request),
  },
  {
    name: "ListObjectsV2",
    is: ({ path }) => path.includes("list-type=2"),
    run: (live, request) => live.listBucket(request, { bucket: "fault-bucket", prefix: "" }),
  },
  { name: "ListRoles", is: isAction("ListRoles"), run: (live, request) => live.listRoles(request, {}) },
  {
    name: "GetSigninToken",
    is: ({ path }) => path.includes("getSigninToken"),
    run: (live, request) => live.consoleAddress(request),
  },
];

const faults: readonly { readonly name: string; readonly fault: Fault; readonly code: RegExp }[] = [
  { name: "silence", fault: { kind: "silence" }, code: /^Timeout$/ },
  { name: "a slow drip", fault: { kind: "drip" }, code: /^Timeout$/ },
  { name: "a reset", fault: { kind: "reset" }, code: /^Network$/ },
  { name: "an answer cut off", fault: { kind: "cutOff" }, code: /^(Network|MalformedAnswer|Timeout)$/ },
  {
    name: "truncated XML",
    fault: { kind: "answer", status: 200, body: "<?xml version='1.0'?><Result><Cred" },
    code: /^MalformedAnswer$/,
  },
  {
    name: "malformed XML",
    fault: { kind: "answer", status: 200, body: "<a><b></a></b>&;" },
    code: /^MalformedAnswer$/,
  },
  { name: "nothing at all", fault: { kind: "answer", status: 200, body: "" }, code: /^MalformedAnswer$/ },
  {
    name: "500",
    fault: { kind: "answer", status: 500, body: "" },
    code: /^(ServerError|SigninTokenRefused|InternalError|Timeout)$/,
  },
  {
    name: "throttling with Retry-After",
    fault: {
      kind: "answer",
      status: 429,
      headers: { "retry-after": "60" },
      body: "<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>",
    },
    code: /^(Throttling|TooManyRequests|SigninTokenRefused)$/,
  },
];

/** A front before moto breaks one call of a chain; the rest are the server's own answers. */
describe("a fault on the wire", () => {
  let front: Front;
  let account: MotoAccount;
  let dev: Keys & { readonly arn: string };
  let role: string;

  before(async () => {
    const { moto } = servers();
    await moto.reset();
    account = await moto.account("111122223333");
    dev = await account.createUser("dev");
    role = await account.createRole("Reader", trust({ AWS: dev.arn }));
    await account.createBucket("fault-bucket");
    front = await startFront(moto.endpoint);
  });
  after(() => front.stop());
  beforeEach(() => {
    front.requests.length = 0;
  });

  for (const call of calls) {
    for (const { name, fault, code } of faults) {
      it(`in ${call.name} is one clear failure in time: ${name}`, async () => {
        front.fault = (request) => (call.is(request) ? fault : undefined);
        const options: LiveOptions = { federationEndpoint: `${front.endpoint}/federation` };
        const talk = converse({
          endpoint: front.endpoint,
          keys: dev,
          hops: [hopTo(role, front.endpoint, call.device === true ? { mfaSerial } : {})],
          mfaCode: "123456",
        });
        const started = Date.now();
        const failure = failureOf(await call.run(createLive(limits, options), talk.request));
        // The limit of the call under test, and room for the others on a busy machine.
        assert.ok(Date.now() - started < limits.call + 8_000, `${Date.now() - started} ms`);
        assert.ok(front.requests.some(call.is), "the call was made");
        assert.match(failure.code, code);
        assert.match(failure.headline, /^\S.+\.$/);
        assert.ok(failure.fixes.length > 0, "it says what to do");
        assert.equal(await front.openRequests(), 0, "nothing hangs");
      });
    }
  }

  for (const [code, is, run] of [
    ["SignatureDoesNotMatch", calls[0]?.is, calls[0]?.run],
    ["RequestTimeTooSkewed", calls[3]?.is, calls[3]?.run],
  ] as const) {
    it(`of a clock that is ten minutes off is named as such (${code})`, async () => {
      assert.ok(is !== undefined && run !== undefined);
      front.fault = (request) =>
        is(request)
          ? {
              kind: "answer",
              status: 403,
              headers: { date: new Date(Date.now() + 600_000).toUTCString() },
              body: `<ErrorResponse><Error><Code>${code}</Code><Message>Signature expired: now earlier</Message></Error></ErrorResponse>`,
            }
          : undefined;
      const talk = converse({ endpoint: front.endpoint, keys: dev, hops: [hopTo(role, front.endpoint)] });
      const failure = failureOf(await run(createLive(limits), talk.request));
      assert.match(failure.headline, /clock of this machine is 10 minutes behind/);
    });
  }
});
