import * as vscode from "vscode";
import type { Plan } from "../../core/profiles/model.ts";
import { planForEnvironment, planForProfile } from "../../core/profiles/plan.ts";
import { defaultSessionName } from "../../core/profiles/chaining.ts";
import { roleArnProblem } from "../../core/arn.ts";
import { optional } from "../../core/optional.ts";
import { isSamlProvider, type SamlAssertion, type SamlRole } from "../../core/saml/assertion.ts";
import { Secret } from "../../core/secret.ts";
import { runAndReport } from "../liveChecks/liveCommand.ts";
import { dateTime } from "../report/time.ts";
import { askSamlResponse } from "../sessions/askSamlResponse.ts";
import { profileOfArgument } from "../views/profileArgument.ts";
import type { MachineParts, MachineWorkbench } from "../workbench.ts";

/** Assumes a role with the SAML response of an identity provider. It is sent once and kept nowhere. */
export async function run({ machine }: MachineWorkbench, argument: unknown): Promise<void> {
  const title = vscode.l10n.t("Assume Role with SAML Assertion");
  const response = await askSamlResponse(title);
  if (response === undefined) return;
  const { assertion, base64 } = response;
  if (!(await isInTime(assertion))) return;
  const picked =
    assertion.roles.length === 0 ? await typeRole(title) : await pickRole(title, assertion.roles);
  if (picked === undefined) return;
  const profile = profileOfArgument(argument)?.name ?? machine.current.name;
  const plan = await planFor(machine, picked, assertion, profile);
  const parts = await machine.live();
  if (!(await parts.runner.confirm({ plan }))) return;
  await runAndReport(
    parts,
    {
      subject: { document: undefined, target: undefined, profile: undefined },
      plan,
      role: undefined,
      bucket: undefined,
    },
    vscode.l10n.t("Assume Role {0}", picked.roleArn.slice(picked.roleArn.lastIndexOf("/") + 1)),
    (live, request) => live.assumeRole({ ...request, samlAssertion: new Secret(base64) }),
    (session) => ({ kind: "session", session }),
  );
}

/** Says before any call where AWS would refuse the response for its time; the clock of this machine may be wrong. */
async function isInTime({ notBefore, notOnOrAfter }: SamlAssertion): Promise<boolean> {
  const now = new Date().toISOString();
  const problem =
    notOnOrAfter !== undefined && notOnOrAfter <= now
      ? vscode.l10n.t(
          "This SAML response ended at {0}. Sign in at the identity provider again for a new one.",
          dateTime(new Date(notOnOrAfter)),
        )
      : notBefore !== undefined && notBefore > now
        ? vscode.l10n.t(
            "This SAML response is valid only from {0} on. Is the clock of this machine right?",
            dateTime(new Date(notBefore)),
          )
        : undefined;
  if (problem === undefined) return true;
  const send = vscode.l10n.t("Send It All the Same");
  const detail = vscode.l10n.t("Nothing was sent. AWS refuses a response outside of its time.");
  return (await vscode.window.showWarningMessage(problem, { modal: true, detail }, send)) === send;
}

async function pickRole(title: string, roles: readonly SamlRole[]): Promise<SamlRole | undefined> {
  if (roles.length < 2) return roles[0];
  const picked = await vscode.window.showQuickPick(
    roles.map((role) => ({ label: role.roleArn, description: role.principalArn, role })),
    { title, placeHolder: vscode.l10n.t("Which role?"), ignoreFocusOut: true },
  );
  return picked?.role;
}

/** An encrypted assertion shows its roles to AWS only. */
async function typeRole(title: string): Promise<SamlRole | undefined> {
  const roleArn = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t(
      "The assertion is encrypted, so that its roles cannot be read here. ARN of the role",
    ),
    placeHolder: "arn:aws:iam::111122223333:role/Federated",
    ignoreFocusOut: true,
    validateInput: roleArnProblem,
  });
  if (roleArn === undefined) return undefined;
  const principalArn = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("ARN of the SAML provider in that account"),
    value: `${roleArn.slice(0, roleArn.indexOf(":role/"))}:saml-provider/`,
    ignoreFocusOut: true,
    validateInput: (text) =>
      isSamlProvider(text)
        ? undefined
        : vscode.l10n.t(
            "Write the ARN of a provider, such as {0}.",
            "arn:aws:iam::111122223333:saml-provider/Corp",
          ),
  });
  return principalArn === undefined ? undefined : { roleArn, principalArn };
}

/** Region and endpoints are those of a profile where there is one; its credentials play no part. */
async function planFor(
  { store, aws }: MachineParts,
  { roleArn, principalArn }: SamlRole,
  assertion: SamlAssertion,
  profile: string,
): Promise<Plan> {
  const environment = aws.environment();
  const ofProfile = planForProfile(await store.load(), profile, environment);
  const base = ofProfile.kind === "plan" ? ofProfile : planForEnvironment(environment);
  const here = base.kind === "plan" ? base.plan : { sts: global, s3: global, iam: global };
  return {
    source: { kind: "samlAssertion", principalArn },
    hops: [
      {
        kind: "assumeRoleWithSaml",
        roleArn,
        from: vscode.l10n.t("the SAML assertion"),
        sessionName: assertion.sessionName ?? defaultSessionName,
        ...optional("durationSeconds", assertion.durationSeconds),
        tags: {},
        transitiveTagKeys: [],
        sessionPolicyArns: [],
        sts: here.sts,
      },
    ],
    sts: here.sts,
    s3: here.s3,
    iam: here.iam,
    notes: notesOf(assertion),
    differences: [],
  };
}

function notesOf({
  sessionName,
  durationSeconds,
  sessionEnds,
  isEncrypted,
}: SamlAssertion): readonly string[] {
  return [
    sessionName !== undefined || isEncrypted
      ? vscode.l10n.t("The name of the session comes from the assertion.")
      : vscode.l10n.t(
          "The assertion gives the session no name (attribute RoleSessionName), which AWS asks for and will likely refuse.",
        ),
    ...(durationSeconds === undefined
      ? []
      : [vscode.l10n.t("The duration is the assertion's SessionDuration.")]),
    ...(sessionEnds === undefined
      ? []
      : [
          vscode.l10n.t(
            "The identity provider ends the session at {0} at the latest.",
            dateTime(new Date(sessionEnds)),
          ),
        ]),
  ];
}

const global = { region: "us-east-1" };
