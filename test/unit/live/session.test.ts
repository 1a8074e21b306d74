import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mock } from "node:test";
import { inspect } from "node:util";
import type { Plan } from "../../../src/core/profiles/model.ts";
import { sessionPhase } from "../../../src/core/sessionEnd.ts";
import { profileSections } from "../../../src/live/profileSections.ts";
import { mfaSessionKey, Sessions, sessionKey, type About, type Session } from "../../../src/live/session.ts";

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

const endpoint = { region: "eu-west-1" };
const plan: Plan = {
  profile: "dev",
  source: { kind: "staticKeys", profile: "dev", file: "credentials", session: false },
  hops: [],
  sts: endpoint,
  s3: endpoint,
  iam: endpoint,
  notes: [],
  differences: [],
};
const about: About = {
  kind: "role",
  plan,
  files: { config: "config", credentials: "credentials" },
  sections: "as they were",
};

describe("Sessions", () => {
  it("hands a session out until five minutes before its end", () => {
    const sessions = new Sessions();
    const session = sessionFor(6 * minutes);
    sessions.keep("fresh", session, about, sessions.begin());
    sessions.keep("near its end", sessionFor(4 * minutes), about, sessions.begin());
    assert.equal(sessions.get("fresh")?.session, session);
    assert.equal(sessions.get("near its end"), undefined);
    assert.equal(sessions.get("another"), undefined);
  });

  it("keeps no credentials without an end", () => {
    const sessions = new Sessions();
    sessions.keep("key", sessionFor(undefined), about, sessions.begin());
    assert.equal(sessions.get("key"), undefined);
  });

  it("forgets everything, and what was begun before", () => {
    const sessions = new Sessions();
    const begun = sessions.begin();
    sessions.keep("kept", sessionFor(60 * minutes), about, begun);
    sessions.forgetAll();
    sessions.keep("too late", sessionFor(60 * minutes), about, begun);
    assert.equal(sessions.get("kept"), undefined);
    assert.equal(sessions.get("too late"), undefined);
  });

  it("gives a session elsewhere by its id, while it is held and lasts, and no MFA session", () => {
    const sessions = new Sessions();
    const session = sessionFor(60 * minutes);
    sessions.keep("key", session, about, sessions.begin());
    sessions.keep("mfa", sessionFor(60 * minutes), { ...about, kind: "mfa" }, sessions.begin());
    sessions.keep("near its end", sessionFor(4 * minutes), about, sessions.begin());
    const [held, mfa, near] = sessions.list().map(({ id }) => id);
    assert.equal(sessions.byId(held ?? ""), session);
    assert.equal(sessions.byId(mfa ?? ""), undefined);
    assert.equal(sessions.byId(near ?? ""), undefined);
    sessions.dropId(held ?? "");
    assert.equal(sessions.byId(held ?? ""), undefined);
  });

  it("drops one", () => {
    const sessions = new Sessions();
    sessions.keep("key", sessionFor(60 * minutes), about, sessions.begin());
    sessions.drop("key");
    assert.equal(sessions.get("key"), undefined);
  });
});

