/**
 * Every id that package.json declares and the code uses, once. A host test compares the two, so that neither drifts.
 */
export const commands = {
  assumeRole: "assumeRole.assumeRole",
  checkCallerIdentity: "assumeRole.checkCallerIdentity",
  listS3Bucket: "assumeRole.listS3Bucket",
  switchProfile: "assumeRole.switchProfile",
  useProfile: "assumeRole.useProfile",
  refreshProfiles: "assumeRole.refreshProfiles",
  openProfile: "assumeRole.openProfile",
  copyRoleArn: "assumeRole.copyRoleArn",
  openAwsConfig: "assumeRole.openAwsConfig",
  createProfile: "assumeRole.createProfile",
  createProfileFromRole: "assumeRole.createProfileFromRole",
  addSsoProfiles: "assumeRole.addSsoProfiles",
  renameProfile: "assumeRole.renameProfile",
  deleteProfile: "assumeRole.deleteProfile",
  editProfile: "assumeRole.editProfile",
  showPlan: "assumeRole.showPlan",
  checkSetup: "assumeRole.checkSetup",
  /** Not in the palette: above a line of the report of the set-up. */
  fixSetup: "assumeRole.fixSetup",
  forgetAllSessions: "assumeRole.forgetAllSessions",
  forgetSession: "assumeRole.forgetSession",
  renewSession: "assumeRole.renewSession",
  assumeAnyRole: "assumeRole.assumeAnyRole",
  assumeWithSaml: "assumeRole.assumeWithSaml",
  ssoSignIn: "assumeRole.ssoSignIn",
  rememberSessions: "assumeRole.rememberSessions",
  openTerminal: "assumeRole.openTerminal",
  copyExports: "assumeRole.copyExports",
  copyCliCommand: "assumeRole.copyCliCommand",
  openConsole: "assumeRole.openConsole",
  writeAsProfile: "assumeRole.writeAsProfile",
  showLog: "assumeRole.showLog",
  newTrustPolicy: "assumeRole.newTrustPolicy",
  newInlinePolicy: "assumeRole.newInlinePolicy",
  newBucketPolicy: "assumeRole.newBucketPolicy",
  newRoleConfig: "assumeRole.newRoleConfig",
  changePolicyKind: "assumeRole.changePolicyKind",
  runChecks: "assumeRole.runChecks",
  checkLive: "assumeRole.checkLive",
  explainDecision: "assumeRole.explainDecision",
  insertMissingStatement: "assumeRole.insertMissingStatement",
  whatCanRoleDo: "assumeRole.whatCanRoleDo",
  createRoleConfig: "assumeRole.createRoleConfig",
  fillPlaceholder: "assumeRole.fillPlaceholder",
  /** Not in the palette: the code lens under a listing that was cut. */
  listMore: "assumeRole.listMore",
  /** Not in the palette: the link on the code of a finding. */
  openFindingPage: "assumeRole.openFindingPage",
} as const;

export const views = { profiles: "assumeRole.profiles", roleChain: "assumeRole.roleChain" } as const;

/** The controller of the Testing view; menus of package.json name it. */
export const testControllerId = "assumeRole.checks";

/** What a failing message of a test is to the menus of the Testing view. */
export const failedCheck = "assumeRole.failedCheck";

export const languageModelTools = { simulateRoleChain: "simulate_role_chain" } as const;

export const settings = {
  /** The section all settings share. */
  section: "assumeRole",
  setAwsProfileInTerminals: "terminals.setAwsProfile",
  rememberedSessions: "sessions.remember",
  shareSessions: "sessions.share",
  findingSeverities: "findings.severities",
  ignoredFindings: "findings.ignore",
  trustPolicyQuota: "quotas.trustPolicy",
  accountInlayHints: "inlayHints.accounts",
} as const;

export const contextKeys = {
  /** The DocumentKind of the active editor, or undefined. */
  documentKind: "assumeRole.documentKind",
  /** True where no live call can be made: the browser entry. */
  liveUnavailable: "assumeRole.liveUnavailable",
  /** "none" | "some": drives the welcome views of the profiles view. */
  profilesFound: "assumeRole.profilesFound",
} as const;

export const languageIds = {
  awsConfig: "aws-config",
  awsCredentials: "aws-credentials",
  report: "assume-role-report",
} as const;

export const reportScheme = "assume-role-report";

/** Plans, previews of edits and other texts of ours that nobody edits. */
export const readOnlyScheme = "assume-role-text";
/** Explanations of decisions and what a role can do; made anew when the policies change. */
export const explanationScheme = "assume-role-explanation";
