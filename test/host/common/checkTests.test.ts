import * as vscode from "vscode";
import { catalogueFiles } from "../../../src/host/authoring/catalogueFiles.ts";
import { Simulations } from "../../../src/host/simulate/simulations.ts";
import { CheckTests } from "../../../src/host/testing/checkTests.ts";
import { deepEqual, equal, ok } from "../harness/assert.ts";
import { chain, ChainFiles } from "../harness/chainFiles.ts";
import { ourExtension } from "../harness/ourExtension.ts";
import { recordingController, type RecordedRun } from "../harness/recordedRuns.ts";
import { until } from "../harness/until.ts";

let files: ChainFiles;

describe("checks in the Testing view", () => {
  before(async () => {
    await ourExtension().activate();
    files = await ChainFiles.written();
  });
  after(() => files.remove());

  it("are listed under their config and hop, for a config that is open", async () => {
    await files.show("chain.assume-role.json");
    const config = files.config.toString();
    const listed = await until("the checks are listed", async () => {
      const paths = await vscode.commands.executeCommand<string[][]>(
        "vscode.testing.getTestsInFile",
        files.config,
      );
      return paths.some((path) => path.at(-1)?.endsWith("#check:3") === true) ? paths : undefined;
    });
    const below = (id: string) =>
      listed
        .find((path) => path.at(-1) === id)
        ?.slice(1)
        .join(" > ");
    equal(below(`${config}#hop:0`), `${config} > ${config}#hop:0`, "hop");
    equal(below(`${config}#check:1`), `${config} > ${config}#hop:0 > ${config}#check:1`, "check");
  });
});