describe("the list of sessions", () => {
  it("shows what is held, without its keys, and tells of every change", () => {
    const sessions = new Sessions();
    let changes = 0;
    const stop = sessions.onChange(() => changes++);
    const session = {
      ...sessionFor(60 * minutes),
      role: { arn: "arn:aws:sts::111122223333:assumed-role/A/b" },
    };
    sessions.keep("key", session, about, sessions.begin());
    const [held, ...others] = sessions.list();
    assert.equal(others.length, 0);
    assert.equal(held?.arn, session.role.arn);
    assert.equal(held.plan, plan);
    assert.equal(JSON.stringify(held).includes("wJalr"), false);
    assert.equal(changes, 1);
    sessions.dropId(held.id);
    assert.deepEqual([sessions.list(), changes], [[], 2]);
    stop();
    sessions.forgetAll();
    assert.equal(changes, 2);
  });

  it("drops what was made from sections that read otherwise now", async () => {
    const sessions = new Sessions({ sections: () => Promise.resolve("as they were") });
    sessions.keep("stays", sessionFor(60 * minutes), about, sessions.begin());
    sessions.keep("goes", sessionFor(60 * minutes), { ...about, sections: "older" }, sessions.begin());
    await sessions.recheck();
    assert.notEqual(sessions.get("stays"), undefined);
    assert.equal(sessions.get("goes"), undefined);
    assert.equal(sessions.list().length, 1);
  });

  describe("as time goes", () => {
    let current = "as they were";
    let sessions: Sessions;
    let changes: number;
    beforeEach(() => {
      mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.UTC(2026, 0, 1) });
      current = "as they were";
      sessions = new Sessions({ sections: () => Promise.resolve(current) });
      sessions.keep("key", sessionFor(60 * minutes), about, sessions.begin());
      changes = 0;
      sessions.onChange(() => changes++);
    });
    afterEach(async () => {
      await sessions.close();
      mock.timers.reset();
    });
    const phase = () => sessions.list().map(({ expiration }) => sessionPhase(expiration, new Date()));

    it("tells when a session comes near its end, and when it ends, and refreshes nothing", () => {
      mock.timers.tick(55 * minutes - 1);
      assert.deepEqual([phase(), changes], [["running"], 0]);
      mock.timers.tick(2);
      assert.deepEqual([phase(), changes], [["ending"], 1]);
      assert.equal(sessions.get("key"), undefined, "it is not used again");
      mock.timers.tick(5 * minutes);
      assert.deepEqual([phase(), changes], [["ended"], 2]);
    });

    it("shows one that ended for an hour, without its keys, or until it is made anew", () => {
      mock.timers.tick(60 * minutes + 1);
      const inspected = inspect(sessions, { depth: 10 });
      assert.match(inspected, /eu-west-1/);
      assert.doesNotMatch(inspected, /wJalr/);
      mock.timers.tick(59 * minutes);
      assert.deepEqual(phase(), ["ended"]);
      mock.timers.tick(2 * minutes);
      assert.deepEqual(phase(), []);
      sessions.keep("key", sessionFor(0), about, sessions.begin());
      mock.timers.tick(1);
      assert.deepEqual(phase(), ["ended"]);
      sessions.keep("key", sessionFor(60 * minutes), about, sessions.begin());
      assert.deepEqual(phase(), ["running"]);
    });

    it("drops the row of one that ended with its sections and by its row", async () => {
      mock.timers.tick(60 * minutes + 1);
      await sessions.recheck();
      assert.deepEqual(phase(), ["ended"]);
      current = "changed";
      await sessions.recheck();
      assert.deepEqual(phase(), []);
      sessions.keep("key", sessionFor(-1), about, sessions.begin());
      mock.timers.tick(1);
      sessions.dropId(sessions.list()[0]?.id ?? "");
      assert.deepEqual(phase(), []);
    });
  });
});

