import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { Plan } from "../../../src/core/profiles/model.ts";
import { catalogueFiles } from "../../../src/host/authoring/catalogueFiles.ts";
import { Questions } from "../../../src/host/liveChecks/ask.ts";
import { LiveChain } from "../../../src/host/liveChecks/liveChain.ts";
import { LiveRunner } from "../../../src/host/liveChecks/liveRunner.ts";
import { Log } from "../../../src/host/log.ts";
import { createMachine } from "../../../src/host/node/machine.ts";
import { CurrentProfile } from "../../../src/host/profiles/currentProfile.ts";
import { ProfileStore } from "../../../src/host/profiles/profileStore.ts";
import { ReportDocuments } from "../../../src/host/report/reportDocuments.ts";
import { HeldSessions } from "../../../src/host/sessions/heldSessions.ts";
import { PolicyChanges } from "../../../src/host/sessions/policyChanges.ts";
import { Simulations } from "../../../src/host/simulate/simulations.ts";
import { CheckTests } from "../../../src/host/testing/checkTests.ts";
import { startLoopback, type Loopback } from "../../servers/loopback.ts";
import { chain, ChainFiles } from "../harness/chainFiles.ts";
import { memento } from "../harness/memento.ts";
import { ourExtension } from "../harness/ourExtension.ts";
import { recordingController, type RecordedRun } from "../harness/recordedRuns.ts";

