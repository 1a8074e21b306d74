import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Plan } from "../../../src/core/profiles/model.ts";
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
  remember: false,
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

  it("does not show what has ended", () => {
    const sessions = new Sessions();
    sessions.keep("key", sessionFor(-1), about, sessions.begin());
    assert.deepEqual(sessions.list(), []);
  });

  it("drops what was made from sections that read otherwise now", async () => {
    const sessions = new Sessions();
    sessions.keep("stays", sessionFor(60 * minutes), about, sessions.begin());
    sessions.keep("goes", sessionFor(60 * minutes), { ...about, sections: "older" }, sessions.begin());
    await sessions.recheck(() => Promise.resolve("as they were"));
    assert.notEqual(sessions.get("stays"), undefined);
    assert.equal(sessions.get("goes"), undefined);
  });
});

describe("remembered sessions", () => {
  function openVault() {
    const vault = {
      text: undefined as string | undefined,
      read: () => Promise.resolve(vault.text),
      write: (text: string | undefined) => {
        vault.text = text;
        return Promise.resolve();
      },
    };
    return vault;
  }
  const remembered: About = { ...about, remember: true };

  it("are there in the next window, the same to the last letter", async () => {
    const vault = openVault();
    const first = new Sessions(vault);
    const session = sessionFor(60 * minutes);
    first.keep("key", session, remembered, first.begin());
    await first.recall("another", "as they were", first.begin());
    first.close();
    assert.deepEqual(first.list(), []);
    const next = new Sessions(vault);
    const back = await next.recall("key", "as they were", next.begin());
    assert.deepEqual(back?.session, session);
    assert.equal(next.list()[0]?.remembered, true);
  });

  it("are written only where the user opted in", async () => {
    const vault = openVault();
    const sessions = new Sessions(vault);
    sessions.keep("key", sessionFor(60 * minutes), about, sessions.begin());
    await sessions.rememberOnly([]);
    assert.equal(vault.text, undefined);
  });

  it("do not come back once the sections have changed, or another plan asks", async () => {
    const vault = openVault();
    const first = new Sessions(vault);
    first.keep("key", sessionFor(60 * minutes), remembered, first.begin());
    assert.equal(await first.recall("key", "changed since", first.begin()), undefined);
    assert.equal(await first.recall("another key", "as they were", first.begin()), undefined);
  });

  it("are forgotten with the session, with all, and with the opting in", async () => {
    for (const forget of [
      (sessions: Sessions) => {
        sessions.drop("key");
        return Promise.resolve();
      },
      (sessions: Sessions) => {
        sessions.forgetAll();
        return Promise.resolve();
      },
      (sessions: Sessions) => sessions.rememberOnly(["another profile"]),
    ]) {
      const vault = openVault();
      const sessions = new Sessions(vault);
      sessions.keep("key", sessionFor(60 * minutes), remembered, sessions.begin());
      await forget(sessions);
      assert.equal(await sessions.recall("key", "as they were", sessions.begin()), undefined);
      assert.equal(vault.text, undefined);
    }
  });

  it("are nothing where the vault is broken or locked", async () => {
    for (const text of ["", "{", "[]", "null", '{"version":1}', '{"version":1,"sessions":[{}]}']) {
      const vault = { ...openVault(), read: () => Promise.resolve(text) };
      assert.equal(await new Sessions(vault).recall("key", "", 0), undefined);
    }
    const locked = {
      read: () => Promise.resolve(undefined),
      write: () => Promise.reject(new Error("locked")),
    };
    const sessions = new Sessions(locked);
    sessions.keep("key", sessionFor(60 * minutes), remembered, sessions.begin());
    await sessions.rememberOnly(["dev"]);
    assert.notEqual(sessions.get("key"), undefined);
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
