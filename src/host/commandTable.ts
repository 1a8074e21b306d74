import { commands } from "./ids.ts";
import type { MachineWorkbench, Workbench } from "./workbench.ts";

export type CommandId = (typeof commands)[keyof typeof commands];

/** A command's module: `argument` is what a menu or a code lens passes, and may be anything. */
interface Command<W> {
  run(workbench: W, argument: unknown): Promise<void>;
}

/** How a command is loaded, when it is first run, and what it needs. */
export type CommandEntry =
  | { readonly needs: "nothing"; readonly load: () => Promise<Command<Workbench>> }
  /** A machine with its profiles; `awsCalls` also that the workspace is trusted. */
  | { readonly needs: "machine" | "awsCalls"; readonly load: () => Promise<Command<MachineWorkbench>> };

const anywhere = (load: () => Promise<Command<Workbench>>): CommandEntry => ({ needs: "nothing", load });
const onMachine = (load: () => Promise<Command<MachineWorkbench>>): CommandEntry => ({
  needs: "machine",
  load,
});
const callingAws = (load: () => Promise<Command<MachineWorkbench>>): CommandEntry => ({
  needs: "awsCalls",
  load,
});

/** Every command: a line here, a file of its own in commands/ which exports `run`. */
export const commandTable: Readonly<Record<CommandId, CommandEntry>> = {
  // Live checks
  [commands.assumeRole]: callingAws(() => import("./commands/assumeRole.ts")),
  [commands.checkCallerIdentity]: callingAws(() => import("./commands/checkCallerIdentity.ts")),
  [commands.listS3Bucket]: callingAws(() => import("./commands/listS3Bucket.ts")),
  [commands.listMore]: callingAws(() => import("./commands/listMore.ts")),
  [commands.forgetAllSessions]: onMachine(() => import("./commands/forgetAllSessions.ts")),
  [commands.forgetSession]: onMachine(() => import("./commands/forgetSession.ts")),
  [commands.renewSession]: callingAws(() => import("./commands/renewSession.ts")),
  [commands.assumeAnyRole]: callingAws(() => import("./commands/assumeAnyRole.ts")),
  [commands.assumeWithSaml]: callingAws(() => import("./commands/assumeWithSaml.ts")),
  [commands.ssoSignIn]: callingAws(() => import("./commands/ssoSignIn.ts")),
  [commands.rememberSessions]: onMachine(() => import("./commands/rememberSessions.ts")),

  // Sessions used elsewhere
  [commands.openTerminal]: callingAws(() => import("./commands/openTerminal.ts")),
  [commands.copyExports]: callingAws(() => import("./commands/copyExports.ts")),
  [commands.copyCliCommand]: callingAws(() => import("./commands/copyCliCommand.ts")),
  [commands.openConsole]: callingAws(() => import("./commands/openConsole.ts")),
  [commands.writeAsProfile]: callingAws(() => import("./commands/writeAsProfile.ts")),

  [commands.showLog]: anywhere(() => import("./commands/showLog.ts")),

  // Profiles
  [commands.switchProfile]: onMachine(() => import("./commands/switchProfile.ts")),
  [commands.useProfile]: onMachine(() => import("./commands/useProfile.ts")),
  [commands.refreshProfiles]: onMachine(() => import("./commands/refreshProfiles.ts")),
  [commands.openProfile]: onMachine(() => import("./commands/openProfile.ts")),
  [commands.copyRoleArn]: onMachine(() => import("./commands/copyRoleArn.ts")),
  [commands.openAwsConfig]: onMachine(() => import("./commands/openAwsConfig.ts")),
  [commands.createProfile]: onMachine(() => import("./commands/createProfile.ts")),
  [commands.createProfileFromRole]: onMachine(() => import("./commands/createProfileFromRole.ts")),
  [commands.addSsoProfiles]: callingAws(() => import("./commands/addSsoProfiles.ts")),
  [commands.renameProfile]: onMachine(() => import("./commands/renameProfile.ts")),
  [commands.deleteProfile]: onMachine(() => import("./commands/deleteProfile.ts")),
  [commands.editProfile]: onMachine(() => import("./commands/editProfile.ts")),
  [commands.showPlan]: onMachine(() => import("./commands/showPlan.ts")),
  [commands.checkSetup]: onMachine(() => import("./commands/checkSetup.ts")),
  [commands.fixSetup]: onMachine(() => import("./commands/fixSetup.ts")),

  // Simulation
  [commands.runChecks]: anywhere(async () => (await import("./commands/runChecks.ts")).runChecks),
  [commands.checkLive]: callingAws(async () => (await import("./commands/runChecks.ts")).checkLive),
  [commands.explainDecision]: anywhere(() => import("./commands/explainDecision.ts")),
  [commands.insertMissingStatement]: anywhere(() => import("./commands/insertMissingStatement.ts")),
  [commands.whatCanRoleDo]: anywhere(() => import("./commands/whatCanRoleDo.ts")),
  [commands.createRoleConfig]: anywhere(() => import("./commands/createRoleConfig.ts")),

  // Documents
  [commands.newTrustPolicy]: anywhere(async () => (await import("./commands/newDocument.ts")).newTrustPolicy),
  [commands.newInlinePolicy]: anywhere(
    async () => (await import("./commands/newDocument.ts")).newInlinePolicy,
  ),
  [commands.newBucketPolicy]: anywhere(
    async () => (await import("./commands/newDocument.ts")).newBucketPolicy,
  ),
  [commands.changePolicyKind]: anywhere(() => import("./commands/changePolicyKind.ts")),
  [commands.fillPlaceholder]: anywhere(() => import("./commands/fillPlaceholder.ts")),
  [commands.openFindingPage]: anywhere(() => import("./commands/openFindingPage.ts")),
  [commands.newRoleConfig]: anywhere(async () => (await import("./commands/newDocument.ts")).newRoleConfig),
};
