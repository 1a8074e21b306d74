import * as vscode from "vscode";
import { arnResource, isAccountId, parseArn, parseRoleArn, roleArnProblem } from "../../core/arn.ts";
import { principalFromArn } from "../../core/evaluate/principal.ts";
import { fillPlaceholdersInJson, findPlaceholders, placeholderValueProblem } from "../../core/placeholder.ts";
import { documentKindByName } from "../../core/policy/kindByName.ts";
import { parsePolicy } from "../../core/policy/parse.ts";
import { optional } from "../../core/optional.ts";
import type { Plan } from "../../core/profiles/model.ts";
import { planForProfile } from "../../core/profiles/plan.ts";
import type { PrincipalDraft, RoleConfigDraft } from "../../core/roleConfig/draft.ts";
import { draftFromPlan } from "../../core/roleConfig/draftFromPlan.ts";
import { draftFromPolicy, openQuestions, type PolicySource } from "../../core/roleConfig/draftFromPolicy.ts";
import { oidcProvider, tokenClaims } from "../../core/roleConfig/tokenClaims.ts";
import { kindOf } from "../openDocument.ts";
import { sessionOfArgument } from "../sessions/sessionArgument.ts";
import { showRoleConfigDraft } from "../simulate/showRoleConfigDraft.ts";
import { profileOfArgument } from "../views/profileArgument.ts";
import type { Workbench } from "../workbench.ts";
import { plainMessage } from "../plainText.ts";

/**
 * Opens a new role config, unsaved: for the profile of a row, for the open policy, else by three questions. Only what no
 * file says is asked.
 */
export async function run(workbench: Workbench, argument: unknown): Promise<void> {
  const profile = profileOfArgument(argument);
  const plan = sessionOfArgument(argument)?.plan;
  if (profile !== undefined || plan !== undefined) {
    const draft =
      profile === undefined
        ? plan && (await fromPlan(workbench, plan))
        : await fromProfile(workbench, profile.name);
    if (draft !== undefined) await showRoleConfigDraft(draft, undefined);
    return;
  }
  const document = vscode.window.activeTextEditor?.document;
  const kind = document && kindOf(document);
  if (document !== undefined && (kind === "trust" || kind === "identity" || kind === "bucket")) {
    const draft = await fromPolicy(workbench, document, kind);
    if (draft !== undefined) await showRoleConfigDraft(draft, document.uri);
    return;
  }
  const draft = await fromQuestions(workbench);
  if (draft !== undefined) await showRoleConfigDraft(draft, undefined);
}

const title = vscode.l10n.t("Create Role Config");

async function fromProfile(workbench: Workbench, name: string): Promise<RoleConfigDraft | undefined> {
  const { machine } = workbench;
  if (machine === undefined) return undefined;
  const result = planForProfile(await machine.store.load(), name, machine.aws.environment());
  if (result.kind === "broken") {
    await vscode.window.showErrorMessage(plainMessage(result.problems[0]?.message ?? ""));
    return undefined;
  }
  return fromPlan(workbench, result.plan);
}

async function fromPlan({ machine }: Workbench, plan: Plan): Promise<RoleConfigDraft | undefined> {
  const caller = await callerOf(plan, machine);
  return caller === undefined ? undefined : draftFromPlan(plan, caller);
}

/** Who the first credentials of a plan are. No file says it of keys; a token and an assertion name their provider. */
async function callerOf(
  { source, hops: [first], profile }: Plan,
  machine: Workbench["machine"],
): Promise<PrincipalDraft | undefined> {
  if (source.kind === "samlAssertion") {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
    return {
      saml: {
        provider: source.principalArn,
        attributes: { aud: "https://signin.aws.amazon.com/saml" },
      },
    };
  }
  if (source.kind === "webIdentityToken") {
    const disk = await machine?.aws.setupDisk();
    const token = tokenClaims(disk?.readText(source.tokenFile) ?? "");
    const role = first && parseRoleArn(first.roleArn);
    const provider = await askProvider(
      token === undefined || role === undefined ? "" : oidcProvider(token.issuer, role),
    );
    return provider === undefined ? undefined : { webIdentity: { provider, claims: token?.claims ?? {} } };
  }
  const begins = "profile" in source ? source.profile : profile;
  return askCaller(
    begins === undefined
      ? vscode.l10n.t("Who has the credentials that the session begins with?")
      : vscode.l10n.t("Whose credentials does profile '{0}' begin with?", begins),
    begins === undefined ? undefined : machine?.checked.of(begins)?.arn,
  );
}

function askProvider(value: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    value,
    prompt: vscode.l10n.t(
      "Who issues the web identity token? The provider, as the role's trust policy names it",
    ),
    placeHolder: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^(arn:[\w-]+:iam::\d{12}:oidc-provider\/\S+|[a-z0-9-]+(\.[a-z0-9-]+)+)$/.test(text)
        ? undefined
        : vscode.l10n.t("The ARN of an OIDC provider, or a built-in one such as accounts.google.com"),
  });
}