describe("a run of checks", () => {
  const { controller, runs } = recordingController("test.checks");
  let simulations: Simulations;
  let tests: CheckTests;
  const never = new vscode.CancellationTokenSource();

  before(() => {
    simulations = new Simulations(catalogueFiles(ourExtension().extensionUri));
    tests = new CheckTests(controller, simulations, undefined, (work) => work());
  });
  afterEach(() => files.remove());
  after(() => {
    tests.dispose();
    simulations.dispose();
    controller.dispose();
  });

  const configItem = async (): Promise<vscode.TestItem> =>
    until("the config is listed", async () => {
      await tests.resolve(undefined);
      return controller.items.get(files.config.toString());
    });
  const runOnce = async (coverage = false): Promise<RecordedRun> => {
    const request = new vscode.TestRunRequest([await configItem()]);
    await tests.simulate(request, never.token, { coverage });
    const run = runs.at(-1);
    ok(run, "a run");
    equal(run.ended, true, "ended");
    return run;
  };

  it("passes what goes as expected, and says why and what is not modelled", async () => {
    files = await ChainFiles.written();
    const run = await runOnce();
    deepEqual(run.passed, ["Hop 1: Reader", "lists", "reads", "does not write", "is the session"]);
    deepEqual([run.failed, run.errored, run.skipped], [{}, {}, []]);
    const output = run.output.join("");
    ok(output.includes("Sid 'TrustApp' in the trust policy"), output);
    ok(output.includes("Not modelled: policies of VPC endpoints"), output);
  });

  it("fails a wrong answer at the statement that decides, with expected and actual", async () => {
    files = await ChainFiles.written({
      "reader.inline-policy.json": {
        Version: "2012-10-17",
        Statement: [
          ...chain["reader.inline-policy.json"].Statement,
          { Sid: "NoReading", Effect: "Deny", Action: "s3:Get*", Resource: "*" },
        ],
      },
    });
    const run = await runOnce();
    deepEqual(Object.keys(run.failed), ["reads"]);
    const [message] = run.failed["reads"] ?? [];
    equal(message?.expectedOutput, "allow", "expected");
    equal(message?.actualOutput, "explicitDeny", "actual");
    ok(textOf(message).includes("Sid 'NoReading'"), textOf(message));
    equal(message?.location?.uri.path.endsWith("/reader.inline-policy.json"), true, "file");
    const document = await vscode.workspace.openTextDocument(files.uri("reader.inline-policy.json"));
    ok(document.getText(message?.location?.range).includes("NoReading"), "the deciding statement");
  });

  it("skips what depends on what nobody said, with the reason", async () => {
    const [trust] = chain["reader.trust-policy.json"].Statement;
    files = await ChainFiles.written({
      "reader.trust-policy.json": {
        Version: "2012-10-17",
        Statement: [{ ...trust, Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }],
      },
    });
    const run = await runOnce();
    ok(run.skipped.includes("Hop 1: Reader"), run.skipped.join());
    const item = (await configItem()).children.get(`${files.config.toString()}#hop:0`);
    equal(item?.description, "Depends on: aws:MultiFactorAuthPresent", "description");
  });

  it("is in error where a policy is missing, and for a config that cannot be read", async () => {
    files = await ChainFiles.written();
    await vscode.workspace.fs.delete(files.uri("reader.trust-policy.json"));
    const missing = await runOnce();
    const [message] = missing.errored["Hop 1: Reader"] ?? [];
    ok(textOf(message).includes("reader.trust-policy.json"), textOf(message));
    equal(message?.location?.uri.path.endsWith("/chain.assume-role.json"), true, "file");

    await files.type("chain.assume-role.json", `"hops"`, `"hopz"`);
    const broken = await runOnce();
    deepEqual([broken.passed, Object.keys(broken.errored).length], [[], 1]);
    ok((await configItem()).error, "the row says it");
  });

  it("shows by file which statements and conditions were exercised, and by which test", async () => {
    files = await ChainFiles.written({
      "reader.inline-policy.json": {
        Version: "2012-10-17",
        Statement: [
          ...chain["reader.inline-policy.json"].Statement,
          { Sid: "Never", Effect: "Allow", Action: "s3:DeleteObject", Resource: "*" },
        ],
      },
    });
    const run = await runOnce(true);
    const file = (name: string) => run.coverage.find(({ uri }) => uri.path.endsWith(`/${name}`));
    const reader = file("reader.inline-policy.json");
    ok(reader, "the role's policy is covered");
    deepEqual([reader.statementCoverage.covered, reader.statementCoverage.total], [2, 3]);
    deepEqual(
      tests.coverage(run.run, reader).map(({ executed }) => executed),
      [1, 1, 0],
    );
    const trust = file("reader.trust-policy.json");
    ok(trust, "the trust policy is covered");
    const [statement] = tests.coverage(run.run, trust);
    deepEqual(
      statement?.branches.map(({ executed, label }) => [executed, label]),
      [
        [1, "StringEquals sts:ExternalId true"],
        [0, "StringEquals sts:ExternalId false"],
      ],
    );
    deepEqual(
      trust.includesTests?.map(({ label }) => label),
      ["Hop 1: Reader"],
    );
    const lists = run.coverage
      .flatMap(({ includesTests }) => includesTests ?? [])
      .find(({ label }) => label === "lists");
    ok(lists, "the check is a test of a file");
    deepEqual(
      tests.coverage(run.run, reader, lists).map(({ executed }) => executed),
      [1, 0, 0],
    );
  });

  it("runs again only what an unsaved edit touches, while it is continuous", async () => {
    files = await ChainFiles.written();
    const stop = new vscode.CancellationTokenSource();
    const before = runs.length;
    const request = new vscode.TestRunRequest([await configItem()], undefined, undefined, true);
    await tests.simulate(request, stop.token);
    equal(runs.length, before + 1, "the first run");
    await files.type("reader.inline-policy.json", "data/in/*", "data/out/*");
    const again = await until("the edit is run", () =>
      runs.slice(before + 1).find(({ ended, failed }) => ended && "reads" in failed),
    );
    deepEqual(Object.keys(again.failed), ["reads"]);
    // These ask the edited policy too; the hop does not.
    deepEqual(again.passed, ["lists", "does not write"]);
    stop.cancel();
  });
});

function textOf(message: vscode.TestMessage | undefined): string {
  const text = message?.message;
  return typeof text === "string" ? text : (text?.value ?? "");
}
