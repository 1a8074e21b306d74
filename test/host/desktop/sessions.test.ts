import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { HeldSession, Live, SessionVault } from "../../../src/core/livePort.ts";
import { planForProfile } from "../../../src/core/profiles/plan.ts";
import { sessionPhase } from "../../../src/core/sessionEnd.ts";
import type { AwsMachine } from "../../../src/host/awsMachine.ts";
import { commands, settings } from "../../../src/host/ids.ts";
import { createMachine } from "../../../src/host/node/machine.ts";
import { CurrentProfile } from "../../../src/host/profiles/currentProfile.ts";
import { ProfileStore } from "../../../src/host/profiles/profileStore.ts";
import { HeldSessions } from "../../../src/host/sessions/heldSessions.ts";
import { sessionVault } from "../../../src/host/sessions/sessionVault.ts";
import { ShortLivedClipboard } from "../../../src/host/sessions/shortLivedClipboard.ts";
import { sessionItem } from "../../../src/host/views/sessionRow.ts";
import { createWorkbench } from "../../../src/host/workbench.ts";
import { startLoopback, type Loopback } from "../../servers/loopback.ts";
import { memento } from "../harness/memento.ts";
import { ourExtension } from "../harness/ourExtension.ts";
import { until } from "../harness/until.ts";

const minute = 60_000;