describe("remembered sessions", () => {
  /** A secret storage as all windows of an editor see it. */
  class Vault {
    text: string | undefined;
    writes = 0;
    readonly listeners = new Set<() => void>();
    /** Writes wait for it: two windows that read before either has written. */
    gate: Promise<void> = Promise.resolve();

    read = () => Promise.resolve(this.text);
    write = async (text: string | undefined) => {
      await this.gate;
      this.text = text;
      this.writes++;
      for (const listener of [...this.listeners]) listener();
    };
    onChange = (listener: () => void) => {
      this.listeners.add(listener);
      return () => this.listeners.delete(listener);
    };
  }
  const hour = 60 * minutes;
  const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
  const windowOn = async (vault: Vault, profiles = ["dev"], sections = "as they were") => {
    const sessions = new Sessions({ vault, sections: () => Promise.resolve(sections) });
    await sessions.rememberFor(profiles);
    return sessions;
  };
  const keep = (sessions: Sessions, key = "key", more: Partial<About> = {}, lasts = hour) => {
    sessions.keep(key, sessionFor(lasts), { ...about, ...more }, sessions.begin());
  };
  const held = (sessions: Sessions) => sessions.list().map(({ remembered }) => remembered);
  /** What a window that is opened, and closed again, has. */
  const heldByNext = async (vault: Vault) => {
    const next = await windowOn(vault);
    const shown = held(next);
    await next.close();
    return shown;
  };
  const hasKeys = (vault: Vault) => vault.text?.includes("wJalr") === true;

  it("are in the list of the next window before anything is called, the same to the last letter", async () => {
    const vault = new Vault();
    const first = await windowOn(vault);
    keep(first);
    const made = first.get("key");
    await settle();
    const [shown] = first.list();
    await first.close();
    assert.deepEqual(first.list(), []);
    const next = await windowOn(vault);
    assert.deepEqual(next.list(), [shown]);
    assert.equal(shown?.remembered, true);
    assert.deepEqual(next.get("key"), made);
  });

  it("are written at once, not when the window ends", async () => {
    const vault = new Vault();
    keep(await windowOn(vault));
    await settle();
    assert.ok(hasKeys(vault));
  });

  it("reach the vault where the window ends at that moment", async () => {
    const vault = new Vault();
    const sessions = await windowOn(vault);
    keep(sessions);
    const closed = sessions.close();
    assert.deepEqual([sessions.list(), sessions.get("key"), hasKeys(vault)], [[], undefined, false]);
    await closed;
    assert.ok(hasKeys(vault));
    vault.text = undefined;
    assert.doesNotMatch(inspect(sessions, { depth: 10 }), /wJalr/);
  });

  it("are those of the opted in profiles alone, and never an MFA session", async () => {
    const vault = new Vault();
    const sessions = await windowOn(vault, ["another"]);
    keep(sessions);
    keep(sessions, "mfa", { kind: "mfa", plan: { ...plan, profile: "another" } });
    await settle();
    assert.equal(vault.text, undefined);
    assert.deepEqual(held(sessions), [false, false]);
    const unasked = new Sessions({ vault });
    keep(unasked);
    await settle();
    assert.equal(vault.text, undefined);
  });

  it("include what runs already when the user opts in, and stay in memory when he opts out", async () => {
    const vault = new Vault();
    const sessions = await windowOn(vault, []);
    keep(sessions);
    for (let times = 0; times < 2; times++) {
      await sessions.rememberFor(["dev"]);
      assert.deepEqual([held(sessions), hasKeys(vault)], [[true], true]);
      assert.deepEqual(held(await windowOn(vault)), [true]);
      await sessions.rememberFor([]);
      assert.deepEqual([held(sessions), hasKeys(vault)], [[false], false]);
      assert.deepEqual(held(await windowOn(vault)), []);
    }
  });

  it("do not come back once the sections have changed, and are taken out of the vault", async () => {
    const vault = new Vault();
    const first = await windowOn(vault);
    keep(first);
    await settle();
    await first.close();
    assert.deepEqual(held(await windowOn(vault, ["dev"], "changed since")), []);
    assert.equal(hasKeys(vault), false);
  });

  it("are pruned when they have ended", async () => {
    const vault = new Vault();
    const first = await windowOn(vault);
    keep(first);
    await settle();
    await first.close();
    mock.timers.enable({ apis: ["Date"], now: Date.now() + hour });
    try {
      assert.deepEqual(held(await windowOn(vault)), []);
      assert.equal(vault.text, undefined);
    } finally {
      mock.timers.reset();
    }
  });

  it("are forgotten with the session and with all, also where the window made none itself", async () => {
    for (const forget of [
      (sessions: Sessions) => {
        sessions.dropId(sessions.list()[0]?.id ?? "");
      },
      (sessions: Sessions) => {
        sessions.drop("key");
      },
      (sessions: Sessions) => {
        sessions.forgetAll();
      },
    ]) {
      const vault = new Vault();
      const first = await windowOn(vault);
      keep(first);
      await settle();
      await first.close();
      const next = await windowOn(vault);
      forget(next);
      await settle();
      assert.equal(hasKeys(vault), false);
      assert.deepEqual(held(await windowOn(vault)), []);
    }
  });

  it("are forgotten by Forget All of a window that did not take them out", async () => {
    const vault = new Vault();
    const first = await windowOn(vault);
    keep(first);
    await settle();
    new Sessions({ vault }).forgetAll();
    await settle();
    assert.deepEqual([held(first), hasKeys(vault)], [[], false]);
  });

  describe("of two windows", () => {
    it("are not lost where both write at once", async () => {
      const vault = new Vault();
      const [one, other] = [await windowOn(vault), await windowOn(vault)];
      let open: (() => void) | undefined;
      vault.gate = new Promise((resolve) => (open = resolve));
      keep(one, "of one");
      keep(other, "of the other");
      await settle();
      open?.();
      await settle();
      for (const window of [one, other, await windowOn(vault)]) {
        assert.deepEqual(held(window), [true, true]);
        assert.ok(window.get("of one") !== undefined && window.get("of the other") !== undefined);
      }
      const { writes } = vault;
      await settle();
      assert.equal(vault.writes, writes, "they come to rest");
      assert.ok(writes <= 4, `${writes} writes`);
    });

    it("are forgotten in both, and what is made anew afterwards stays", async () => {
      const vault = new Vault();
      const [one, other] = [await windowOn(vault), await windowOn(vault)];
      keep(one);
      await settle();
      assert.deepEqual(held(other), [true]);
      other.forgetAll();
      await settle();
      assert.deepEqual([held(one), held(other)], [[], []]);
      keep(one);
      await settle();
      assert.deepEqual([held(one), held(other)], [[true], [true]]);
      one.drop("key");
      keep(one);
      await settle();
      assert.deepEqual([held(one), held(other)], [[true], [true]]);
      other.drop("key");
      await settle();
      assert.deepEqual([held(one), held(other), hasKeys(vault)], [[], [], false]);
    });

    it("leave what is in the memory of the other alone", async () => {
      const vault = new Vault();
      const [one, other] = [await windowOn(vault), await windowOn(vault)];
      keep(one, "not kept", { plan: { ...plan, profile: "third" } });
      other.forgetAll();
      await settle();
      assert.deepEqual(held(one), [false]);
    });

    it("come to rest where they disagree on what is kept, as two profiles of an editor may", async () => {
      const vault = new Vault();
      const one = await windowOn(vault);
      keep(one);
      await settle();
      const other = await windowOn(vault, []);
      await settle();
      assert.deepEqual([held(one), held(other), hasKeys(vault)], [[false], [], false]);
      const { writes } = vault;
      await settle();
      assert.equal(vault.writes, writes);
      assert.notEqual(one.get("key"), undefined);
    });
  });

  it("are nothing where the vault holds something else, and the next one is written all the same", async () => {
    const vault = new Vault();
    const first = await windowOn(vault);
    keep(first);
    await settle();
    await first.close();
    const good = vault.text ?? "";
    const [, kept] = (JSON.parse(good) as { sessions: [string, object][] }).sessions[0] ?? [];
    assert.ok(kept !== undefined);
    const holding = (...sessions: unknown[]) =>
      JSON.stringify({ version: 2, sessions, marks: [], allForgottenAt: 0 });
    for (const text of [
      "",
      "{",
      "[]",
      "null",
      "7",
      '{"version":1,"sessions":[]}',
      '{"version":2}',
      '{"version":2,"sessions":{},"marks":7,"allForgottenAt":"x"}',
      holding(null, {}, [], ["id"], ["id", null], ["id", {}]),
      ...["session", "about", "began", "since"].map((name) =>
        holding(["id", { ...kept, [name]: undefined }]),
      ),
      holding(["id", { ...kept, began: "yesterday" }]),
      holding(["id", { ...kept, since: 1e15 }]),
      holding(["id", { ...kept, session: { credentials: {}, role: {} } }]),
      holding(["id", { ...kept, about: { ...about, plan: { profile: "dev" } } }]),
      holding(["id", { ...kept, about: { ...about, kind: "mfa" } }]),
      good.slice(0, -30),
    ]) {
      vault.text = text;
      const next = await windowOn(vault);
      assert.deepEqual(held(next), [], text);
      keep(next);
      await settle();
      assert.deepEqual(held(next), [true], text);
      await next.close();
      assert.deepEqual(await heldByNext(vault), [true], text);
    }
    vault.text = holding(["broken", {}], ["id", kept]);
    assert.deepEqual(await heldByNext(vault), [true], "one that is broken costs no other");
    vault.text = JSON.stringify({ version: 2, sessions: [["id", kept]], marks: [["id", { at: 1e15 }]] });
    assert.deepEqual(await heldByNext(vault), [true], "nor does a broken mark");
  });

  it("stay in memory where the vault refuses, and are not said to be kept", async () => {
    const vault = new Vault();
    const { read, write } = vault;
    const refuse = () => Promise.reject(new Error("The keychain is locked"));
    for (const refusal of ["read", "write"] as const) {
      vault.text = undefined;
      Object.assign(vault, { [refusal]: refuse });
      const sessions = await windowOn(vault);
      keep(sessions);
      await settle();
      assert.notEqual(sessions.get("key"), undefined);
      assert.deepEqual(held(sessions), [false], refusal);
      Object.assign(vault, { read, write });
      keep(sessions, "next");
      await settle();
      assert.deepEqual(held(sessions), [true, true], "unlocked, it gets both");
      Object.assign(vault, { [refusal]: refuse });
      sessions.drop("key");
      await settle();
      assert.deepEqual(held(sessions), [false]);
      Object.assign(vault, { read, write });
      await sessions.rememberFor(["dev"]);
      assert.deepEqual(held(await windowOn(vault)), [true], "what was forgotten meanwhile is out");
    }
  });

  it("are not waited for without end where the vault does not answer", async () => {
    const vault = new Vault();
    vault.read = () => new Promise(() => undefined);
    const sessions = new Sessions({ vault, sections: () => Promise.resolve("") });
    void sessions.rememberFor(["dev"]);
    const started = Date.now();
    await sessions.ready("another");
    assert.ok(Date.now() - started < 1000);
    await sessions.ready("dev");
    assert.ok(Date.now() - started < 10_000);
  });

  it("do not appear in a window that was closed meanwhile", async () => {
    const vault = new Vault();
    const first = await windowOn(vault);
    keep(first);
    await settle();
    const next = new Sessions({ vault, sections: () => Promise.resolve("as they were") });
    const asked = next.rememberFor(["dev"]);
    await Promise.all([next.close(), asked]);
    assert.deepEqual(next.list(), []);
    assert.equal(vault.listeners.size, 1);
  });
});

