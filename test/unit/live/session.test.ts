import assert from "node:assert/strict";
import { Sessions, sessionKey, type Session } from "../../../src/live/session.ts";

const minutes = 60_000;

function sessionFor(lastsMs: number | undefined): Session {
  return {
    credentials: {
      accessKeyId: "ASIAIOSFODNN7EXAMPLE",
      secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
      ...(lastsMs === undefined ? {} : { expiration: new Date(Date.now() + lastsMs) }),
    },
    role: {},
  };
}

describe("Sessions", () => {
  it("hands a session out until five minutes before its end", () => {
    const sessions = new Sessions();
    const session = sessionFor(6 * minutes);
    sessions.keep("fresh", session, sessions.begin());
    sessions.keep("near its end", sessionFor(4 * minutes), sessions.begin());
    assert.equal(sessions.get("fresh"), session);
    assert.equal(sessions.get("near its end"), undefined);
    assert.equal(sessions.get("another"), undefined);
  });

  it("keeps no credentials without an end", () => {
    const sessions = new Sessions();
    sessions.keep("key", sessionFor(undefined), sessions.begin());
    assert.equal(sessions.get("key"), undefined);
  });

  it("forgets everything, and what was begun before", () => {
    const sessions = new Sessions();
    const begun = sessions.begin();
    sessions.keep("kept", sessionFor(60 * minutes), begun);
    sessions.forgetAll();
    sessions.keep("too late", sessionFor(60 * minutes), begun);
    assert.equal(sessions.get("kept"), undefined);
    assert.equal(sessions.get("too late"), undefined);
  });

  it("drops one", () => {
    const sessions = new Sessions();
    sessions.keep("key", sessionFor(60 * minutes), sessions.begin());
    sessions.drop("key");
    assert.equal(sessions.get("key"), undefined);
  });
});

describe("sessionKey", () => {
  const request = { plan: { hops: [] }, files: {} } as unknown as Parameters<typeof sessionKey>[0];
  const keys = {
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  };

  it("differs when the keys were changed, and shows none of them", () => {
    const key = sessionKey(request, keys);
    assert.notEqual(
      key,
      sessionKey(request, { ...keys, secretAccessKey: "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY" }),
    );
    assert.notEqual(key, sessionKey(request, undefined));
    assert.equal(key, sessionKey(request, { ...keys }));
    assert.ok(!key.includes(keys.secretAccessKey) && !key.includes(keys.accessKeyId));
  });
});
