import { registerAccountHints } from "./authoring/registerAccountHints.ts";
import { registerAwsFileDiagnostics } from "./authoring/registerAwsFileDiagnostics.ts";
import { registerAwsFileFeatures } from "./authoring/registerAwsFileFeatures.ts";
import { registerCrossFileDiagnostics } from "./authoring/registerCrossFileDiagnostics.ts";
import { registerPlaceholderActions } from "./authoring/registerPlaceholderActions.ts";
import { registerPolicyDiagnostics } from "./authoring/registerPolicyDiagnostics.ts";
import { registerPolicyFeatures } from "./authoring/registerPolicyFeatures.ts";
import { registerWorkspaceNavigation } from "./authoring/registerWorkspaceNavigation.ts";
import { registerDocumentKindKey } from "./documentKindKey.ts";
import { registerTerminalProfile } from "./profiles/terminalProfile.ts";
import { registerKindStatus } from "./views/registerKindStatus.ts";
import { registerCheckLenses } from "./simulate/registerCheckLenses.ts";
import { registerMissingStatementFix } from "./simulate/registerMissingStatementFix.ts";
import { registerCheckTests } from "./testing/registerCheckTests.ts";
import { registerSimulateTool } from "./tools/registerSimulateTool.ts";
import { registerSessionSharing } from "./sessions/registerSessionSharing.ts";
import { registerProfilesTree } from "./views/profilesTree.ts";
import { registerProfileStatus } from "./views/registerProfileStatus.ts";
import { registerRoleChain } from "./views/roleChainTree.ts";
import type { Workbench } from "./workbench.ts";

/**
 * Every provider, view and watcher: a line here, a file of its own that registers it. Such a file is read at
 * activation, so it imports what does the work by `await import(…)` where the first question comes. It answers
 * undefined where the workbench lacks what it needs (in the browser: the machine).
 */
export const featureTable: readonly ((workbench: Workbench) => { dispose(): void } | undefined)[] = [
  registerDocumentKindKey,
  registerKindStatus,
  registerPolicyFeatures,
  registerPolicyDiagnostics,
  registerCrossFileDiagnostics,
  registerWorkspaceNavigation,
  registerPlaceholderActions,
  registerAwsFileDiagnostics,
  registerAwsFileFeatures,
  registerAccountHints,
  registerProfilesTree,
  registerProfileStatus,
  registerTerminalProfile,
  registerSessionSharing,
  registerRoleChain,
  registerCheckTests,
  registerCheckLenses,
  registerMissingStatementFix,
  registerSimulateTool,
];
