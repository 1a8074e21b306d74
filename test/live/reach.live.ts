import assert from "node:assert/strict";
import type { Reached } from "../../src/core/livePort.ts";
import { reachFindings } from "../../src/core/setup/reachFindings.ts";
import { createLive } from "../../src/live/live.ts";
import { DEFAULT_LIMITS } from "../../src/live/limits.ts";
import { startFront, type Front } from "../servers/front.ts";
import { servers } from "./servers.ts";

/** The check of the set-up asks the endpoints for any answer at all. */
describe("reaching endpoints", () => {
  let front: Front;
  before(async () => {
    front = await startFront(servers().moto.endpoint);
  });
  after(() => front.stop());
  afterEach(() => {
    front.fault = () => undefined;
    front.requests.length = 0;
  });

  const limits = { ...DEFAULT_LIMITS, connect: 2_000 };
  const reach = (
    addresses: readonly string[],
    signal = new AbortController().signal,
  ): Promise<readonly Reached[]> => createLive(limits).reach(addresses, signal);
  const codes = (reached: readonly Reached[]): string[] =>
    reachFindings(reached).map(({ severity, code }) => `${severity} ${code}`);
  const answerAt = (secondsAhead: number): void => {
    const date = new Date(Date.now() + secondsAhead * 1000).toUTCString();
    front.fault = () => ({ kind: "answer", status: 403, headers: { date } });
  };

  it("takes any answer of a real server for reachable, and sends no credentials", async () => {
    const { moto, radosgw } = servers();
    const reached = await reach([front.endpoint, moto.endpoint, radosgw.endpoint]);
    assert.deepEqual(
      reached.map(({ kind }) => kind),
      ["answered", "answered", "answered"],
    );
    assert.deepEqual(codes(reached), []);
    const [request] = front.requests;
    assert.ok(request !== undefined && request.headers.authorization === undefined && request.body === "");
  });

  it("tells a clock that is ten minutes off, either way, and one that soon will be", async () => {
    answerAt(600);
    const ahead = reachFindings(await reach([front.endpoint]));
    assert.match(
      ahead[0]?.message ?? "",
      /^The clock of this machine is (9\.9|10|10\.1) minutes behind http/,
    );
    assert.equal(ahead[0]?.severity, "error");
    answerAt(-600);
    assert.match(reachFindings(await reach([front.endpoint]))[0]?.message ?? "", /minutes ahead of/);
    answerAt(120);
    assert.deepEqual(codes(await reach([front.endpoint])), ["warning clockSkew"]);
  });

  it("says why an endpoint is not reached", async () => {
    const refused = await reach(["http://127.0.0.1:1"]);
    assert.match(
      reachFindings(refused)[0]?.message ?? "",
      /127\.0\.0\.1:1 cannot be reached: nothing listens there\./,
    );
    front.fault = () => ({ kind: "reset" });
    assert.match(reachFindings(await reach([front.endpoint]))[0]?.message ?? "", /the connection was cut/);
    front.fault = () => ({ kind: "silence" });
    assert.match(reachFindings(await reach([front.endpoint]))[0]?.message ?? "", /no answer within 2 s/);
    const [odd] = await reach(["not a url"]);
    assert.equal(odd?.kind, "unreachable");
  });

  it("ends when it is cancelled", async () => {
    front.fault = () => ({ kind: "silence" });
    const abort = new AbortController();
    const asked = createLive({ ...limits, connect: 60_000 }).reach([front.endpoint], abort.signal);
    while (front.requests.length === 0) await new Promise((done) => setTimeout(done, 10));
    abort.abort();
    const [reached] = await asked;
    assert.equal(reached?.kind === "unreachable" ? reached.reason : "", "the check was cancelled");
  });
});
