import * as vscode from "vscode";
import type { AwsMachine } from "./awsMachine.ts";
import { showAwsFileProblems } from "./authoring/awsFileDiagnostics.ts";
import { catalogueFiles } from "./authoring/catalogueFiles.ts";
import { Facts, type ProfileFacts } from "./authoring/facts.ts";
import { PolicyDiagnostics } from "./authoring/policyDiagnostics.ts";
import { registerPolicyFeatures } from "./authoring/policyFeatures.ts";
import { assumeRole } from "./commands/assumeRole.ts";
import { checkCallerIdentity } from "./commands/checkCallerIdentity.ts";
import { listS3Bucket } from "./commands/listS3Bucket.ts";
import { newDocument } from "./commands/newDocument.ts";
import { createProfile, openAwsConfig } from "./commands/openAwsConfig.ts";
import { openProfile } from "./commands/openProfile.ts";
import { switchProfile } from "./commands/switchProfile.ts";
import { guard } from "./guard.ts";
import { commands, contextKeys } from "./ids.ts";
import { Questions } from "./liveChecks/ask.ts";
import { CheckedProfiles } from "./liveChecks/checkedProfiles.ts";
import type { LiveParts } from "./liveChecks/liveCommand.ts";
import { LiveRunner } from "./liveChecks/liveRunner.ts";
import { RememberedRoles } from "./liveChecks/rememberedRoles.ts";
import { Log } from "./log.ts";
import { followActiveEditor } from "./openDocument.ts";
import { CurrentProfile } from "./profiles/currentProfile.ts";
import { ProfileStore } from "./profiles/profileStore.ts";
import { keepTerminalProfile } from "./profiles/terminalProfile.ts";
import { ReportDocuments } from "./report/reportDocuments.ts";
import { liveCallsAllowed } from "./trust.ts";
import type { ProfileTreeRow } from "./views/profileRows.ts";
import { ProfilesTree } from "./views/profilesTree.ts";
import { showProfileStatus } from "./views/profileStatus.ts";

type Handler = (argument: unknown) => Promise<void>;

/** Builds and wires the workbench. Without a machine (the browser) it is the authoring side alone. */
export function activateWorkbench(context: vscode.ExtensionContext, machine: AwsMachine | undefined): void {
  const log = new Log();
  const profiles = machine && profilesOf(context, machine);
  context.subscriptions.push(log, followActiveEditor());
  wireAuthoring(context, log, profiles);
  const handlers =
    machine === undefined || profiles === undefined
      ? handlersWithoutMachine()
      : handlersOf(context, machine, profiles, log);
  for (const [id, handler] of Object.entries({ ...handlers, ...authoringHandlers(log) })) {
    context.subscriptions.push(
      vscode.commands.registerCommand(id, (argument: unknown) => guard(log, () => handler(argument))),
    );
  }
}

/** The commands that need no machine. */
function authoringHandlers(log: Log) {
  return {
    [commands.showLog]: () => {
      log.show();
      return Promise.resolve();
    },
    [commands.newTrustPolicy]: () => newDocument("trust"),
    [commands.newInlinePolicy]: () => newDocument("identity"),
    [commands.newBucketPolicy]: () => newDocument("bucket"),
    [commands.newRoleConfig]: () => newDocument("roleConfig"),
  } satisfies Record<string, Handler>;
}

type MachineCommand = Exclude<
  (typeof commands)[keyof typeof commands],
  keyof ReturnType<typeof authoringHandlers>
>;

function profilesOf(context: vscode.ExtensionContext, machine: AwsMachine): ProfileFacts {
  const store = new ProfileStore(machine);
  const current = new CurrentProfile(context.workspaceState, machine);
  context.subscriptions.push(store, current, showAwsFileProblems(store));
  return { store, current };
}

function wireAuthoring(context: vscode.ExtensionContext, log: Log, profiles: ProfileFacts | undefined): void {
  const catalogue = catalogueFiles(context.extensionUri);
  const facts = new Facts(profiles);
  context.subscriptions.push(
    facts,
    registerPolicyFeatures(catalogue, facts),
    new PolicyDiagnostics(catalogue, facts, (work) => guard(log, work)),
  );
}

function handlersOf(
  context: vscode.ExtensionContext,
  machine: AwsMachine,
  { store, current }: ProfileFacts,
  log: Log,
): Record<MachineCommand, Handler> {
  const checked = new CheckedProfiles();
  const questions = new Questions();
  const reports = new ReportDocuments();
  const parts: LiveParts = {
    runner: new LiveRunner(machine, store, current, questions, log),
    questions,
    reports,
    checked,
    store,
    remembered: new RememberedRoles(context.workspaceState),
  };
  context.subscriptions.push(
    checked,
    reports,
    new ProfilesTree(store, current, checked),
    showProfileStatus(current, checked, machine),
    keepTerminalProfile(context.environmentVariableCollection, current),
    store.onDidChange(() => {
      checked.clear();
    }),
  );
  const live =
    (command: (parts: LiveParts, profile: string | undefined) => Promise<void>): Handler =>
    async (argument) => {
      if (await liveCallsAllowed()) await command(parts, profileOf(argument)?.name);
    };
  return {
    [commands.assumeRole]: live(assumeRole),
    [commands.checkCallerIdentity]: live(checkCallerIdentity),
    [commands.listS3Bucket]: live(listS3Bucket),
    [commands.listMore]: async (address) => {
      if (await liveCallsAllowed()) await reports.listMore(address);
    },
    [commands.switchProfile]: () => switchProfile(store, current),
    [commands.useProfile]: async (row) => {
      const profile = profileOf(row);
      if (profile !== undefined) await current.switchTo(profile.name);
    },
    [commands.refreshProfiles]: () => {
      store.refresh();
      return Promise.resolve();
    },
    [commands.openProfile]: async (row) => {
      const profile = profileOf(row);
      if (profile !== undefined) await openProfile(store, profile);
    },
    [commands.copyRoleArn]: async (row) => {
      const arn = profileOf(row)?.roleArn;
      if (arn !== undefined) await vscode.env.clipboard.writeText(arn);
    },
    [commands.openAwsConfig]: async () => {
      await openAwsConfig(store);
    },
    [commands.createProfile]: () => createProfile(store),
    [commands.forgetAllSessions]: async () => {
      (await machine.live()).forgetAll();
      checked.clear();
    },
  };
}

/** Every command of the machine says why it does nothing, instead of "command not found". */
function handlersWithoutMachine(): Record<string, Handler> {
  void vscode.commands.executeCommand("setContext", contextKeys.liveUnavailable, true);
  const unavailable: Handler = async () => {
    await vscode.window.showInformationMessage(
      vscode.l10n.t(
        "Profiles and AWS calls need VS Code on a machine: in the browser there is neither a file system nor a socket to AWS. Editing works here.",
      ),
    );
  };
  return Object.fromEntries(Object.values(commands).map((id) => [id, unavailable]));
}

/** A row of the profiles view; menus pass it as the argument. Anything else (an editor's address, nothing) is no row. */
function profileOf(argument: unknown): Extract<ProfileTreeRow, { kind: "profile" }>["profile"] | undefined {
  const row = argument as Partial<Extract<ProfileTreeRow, { kind: "profile" }>> | undefined;
  return row?.kind === "profile" ? row.profile : undefined;
}