describe("profileSections", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "assume-role-sections-"));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const digest = (config: string, credentials: string, profile = "dev") => {
    const files = { config: join(folder, "config"), credentials: join(folder, "credentials") };
    writeFileSync(files.config, config);
    writeFileSync(files.credentials, credentials);
    return profileSections({ profile }, files);
  };
  const config = `[profile dev]
source_profile = base
sso_session = corp
services = local
[sso-session corp]
sso_region = eu-west-1
[services local]
sts =
  endpoint_url = http://127.0.0.1:1
[profile other]
region = eu-west-1
`;
  const credentials = "[base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n";

  it("changes with every section on the way, and with no other", async () => {
    const before = await digest(config, credentials);
    for (const [from, to] of [
      ["sso_region = eu-west-1", "sso_region = eu-west-2"],
      ["127.0.0.1:1", "127.0.0.1:2"],
      ["source_profile = base", "source_profile = other"],
    ] as const)
      assert.notEqual(await digest(config.replace(from, to), credentials), before, from);
    assert.notEqual(await digest(config, credentials.replace("EXAMPLE", "EXAMPLF")), before);
    assert.equal(
      await digest(config.replace("[profile other]\n", "[profile other]\nx = 1\n"), credentials),
      before,
    );
    assert.equal(await digest(`[profile third]\n${config}`, credentials), before);
  });

  it("ends on circles and takes a missing file for an empty one", async () => {
    const circle = "[profile dev]\nsource_profile = dev\n";
    assert.equal(await digest(circle, ""), await digest(circle, ""));
    assert.match(
      await profileSections({ profile: "dev" }, { config: "/no", credentials: "/no" }),
      /^\w{64}$/,
    );
    assert.equal(await profileSections({}, { config: "/no", credentials: "/no" }), "");
  });
});

