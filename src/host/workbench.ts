import type * as vscode from "vscode";
import type { Authoring } from "./authoring/authoring.ts";
import type { AwsMachine } from "./awsMachine.ts";
import { CheckedProfiles } from "./liveChecks/checkedProfiles.ts";
import type { LiveParts } from "./liveChecks/liveParts.ts";
import { guard } from "./guard.ts";
import { Log } from "./log.ts";
import { once } from "./once.ts";
import { CurrentProfile } from "./profiles/currentProfile.ts";
import { ProfileStore } from "./profiles/profileStore.ts";
import { TerminalVariables } from "./profiles/terminalVariables.ts";
import { HeldSessions } from "./sessions/heldSessions.ts";
import { PolicyChanges } from "./sessions/policyChanges.ts";
import type { ShortLivedClipboard } from "./sessions/shortLivedClipboard.ts";
import type { ReadOnlyDocuments } from "./readOnlyDocuments.ts";
import type { Simulation } from "./simulate/simulation.ts";
import { createCheckController } from "./testing/checkController.ts";
import type { CheckTests } from "./testing/checkTests.ts";

/** What commands and features share. What is large is behind a function and loaded when that is first called. */
export interface Workbench {
  readonly context: vscode.ExtensionContext;
  readonly log: Log;
  /** The machine with its profiles; undefined in the browser. */
  readonly machine: MachineParts | undefined;
  /** For secrets that the user wants to paste elsewhere. */
  readonly clipboard: () => Promise<ShortLivedClipboard>;
  /** What reads and judges documents, with the catalogue behind it. */
  readonly authoring: () => Promise<Authoring>;
  /** Texts of ours to read: plans, previews. */
  readonly readOnly: () => Promise<ReadOnlyDocuments>;
  /** What simulates role configs and explains the outcome. */
  readonly simulation: () => Promise<Simulation>;
  /** The controller of the Testing view, made by the first call; what lists and runs the tests is `checkTests`. */
  readonly checkController: () => vscode.TestController;
  readonly checkTests: () => Promise<CheckTests>;
  /** What has to be done before the window ends: the editor waits some seconds for it, and not for a disposal. */
  readonly close: () => Promise<void>;
}

export interface MachineParts {
  readonly aws: AwsMachine;
  readonly store: ProfileStore;
  readonly current: CurrentProfile;
  readonly checked: CheckedProfiles;
  readonly sessions: HeldSessions;
  readonly policyChanges: PolicyChanges;
  readonly terminalVariables: TerminalVariables;
  /** What live commands are made of. */
  readonly live: () => Promise<LiveParts>;
}

/** The workbench where there is a machine, as the commands that need one get it. */
export interface MachineWorkbench extends Workbench {
  readonly machine: MachineParts;
}

export function createWorkbench(context: vscode.ExtensionContext, aws: AwsMachine | undefined): Workbench {
  const log = new Log();
  context.subscriptions.push(log);
  const machine = aws && machineParts(context, log, aws);
  const atEnd: (() => Promise<void>)[] = machine === undefined ? [] : [() => machine.sessions.close()];
  const authoring = once(async () => {
    const { createAuthoring } = await import("./authoring/authoring.ts");
    return createAuthoring(context, machine);
  });
  const liveSteps =
    machine &&
    once(async () => {
      const { LiveChain } = await import("./liveChecks/liveChain.ts");
      return new LiveChain(await machine.live());
    });
  let controller: vscode.TestController | undefined;
  const checkController = () => {
    if (controller === undefined) {
      controller = createCheckController(log, machine !== undefined, checkTests);
      context.subscriptions.push(controller);
    }
    return controller;
  };
  const checkTests = once(async () => {
    const { simulations } = await simulation();
    const { CheckTests } = await import("./testing/checkTests.ts");
    const tests = new CheckTests(checkController(), simulations, liveSteps, (work) => guard(log, work));
    context.subscriptions.push(tests);
    return tests;
  });
  const simulation = once(async () => {
    const { createSimulation } = await import("./simulate/simulation.ts");
    return createSimulation(context, async () => (await authoring()).catalogue());
  });
  return {
    context,
    log,
    machine,
    clipboard: once(async () => {
      const { ShortLivedClipboard } = await import("./sessions/shortLivedClipboard.ts");
      const clipboard = new ShortLivedClipboard();
      context.subscriptions.push(clipboard);
      atEnd.push(() => clipboard.empty());
      return clipboard;
    }),
    close: async () => {
      await Promise.all(atEnd.map((work) => work()));
    },
    authoring,
    readOnly: once(async () => {
      const { ReadOnlyDocuments } = await import("./readOnlyDocuments.ts");
      const documents = new ReadOnlyDocuments();
      context.subscriptions.push(documents);
      return documents;
    }),
    simulation,
    checkController,
    checkTests,
  };
}

function machineParts(context: vscode.ExtensionContext, log: Log, aws: AwsMachine): MachineParts {
  const store = new ProfileStore(aws);
  const current = new CurrentProfile(context.workspaceState, aws);
  const checked = new CheckedProfiles();
  const forget = store.onDidChange(() => {
    checked.clear();
  });
  const sessions = new HeldSessions(aws, store, current);
  const policyChanges = new PolicyChanges(sessions);
  context.subscriptions.push(store, current, checked, forget, sessions, policyChanges);
  const machine: Omit<MachineParts, "live"> = {
    aws,
    store,
    current,
    checked,
    sessions,
    policyChanges,
    terminalVariables: new TerminalVariables(context),
  };
  return {
    ...machine,
    live: once(async () => {
      const { createLiveParts } = await import("./liveChecks/liveParts.ts");
      return createLiveParts(context, log, machine);
    }),
  };
}
