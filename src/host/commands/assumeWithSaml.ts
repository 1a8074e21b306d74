import * as vscode from "vscode";
import type { Plan } from "../../core/profiles/model.ts";
import { planForEnvironment, planForProfile } from "../../core/profiles/plan.ts";
import { defaultSessionName } from "../../core/profiles/chaining.ts";
import { samlRoles, type SamlRole } from "../../core/samlRoles.ts";
import { Secret } from "../../core/secret.ts";
import { runAndReport } from "../liveChecks/liveCommand.ts";
import { profileOfArgument } from "../views/profileArgument.ts";
import type { MachineParts, MachineWorkbench } from "../workbench.ts";

/** Assumes a role with a SAML assertion that the user pastes. It is sent once and kept nowhere. */
export async function run({ machine }: MachineWorkbench, argument: unknown): Promise<void> {
  const title = vscode.l10n.t("Assume Role with SAML Assertion");
  const text = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t(
      "Paste the value of the form field SAMLResponse that the identity provider sent to AWS. It is valid for minutes, is sent once and is not kept.",
    ),
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) =>
      samlRoles(decode(value)).length === 0
        ? vscode.l10n.t("This is not a SAML response for AWS: no role is in it.")
        : undefined,
  });
  if (text === undefined) return;
  const picked = await pickRole(title, samlRoles(decode(text)));
  if (picked === undefined) return;
  const plan = await planFor(machine, picked, profileOfArgument(argument)?.name ?? machine.current.name);
  const parts = await machine.live();
  if (!(await parts.runner.confirm(plan))) return;
  await runAndReport(
    parts,
    {
      subject: { document: undefined, target: undefined, profile: undefined },
      plan,
      role: undefined,
      bucket: undefined,
    },
    vscode.l10n.t("Assume Role {0}", picked.roleArn.slice(picked.roleArn.lastIndexOf("/") + 1)),
    (live, request) => live.assumeRole({ ...request, samlAssertion: new Secret(unescaped(text)) }),
    (session) => ({ kind: "session", session }),
  );
}

async function pickRole(title: string, roles: readonly SamlRole[]): Promise<SamlRole | undefined> {
  if (roles.length < 2) return roles[0];
  const picked = await vscode.window.showQuickPick(
    roles.map((role) => ({ label: role.roleArn, description: role.principalArn, role })),
    { title, placeHolder: vscode.l10n.t("Which role?"), ignoreFocusOut: true },
  );
  return picked?.role;
}

/** Region and endpoints are those of a profile where there is one; its credentials play no part. */
async function planFor(
  { store, aws }: MachineParts,
  { roleArn, principalArn }: SamlRole,
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
        sessionName: defaultSessionName,
        tags: {},
        transitiveTagKeys: [],
        sessionPolicyArns: [],
        sts: here.sts,
      },
    ],
    sts: here.sts,
    s3: here.s3,
    iam: here.iam,
    notes: [vscode.l10n.t("The name of the session comes from the assertion.")],
    differences: [],
  };
}

const global = { region: "us-east-1" };

/** As it is pasted: with line ends, or URL-encoded from a form. */
function unescaped(text: string): string {
  const clean = text.replaceAll(/\s/g, "");
  try {
    return clean.includes("%") ? decodeURIComponent(clean) : clean;
  } catch {
    return clean;
  }
}

function decode(text: string): string {
  try {
    return atob(unescaped(text));
  } catch {
    return "";
  }
}
