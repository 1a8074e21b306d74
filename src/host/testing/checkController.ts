import * as vscode from "vscode";
import { guard } from "../guard.ts";
import { testControllerId } from "../ids.ts";
import type { Log } from "../log.ts";
import type { CheckTests } from "./checkTests.ts";

/**
 * The controller of the Testing view with its profiles. What lists and runs the tests is loaded when VS Code first asks:
 * `tests` answers the same at every call.
 */
export function createCheckController(
  log: Log,
  hasMachine: boolean,
  tests: () => Promise<CheckTests>,
): vscode.TestController {
  const controller = vscode.tests.createTestController(testControllerId, vscode.l10n.t("Assume Role"));
  const ask = (question: (tests: CheckTests) => Promise<void>) =>
    guard(log, async () => question(await tests()));
  controller.resolveHandler = (item) => ask((loaded) => loaded.resolve(item));
  controller.refreshHandler = () => ask((loaded) => loaded.resolve(undefined));
  controller.createRunProfile(
    vscode.l10n.t("Simulate"),
    vscode.TestRunProfileKind.Run,
    (request, token) => ask((loaded) => loaded.simulate(request, token)),
    true,
    undefined,
    true,
  );
  const coverage = controller.createRunProfile(
    vscode.l10n.t("Simulate with Coverage"),
    vscode.TestRunProfileKind.Coverage,
    (request, token) => ask((loaded) => loaded.simulate(request, token, { coverage: true })),
    true,
    undefined,
    true,
  );
  coverage.loadDetailedCoverage = async (run, file) => (await tests()).coverage(run, file);
  coverage.loadDetailedCoverageForTest = async (run, file, test) => (await tests()).coverage(run, file, test);
  if (hasMachine) {
    // Never the default, so that Run All never calls AWS.
    const live = controller.createRunProfile(
      vscode.l10n.t("Live"),
      vscode.TestRunProfileKind.Run,
      (request, token) => ask((loaded) => loaded.live(request, token)),
      false,
    );
    live.configureHandler = () => void ask((loaded) => loaded.pickLiveProfile());
  }
  return controller;
}