/** Agrees to every plan: a modal dialog cannot be answered here, the screens do that. */
class AgreedRunner extends LiveRunner {
  override confirm({ plan }: { readonly plan: Plan }): Promise<boolean> {
    return Promise.resolve(plan.hops.length > 0);
  }
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

const session = "arn:aws:sts::222222222222:assumed-role/Reader/session";
const answers = {
  assumed: (): Answer => ({
    status: 200,
    body: `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><AssumedRoleUser><Arn>${session}</Arn><AssumedRoleId>AROAEXAMPLE:session</AssumedRoleId></AssumedRoleUser><Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY</SecretAccessKey><SessionToken>token</SessionToken><Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  }),
  identity: {
    status: 200,
    body: `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${session}</Arn><UserId>AROAEXAMPLE:session</UserId><Account>222222222222</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
  },
  ofSts: (status: number, code: string, message: string): Answer => ({
    status,
    body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
  }),
  ofS3: (status: number, code: string): Answer => ({
    status,
    body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>No answer</Message></Error>`,
  }),
};

describe("a run of checks with real calls", () => {
  const { controller, runs } = recordingController("test.live");
  let files: ChainFiles;
  let server: Loopback;
  let folder: string;
  /** By the action of STS, or undefined for a call of S3. */
  let answer: (action: string | undefined) => Answer;
  let disposables: { dispose(): unknown }[];
  let tests: CheckTests;

  before(async () => {
    await ourExtension().activate();
    folder = mkdtempSync(join(tmpdir(), "live-run-"));
    server = await startLoopback((_, asked, response) => {
      const { status, body } = answer(/^Action=(\w+)/.exec(asked.toString())?.[1]);
      response.writeHead(status, { "content-type": "text/xml" }).end(body);
    });
    writeFileSync(
      join(folder, "config"),
      `[profile app]\nregion = us-east-1\nendpoint_url = ${server.endpoint}\n`,
    );
    writeFileSync(
      join(folder, "credentials"),
      "[app]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n",
    );
    const machine = {
      ...createMachine({ read: () => Promise.resolve(undefined), write: () => Promise.resolve() }),
      environment: () => ({}),
      files: () => ({ config: join(folder, "config"), credentials: join(folder, "credentials") }),
    };
    const store = new ProfileStore(machine);
    const current = new CurrentProfile(memento(), machine);
    const sessions = new HeldSessions(machine, store, current);
    const policyChanges = new PolicyChanges(sessions);
    const reports = new ReportDocuments(policyChanges);
    const log = new Log();
    const simulations = new Simulations(catalogueFiles(ourExtension().extensionUri));
    const runner = new AgreedRunner(machine, store, current, new Questions(), log);
    const steps = new LiveChain({ runner, reports, store });
    tests = new CheckTests(
      controller,
      simulations,
      () => Promise.resolve(steps),
      (work) => work(),
    );
    disposables = [tests, simulations, log, reports, policyChanges, sessions, current, store, controller];
    const config = chain["chain.assume-role.json"];
    files = await ChainFiles.written({
      "chain.assume-role.json": { ...config, caller: { ...config.caller, profile: "app" } },
    });
  });

  after(async () => {
    for (const one of disposables) one.dispose();
    await files.remove();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = async (given: (action: string | undefined) => Answer): Promise<RecordedRun> => {
    answer = given;
    await tests.runConfig(files.config, "live");
    const made = runs.at(-1);
    assert.ok(made);
    return made;
  };
  const messages = ({ errored }: RecordedRun, label: string): string[] =>
    (errored[label] ?? []).map(({ message }) => (typeof message === "string" ? message : message.value));

  for (const [what, given, says] of [
    [
      "expired credentials",
      answers.ofSts(403, "ExpiredToken", "The security token included in the request is expired"),
      /expired/i,
    ],
    ["throttling", answers.ofSts(400, "Throttling", "Rate exceeded"), /throttl|too many|slow/i],
  ] as const) {
    it(`is in error at the hop for ${what}, once, and leaves the checks out`, async () => {
      const made = await run(() => given);
      assert.deepEqual(Object.keys(made.errored), ["Hop 1: Reader"]);
      const said = messages(made, "Hop 1: Reader");
      assert.equal(said.length, 1);
      assert.match(said[0] ?? "", says);
      assert.deepEqual([made.passed, made.failed], [[], {}]);
      assert.deepEqual(made.skipped, ["lists", "reads", "does not write", "is the session"]);
    });
  }

  it("keeps a hop that gave a session passed where a check below it has no answer", async () => {
    const made = await run((action) => {
      if (action === undefined) return answers.ofS3(503, "SlowDown");
      return action === "AssumeRole" ? answers.assumed() : answers.identity;
    });
    assert.deepEqual(made.passed, ["Hop 1: Reader", "is the session"]);
    assert.deepEqual(Object.keys(made.errored), ["lists", "reads"]);
    assert.deepEqual(made.failed, {});
  });

  it("sends no session policy that lies outside the workspace, and asks nothing", async () => {
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(workspace);
    const outside = vscode.Uri.joinPath(workspace.uri, "..", "outside.json");
    await vscode.workspace.fs.writeFile(outside, new TextEncoder().encode('{"Statement":[]}'));
    const config = chain["chain.assume-role.json"];
    const hops = config.hops.map((hop) => ({ ...hop, sessionPolicy: "../../outside.json" }));
    const own = await ChainFiles.written({
      "chain.assume-role.json": { ...config, caller: { ...config.caller, profile: "app" }, hops },
    });
    try {
      let asked = 0;
      answer = () => {
        asked += 1;
        return answers.assumed();
      };
      await tests.runConfig(own.config, "live");
      assert.equal(asked, 0);
      assert.equal(runs.at(-1)?.skipped.length, 5);
      const said: string[] = [];
      const look = (items: vscode.TestItemCollection) => {
        for (const [, item] of items) {
          if (item.uri?.toString() === own.config.toString()) said.push(item.description ?? "");
          look(item.children);
        }
      };
      look(controller.items);
      assert.ok(
        said.some((text) => text.includes("outside.json is outside the workspace and is not sent")),
        said.join("\n"),
      );
    } finally {
      await own.remove();
      await vscode.workspace.fs.delete(outside);
    }
  });

  it("is in error at the hop without a network", async () => {
    await server.stop();
    const made = await run(() => answers.assumed());
    assert.deepEqual(Object.keys(made.errored), ["Hop 1: Reader"]);
    const [said = ""] = messages(made, "Hop 1: Reader");
    assert.ok(said.includes(server.endpoint) || /connect|network|reach/i.test(said), said);
    assert.deepEqual([made.passed, made.failed], [[], {}]);
  });
});
