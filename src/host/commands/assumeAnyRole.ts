import * as vscode from "vscode";
import { roleArnProblem } from "../../core/arn.ts";
import type { RolesPage } from "../../core/livePort.ts";
import { askSessionOptions } from "../liveChecks/askSessionOptions.ts";
import { profileChoice } from "../liveChecks/chooseProfile.ts";
import { runAndReport, subjectOf } from "../liveChecks/liveCommand.ts";
import type { LiveParts } from "../liveChecks/liveParts.ts";
import { pickRole } from "../liveChecks/pickRole.ts";
import { RoleHistory } from "../liveChecks/roleHistory.ts";
import { valueOrShown } from "../sessions/preparedSession.ts";
import { profileOfArgument } from "../views/profileArgument.ts";
import type { MachineWorkbench } from "../workbench.ts";

/** Assumes a role that is typed or picked, from any profile, with whatever AssumeRole takes. */
export async function run({ machine, context }: MachineWorkbench, argument: unknown): Promise<void> {
  const parts = await machine.live();
  const profile = profileOfArgument(argument)?.name ?? (await pickProfile(parts, machine.current.name));
  if (profile === undefined) return;
  const history = new RoleHistory(context.globalState);
  const { target } = await subjectOf(parts, undefined);
  const roleArn = await pickRole({
    history: history.all(),
    document: (target?.roles ?? []).flatMap(({ hops, origin }) => {
      const arn = hops.at(-1)?.roleArn;
      return arn === undefined || roleArnProblem(arn) !== undefined ? [] : { roleArn: arn, origin };
    }),
    list: () => listRoles(parts, profile === "" ? undefined : profile),
  });
  if (roleArn === undefined) return;
  const request = await askSessionOptions(roleArn);
  if (request === undefined) return;
  const role = { hops: [request], origin: vscode.l10n.t("Assume Any Role") };
  const prepared = await parts.runner.prepare(undefined, profile === "" ? undefined : profile, { role });
  if (prepared === undefined || !(await parts.runner.confirm(prepared.plan))) return;
  await history.add(roleArn);
  await runAndReport(
    parts,
    {
      subject: { document: undefined, target: undefined, profile },
      plan: prepared.plan,
      role,
      bucket: undefined,
    },
    vscode.l10n.t("Assume Role {0}", roleArn.slice(roleArn.lastIndexOf("/") + 1)),
    (live, liveRequest) => live.assumeRole(liveRequest),
    (session) => ({ kind: "session", session }),
  );
}

/** Empty for the environment alone, where there is no profile. */
async function pickProfile({ store }: LiveParts, current: string): Promise<string | undefined> {
  const { profiles } = await store.load();
  if (profiles.length === 0) return "";
  const first = profiles.filter(({ name }) => name === current);
  const others = profiles.filter(({ name }) => name !== current);
  const picked = await vscode.window.showQuickPick(
    [...first, ...others].map((profile) => profileChoice(profile)),
    {
      title: vscode.l10n.t("Assume Any Role"),
      placeHolder: vscode.l10n.t("From which profile?"),
      matchOnDescription: true,
      ignoreFocusOut: true,
    },
  );
  return picked?.label;
}

async function listRoles(
  parts: LiveParts,
  profile: string | undefined,
): Promise<RolesPage["roles"] | undefined> {
  const prepared = await parts.runner.prepare(undefined, profile, { role: undefined });
  if (prepared === undefined || !(await parts.runner.confirm(prepared.plan))) return undefined;
  const roles: RolesPage["roles"][number][] = [];
  let marker: string | undefined;
  do {
    const from = marker;
    const page = await valueOrShown(parts, vscode.l10n.t("List Roles"), prepared.plan, (live, request) =>
      live.listRoles(request, from === undefined ? {} : { marker: from }),
    );
    if (page === undefined) return undefined;
    roles.push(...page.roles);
    marker = page.marker;
  } while (marker !== undefined);
  return roles;
}