async function fromPolicy(
  workbench: Workbench,
  document: vscode.TextDocument,
  kind: PolicySource["kind"],
): Promise<RoleConfigDraft | undefined> {
  const text = document.getText();
  const siblings = kind === "trust" ? await siblingsOf(document.uri) : [];
  const variables = await askPlaceholders([text, ...siblings.map((sibling) => sibling.text)]);
  if (variables === undefined) return undefined;
  const read = (from: string) => parsePolicy(fillPlaceholdersInJson(from, variables));
  const policy = read(text);
  const questions = openQuestions({ kind, policy });
  const roleArn = questions.role ? await askRole(vscode.l10n.t("Role of this trust policy")) : undefined;
  if (questions.role && roleArn === undefined) return undefined;
  const caller = await pickCaller(
    questions.callers,
    kind === "identity"
      ? vscode.l10n.t("Who has this policy: a user or a role?")
      : vscode.l10n.t("Who makes the call: a user or a role?"),
  );
  if (caller === undefined) return undefined;
  const bucketAccount = questions.bucketAccount ? await askAccount() : undefined;
  if (questions.bucketAccount && bucketAccount === undefined) return undefined;
  return draftFromPolicy(
    {
      kind,
      file: baseName(document.uri),
      policy,
      variables,
      siblings: siblings.map((sibling) => ({ file: sibling.file, policy: read(sibling.text) })),
    },
    {
      caller,
      ...(roleArn === undefined ? {} : { roleArn }),
      ...(bucketAccount === undefined ? {} : { bucketAccount }),
      ...profileIn(workbench),
    },
  );
}

async function fromQuestions(workbench: Workbench): Promise<RoleConfigDraft | undefined> {
  const caller = await askCaller(vscode.l10n.t("Who makes the first call: a user or a role?"));
  if (caller === undefined) return undefined;
  const roleArn = await askRole(vscode.l10n.t("Role to assume"));
  if (roleArn === undefined) return undefined;
  const bucket = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("Bucket that the role reaches; leave it empty where there is none"),
    ignoreFocusOut: true,
    validateInput: (value) => (value === "" ? undefined : placeholderValueProblem("bucketName", value)),
  });
  if (bucket === undefined) return undefined;
  return {
    variables: {},
    caller: { principal: caller, ...profileIn(workbench), policies: [], context: {} },
    hops: [{ roleArn, policies: [], sessionName: "check" }],
    buckets: bucket === "" ? [] : [{ name: bucket }],
    checks: bucket === "" ? [] : [{ list: `s3://${bucket}/` }],
  };
}

/** The profile in force, where there is a machine with profiles. */
function profileIn({ machine }: Workbench): { readonly profile?: string } {
  return machine === undefined ? {} : { profile: machine.current.name };
}

/** Identity policies beside a trust policy whose names begin alike: `deploy.trust-policy.json`, `deploy.inline-policy.json`. */
async function siblingsOf(trust: vscode.Uri): Promise<{ readonly file: string; readonly text: string }[]> {
  const stem = /^(.+)[.-]trust-policy\.jsonc?$/i.exec(baseName(trust))?.[1];
  if (stem === undefined || trust.scheme === "untitled") return [];
  const folder = vscode.Uri.joinPath(trust, "..");
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const names = entries.flatMap(([name]) => {
    const begins = name.startsWith(`${stem}.`) || name.startsWith(`${stem}-`);
    return begins && documentKindByName(name) === "identity" ? [name] : [];
  });
  return Promise.all(
    names.map(async (file) => ({
      file,
      text: (await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, file))).getText(),
    })),
  );
}

/** Values for the placeholders of the policies, each asked once. */
async function askPlaceholders(
  texts: readonly string[],
): Promise<Readonly<Record<string, string>> | undefined> {
  const values: Record<string, string> = {};
  for (const placeholder of texts.flatMap((text) => findPlaceholders(text))) {
    if (Object.hasOwn(values, placeholder.name)) continue;
    const value = await vscode.window.showInputBox({
      title: vscode.l10n.t("Fill {0}", placeholder.text),
      prompt: vscode.l10n.t("The policy has this placeholder. The role config remembers its value."),
      ignoreFocusOut: true,
      validateInput: (text) => placeholderValueProblem(placeholder.meaning, text),
    });
    if (value === undefined) return undefined;
    values[placeholder.name] = value;
  }
  return values;
}

async function pickCaller(
  callers: readonly PrincipalDraft[],
  prompt: string,
): Promise<PrincipalDraft | undefined> {
  if (callers.length === 0) return askCaller(prompt);
  if (callers.length === 1) return callers[0];
  const picked = await vscode.window.showQuickPick(
    callers.map((caller) => ({ label: callerLabel(caller), caller })),
    { title, placeHolder: vscode.l10n.t("Which of its principals makes the call?") },
  );
  return picked?.caller;
}

function callerLabel(caller: PrincipalDraft): string {
  if (typeof caller === "string") return caller;
  if ("service" in caller) return caller.service;
  return "saml" in caller ? caller.saml.provider : caller.webIdentity.provider;
}

/** `known` is what a live check of this window proved: a default that Enter takes. */
function askCaller(prompt: string, known?: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt,
    ...optional("value", known),
    placeHolder: "arn:aws:iam::111122223333:user/dev",
    ignoreFocusOut: true,
    validateInput: (text) => {
      if (principalFromArn(text) !== undefined) return undefined;
      const arn = parseArn(text);
      const isInstanceProfile = arn !== undefined && arnResource(arn).kind === "instanceProfile";
      return isInstanceProfile
        ? vscode.l10n.t("An instance profile does not call: the role in it does.")
        : vscode.l10n.t("The ARN of a user, a role or a role session, with its 12-digit account");
    },
  });
}

function askRole(prompt: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt,
    placeHolder: "arn:aws:iam::111122223333:role/Deploy",
    ignoreFocusOut: true,
    validateInput: roleArnProblem,
  });
}

function askAccount(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("Account that owns the bucket"),
    placeHolder: "111122223333",
    ignoreFocusOut: true,
    validateInput: (text) =>
      isAccountId(text) ? undefined : vscode.l10n.t("An account id has 12 digits, without hyphens."),
  });
}

function baseName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}