describe("sessionKey", () => {
  const request = { plan, files: about.files } as Parameters<typeof sessionKey>[0];
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
    // The words of a plan are no part of what it calls.
    const told = { ...request, plan: { ...request.plan, notes: ["x"], differences: ["y"] } };
    assert.equal(key, sessionKey(told, keys));
    assert.ok(!key.includes(keys.secretAccessKey) && !key.includes(keys.accessKeyId));
  });

  it("is a device's own for a GetSessionToken session, whatever role it is for", () => {
    const hop = {
      mfaSerial: "arn:aws:iam::111122223333:mfa/phone",
      roleArn: "arn:aws:iam::111122223333:role/A",
    };
    const key = mfaSessionKey({ ...hop, sts: endpoint }, keys);
    // Another role, in another region: a session of GetSessionToken is good in all regions of its partition.
    const other = { ...hop, roleArn: "arn:aws:iam::444455556666:role/B" };
    assert.equal(
      key,
      mfaSessionKey({ ...other, sts: { region: "us-east-1", regionFrom: "AWS_REGION" } }, keys),
    );
    assert.notEqual(
      key,
      mfaSessionKey({ ...hop, roleArn: "arn:aws-cn:iam::111122223333:role/A", sts: endpoint }, keys),
    );
    assert.notEqual(
      key,
      mfaSessionKey({ ...hop, mfaSerial: "arn:aws:iam::111122223333:mfa/key", sts: endpoint }, keys),
    );
    assert.notEqual(
      key,
      mfaSessionKey({ ...hop, sts: { region: "eu-west-1", url: "http://127.0.0.1:1" } }, keys),
    );
    assert.equal(key.includes(keys.accessKeyId), false);
  });
});
