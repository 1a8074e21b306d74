import * as vscode from "vscode";
import type { RoleCandidate } from "../../core/openConfig/model.ts";
import { planForEnvironment, planForProfile } from "../../core/profiles/plan.ts";
import { planText } from "../../core/profiles/planText.ts";
import { languageIds } from "../ids.ts";
import { profileChoice } from "../liveChecks/chooseProfile.ts";
import { targetOf } from "../openDocument.ts";
import { profileOfArgument } from "../views/profileArgument.ts";
import type { MachineWorkbench } from "../workbench.ts";

type Subject = { readonly profile: string } | { readonly role: RoleCandidate } | "environment";

/**
 * Shows what a profile, or the chain of the open document, resolves to: every hop, MFA device, duration, endpoint and
 * region, and what other tools would do differently. Calls nothing.
 */
export async function run(workbench: MachineWorkbench, row: unknown): Promise<void> {
  const named = profileOfArgument(row)?.name;
  const subject = named === undefined ? await pick(workbench) : { profile: named };
  if (subject === undefined) return;
  const { store, aws } = workbench.machine;
  if (subject === "environment") {
    await show(workbench, undefined, planText(undefined, planForEnvironment(aws.environment())));
  } else if ("profile" in subject) {
    const result = planForProfile(await store.load(), subject.profile, aws.environment());
    await show(workbench, subject.profile, planText(subject.profile, result));
  } else {
    await showOfDocument(workbench, subject.role);
  }
}

/** With the placeholders of the document filled and the profile chosen, as a live check would. */
async function showOfDocument(workbench: MachineWorkbench, role: RoleCandidate): Promise<void> {
  const { runner, remembered } = await workbench.machine.live();
  const target = await targetOf(vscode.window.activeTextEditor, (uri) => remembered.of(uri));
  const prepared = await runner.prepare(target, undefined, { role, document: undefined });
  if (prepared === undefined) return;
  const { plan } = prepared;
  await show(workbench, plan.profile, planText(plan.profile, { kind: "plan", plan, problems: [] }));
}

async function show(
  { readOnly }: MachineWorkbench,
  profile: string | undefined,
  text: string,
): Promise<void> {
  const name =
    profile === undefined ? vscode.l10n.t("Plan of the environment") : vscode.l10n.t("Plan of {0}", profile);
  await (await readOnly()).show(name, text, languageIds.report);
}

async function pick({ machine }: MachineWorkbench): Promise<Subject | undefined> {
  const { store, current } = machine;
  const { remembered } = await machine.live();
  const target = await targetOf(vscode.window.activeTextEditor, (uri) => remembered.of(uri));
  const { profiles, byName } = await store.load();
  const first = byName.get(current.name);
  const sorted = [
    ...(first === undefined ? [] : [first]),
    ...profiles.filter((profile) => profile !== first),
  ];
  const items: (vscode.QuickPickItem & { readonly subject?: Subject })[] = [
    ...(target?.roles ?? []).map((role) => ({
      label: role.hops.at(-1)?.roleArn ?? "",
      description: role.origin,
      subject: { role },
    })),
    ...sorted.map((profile) => ({ ...profileChoice(profile), subject: { profile: profile.name } })),
    {
      label: vscode.l10n.t("The environment"),
      description: vscode.l10n.t("without a profile"),
      subject: "environment",
    },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Show Plan"),
    placeHolder: vscode.l10n.t("Nothing is called"),
    matchOnDescription: true,
  });
  return picked?.subject;
}