/** A server that gives a session of any role, for as long as a test says. */
async function startSts(lasts: () => number): Promise<Loopback> {
  return startLoopback((_, body, response) => {
    const asked = new URLSearchParams(body.toString());
    const arn = asked.get("RoleArn")?.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/");
    response
      .writeHead(200, { "content-type": "text/xml" })
      .end(
        asked.get("Action") === "AssumeRole"
          ? `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><AssumedRoleUser><Arn>${arn}/here</Arn><AssumedRoleId>AROAEXAMPLE:here</AssumedRoleId></AssumedRoleUser><Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY</SecretAccessKey><SessionToken>token</SessionToken><Expiration>${new Date(Date.now() + lasts()).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`
          : `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::111111111111:user/dev</Arn><UserId>AIDAEXAMPLE</UserId><Account>111111111111</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
      );
  });
}

describe("the sessions of a window", () => {
  let folder: string;
  let sts: Loopback;
  let lasts: number;
  let disposables: { dispose(): void }[];

  interface Window {
    readonly machine: AwsMachine;
    readonly live: () => Promise<Live>;
    readonly current: CurrentProfile;
    readonly sessions: HeldSessions;
    readonly assume: (profile: string) => Promise<void>;
    readonly shown: () => string[];
  }

  const file = (name: "config" | "credentials") => join(folder, ".aws", name);
  const config = () => `[profile reader]
role_arn = arn:aws:iam::222222222222:role/Reader
source_profile = base
services = local

[profile writer]
role_arn = arn:aws:iam::222222222222:role/Writer
source_profile = base
services = local

[profile elsewhere]
role_arn = arn:aws:iam::333333333333:role/Reader
source_profile = base
services = local

[profile base]
region = us-east-1

[services local]
sts =
  endpoint_url = ${sts.endpoint}
`;
  const credentials = `[base]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
`;

  /** A window of the editor with the profile `reader` in force. */
  async function openWindow(vault: SessionVault): Promise<Window> {
    const machine: AwsMachine = {
      ...createMachine(vault),
      environment: () => ({}),
      files: () => ({ config: file("config"), credentials: file("credentials") }),
    };
    const store = new ProfileStore(machine);
    const current = new CurrentProfile(memento(), machine);
    await current.switchTo("reader");
    const sessions = new HeldSessions(machine, store, current);
    disposables.push(sessions, current, store);
    return {
      machine,
      live: () => machine.live(),
      current,
      sessions,
      assume: async (profile) => {
        const result = planForProfile(await store.load(), profile, {});
        assert.ok(result.kind === "plan");
        const answer = await (
          await machine.live()
        ).assumeRole({
          plan: result.plan,
          files: machine.files(),
          signal: new AbortController().signal,
          askMfaCode: () => Promise.resolve(undefined),
          onStep: () => undefined,
          log: () => undefined,
        });
        assert.equal(answer.kind, "ok", JSON.stringify(answer));
      },
      shown: () => sessions.list().map(({ plan }) => plan.profile ?? ""),
    };
  }
  const noVault: SessionVault = {
    read: () => Promise.resolve(undefined),
    write: () => Promise.resolve(),
  };
  const isShown = (window: Window, ...profiles: string[]) =>
    until(`${profiles.join()} are shown`, () => window.shown().join() === profiles.join() || undefined);

  beforeEach(async () => {
    lasts = 60 * minute;
    sts = await startSts(() => lasts);
    folder = mkdtempSync(join(tmpdir(), "host-sessions-"));
    mkdirSync(join(folder, ".aws"));
    writeFileSync(file("config"), config());
    writeFileSync(file("credentials"), credentials);
    disposables = [];
  });
  afterEach(async () => {
    for (const one of disposables) one.dispose();
    await sts.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("stay where one switches to a profile of the same account, and end where the account is another", async () => {
    const window = await openWindow(noVault);
    await window.assume("reader");
    await window.assume("writer");
    await window.current.switchTo("reader");
    await window.current.switchTo("writer");
    await window.assume("elsewhere");
    assert.deepEqual(window.shown(), ["reader", "writer", "elsewhere"]);
    await window.current.switchTo("elsewhere");
    await isShown(window, "reader", "elsewhere");
  });

  it("end where the account of either profile is not known", async () => {
    const window = await openWindow(noVault);
    await window.assume("reader");
    await window.current.switchTo("base");
    await isShown(window);
    await window.current.switchTo("reader");
    await window.assume("reader");
    await window.current.switchTo("no such profile");
    await isShown(window);
  });

  for (const [what, name, from, to] of [
    ["its own section", "config", "role/Reader", "role/Reading"],
    ["the section of its source", "config", "[profile base]\n", "[profile base]\noutput = json\n"],
    ["the keys of its source", "credentials", "AKIAIOSFODNN7EXAMPLE", "AKIAI44QH8DHBEXAMPLE"],
    ["the services that it names", "config", "sts =", "sts =\n  max_attempts = 2"],
  ] as const)
    it(`end when ${what} is changed`, async () => {
      const window = await openWindow(noVault);
      await window.assume("reader");
      const before = name === "config" ? config() : credentials;
      assert.ok(before.includes(from));
      writeFileSync(file(name), before.replace(from, to));
      await isShown(window);
    });

  it("stay when another section is changed", async () => {
    const window = await openWindow(noVault);
    await window.assume("reader");
    await window.assume("elsewhere");
    writeFileSync(file("config"), config().replace("333333333333:role/Reader", "333333333333:role/Other"));
    await isShown(window, "reader");
  });

  it("end with the window", async () => {
    const window = await openWindow(noVault);
    await window.assume("reader");
    const live = await window.live();
    assert.equal(live.sessions().length, 1);
    window.sessions.dispose();
    assert.deepEqual(live.sessions(), []);
  });

  it("have a menu of their own on their rows, not that of a role profile", async () => {
    const window = await openWindow(noVault);
    await window.assume("reader");
    const [session] = window.sessions.list();
    assert.ok(session !== undefined);
    const { contributes } = ourExtension().packageJSON as {
      contributes: { menus: Record<string, readonly { command: string; when?: string }[]> };
    };
    const commandsOn = (kind: HeldSession["kind"]) => {
      const { contextValue } = sessionItem({ ...session, kind }, []);
      const offered = (contributes.menus["view/item/context"] ?? []).filter(({ when }) => {
        const viewItem = /view == assumeRole\.profiles && viewItem =~ \/(.+)\/$/.exec(when ?? "")?.[1];
        return viewItem !== undefined && new RegExp(viewItem).test(contextValue ?? "");
      });
      return [...new Set(offered.map(({ command }) => command))].sort();
    };
    const all = [
      commands.copyCliCommand,
      commands.copyExports,
      commands.forgetSession,
      commands.openConsole,
      commands.openTerminal,
      commands.renewSession,
      commands.writeAsProfile,
    ];
    assert.deepEqual(commandsOn("role"), all);
    assert.deepEqual(commandsOn("source"), all);
    assert.deepEqual(commandsOn("mfa"), [commands.forgetSession]);
  });

  it("are refreshed by nobody, and the views are told when one comes near its end and ends", async () => {
    const window = await openWindow(noVault);
    const phases: string[] = [];
    window.sessions.onDidChange(() => {
      const [session] = window.sessions.list();
      if (session !== undefined) phases.push(sessionPhase(session.expiration, new Date()));
    });
    lasts = 5 * minute + 2_000;
    await window.assume("reader");
    await until("it comes near its end", () => phases.includes("ending") || undefined);
    assert.deepEqual([...new Set(phases)], ["running", "ending"]);
    lasts = 1_000;
    await window.assume("reader");
    await until("it has ended", () => phases.includes("ended") || undefined);
    assert.deepEqual(window.shown(), ["reader"]);
  });

  describe("of a profile that the user keeps", () => {
    let secrets: vscode.SecretStorage;
    const configuration = () => vscode.workspace.getConfiguration(settings.section);
    const keepProfiles = (...names: string[]) =>
      configuration().update(settings.rememberedSessions, names, vscode.ConfigurationTarget.Global);

    beforeEach(() => {
      secrets = secretStorage();
    });
    afterEach(() => keepProfiles());

    it("come to the next window when a view looks, and leave the secret storage when the user turns it off", async () => {
      const first = await openWindow(sessionVault(secrets, "machine"));
      await first.assume("reader");
      await first.assume("writer");
      await keepProfiles("reader");
      await until("it is kept", () => first.sessions.of("reader")[0]?.remembered === true || undefined);
      assert.deepEqual(
        first.sessions.list().map(({ remembered }) => remembered),
        [true, false],
      );
      first.sessions.dispose();

      const next = await openWindow(sessionVault(secrets, "machine"));
      assert.deepEqual(next.shown(), [], "nothing is loaded before a view looks");
      next.sessions.look();
      await isShown(next, "reader");
      const elsewhere = await openWindow(sessionVault(secrets, "another machine"));
      elsewhere.sessions.look();
      await elsewhere.live();
      assert.deepEqual(elsewhere.shown(), []);

      await keepProfiles();
      await until("it is in memory only", () => next.sessions.list()[0]?.remembered === false || undefined);
      assert.equal((await secrets.get("rememberedSessions machine"))?.includes("wJalr"), false);
    });

    it("stay in memory where the secret storage refuses, and the user is told in words, once", async () => {
      const told: string[] = [];
      const locked: vscode.SecretStorage = {
        ...secrets,
        get: () => Promise.reject(new Error("The keychain is locked.")),
        store: () => Promise.reject(new Error("The keychain is locked.")),
      };
      await keepProfiles("reader");
      const window = await openWindow(sessionVault(locked, "machine", (message) => told.push(message)));
      await window.assume("reader");
      await window.assume("writer");
      await window.assume("reader");
      await until("the user is told", () => (told.length > 0 ? true : undefined));
      assert.deepEqual(told, [
        "The secret storage of the editor refuses: The keychain is locked. Sessions are in the memory of this window only; what was kept before stays there until its own end.",
      ]);
      assert.deepEqual(window.shown(), ["writer", "reader"]);
      assert.equal(window.sessions.of("reader")[0]?.remembered, false);
    });
  });
});

/** What an editor keeps secrets in, shared by its windows. */
function secretStorage(): vscode.SecretStorage {
  const values = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  const storage: Pick<vscode.SecretStorage, "get" | "store" | "delete" | "onDidChange"> = {
    get: (key) => Promise.resolve(values.get(key)),
    store: (key, value) => {
      values.set(key, value);
      changed.fire({ key });
      return Promise.resolve();
    },
    delete: (key) => {
      values.delete(key);
      changed.fire({ key });
      return Promise.resolve();
    },
    onDidChange: changed.event,
  };
  // Newer editors also list the keys.
  return { ...storage, keys: () => Promise.resolve([...values.keys()]) } as vscode.SecretStorage;
}

describe("the clipboard that is emptied", () => {
  const { clipboard } = vscode.env;
  const secret = "export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  const holds = (text: string) =>
    until(`it holds '${text}'`, async () => (await clipboard.readText()) === text || undefined);
  let short: ShortLivedClipboard;
  afterEach(() => {
    short.dispose();
  });

  it("holds the text, and nothing when its time is over", async () => {
    short = new ShortLivedClipboard(1_500);
    await short.copy(secret);
    assert.equal(await clipboard.readText(), secret);
    await holds("");
  });

  it("is left alone where the user has copied something else", async () => {
    const reads: string[] = [];
    short = new ShortLivedClipboard(200, {
      writeText: (text) => clipboard.writeText(text),
      readText: async () => {
        const text = await clipboard.readText();
        reads.push(text);
        return text;
      },
    });
    await short.copy(secret);
    await clipboard.writeText("something else");
    await until("it has looked", () => (reads.length > 0 ? true : undefined));
    assert.deepEqual(reads, ["something else"]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(await clipboard.readText(), "something else");
  });

  it("holds the last of two texts for its whole time, and is looked at once", async () => {
    const lifetime = 600;
    let reads = 0;
    let emptied = 0;
    short = new ShortLivedClipboard(lifetime, {
      writeText: async (text) => {
        if (text === "") emptied = performance.now();
        await clipboard.writeText(text);
      },
      readText: () => {
        reads++;
        return clipboard.readText();
      },
    });
    await short.copy(secret);
    await new Promise((resolve) => setTimeout(resolve, lifetime / 2));
    const second = performance.now();
    await short.copy(secret);
    await holds("");
    assert.ok(emptied - second > lifetime - 10, `${emptied - second} ms`);
    await new Promise((resolve) => setTimeout(resolve, lifetime));
    assert.equal(reads, 1);
  });

  it("is emptied at the end of the window, and leaves one disposable however often one copies", async () => {
    const subscriptions: vscode.Disposable[] = [];
    const context = { subscriptions, workspaceState: memento() } as unknown as vscode.ExtensionContext;
    const workbench = createWorkbench(context, undefined);
    try {
      short = await workbench.clipboard();
      const { length } = subscriptions;
      await short.copy("another secret");
      assert.equal(await workbench.clipboard(), short);
      await short.copy(secret);
      assert.equal(subscriptions.length, length);
      await workbench.close();
      assert.equal(await clipboard.readText(), "");
      await clipboard.writeText("later");
      await workbench.close();
      assert.equal(await clipboard.readText(), "later");
    } finally {
      vscode.Disposable.from(...subscriptions).dispose();
    }
  });
});
