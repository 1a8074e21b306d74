import type * as vscode from "vscode";
import type { Log } from "../log.ts";
import type { ProfileStore } from "../profiles/profileStore.ts";
import { ReportDocuments } from "../report/reportDocuments.ts";
import type { MachineParts } from "../workbench.ts";
import { Questions } from "./ask.ts";
import type { CheckedProfiles } from "./checkedProfiles.ts";
import { LiveRunner } from "./liveRunner.ts";
import { RememberedRoles } from "./rememberedRoles.ts";

/** What the live commands are made of. */
export interface LiveParts {
  readonly runner: LiveRunner;
  readonly questions: Questions;
  readonly reports: ReportDocuments;
  readonly checked: CheckedProfiles;
  readonly store: ProfileStore;
  readonly remembered: RememberedRoles;
}

export function createLiveParts(
  context: vscode.ExtensionContext,
  log: Log,
  { aws, store, current, checked, policyChanges }: Omit<MachineParts, "live" | "terminalVariables">,
): LiveParts {
  const questions = new Questions();
  const reports = new ReportDocuments(policyChanges);
  context.subscriptions.push(reports);
  return {
    runner: new LiveRunner(aws, store, current, questions, log),
    questions,
    reports,
    checked,
    store,
    remembered: new RememberedRoles(context.workspaceState),
  };
}
