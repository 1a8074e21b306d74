import * as vscode from "vscode";
import { parseRoleArn } from "../../core/arn.ts";
import type { HopRequest } from "../../core/openConfig/model.ts";
import { roleArnsIn } from "../../core/openConfig/roleArns.ts";
import { optional } from "../../core/optional.ts";
import { chainedDuration } from "../../core/profiles/chaining.ts";
import type { Plan, Profile } from "../../core/profiles/model.ts";
import { planForProfile } from "../../core/profiles/plan.ts";
import { longestChainedSession, longestSession } from "../../core/profiles/roleRules.ts";
import { valueOf } from "../../core/profiles/setting.ts";
import { explanationScheme, readOnlyScheme, reportScheme } from "../ids.ts";
import { askSessionOptions } from "../liveChecks/askSessionOptions.ts";
import { profileChoice } from "../liveChecks/chooseProfile.ts";
import { runAndReport, subjectOf } from "../liveChecks/liveCommand.ts";
import type { LiveParts } from "../liveChecks/liveParts.ts";
import { pickRole, type OfferedRole, type PickedRole, type RoleSources } from "../liveChecks/pickRole.ts";
import { RoleHistory } from "../liveChecks/roleHistory.ts";
import { readSessionPolicies } from "../liveChecks/sessionPolicy.ts";
import { back, pickStep, type StepPlace } from "../multiStep.ts";
import { plainLabel } from "../plainText.ts";
import { profileOfArgument } from "../views/profileArgument.ts";
import type { MachineWorkbench } from "../workbench.ts";

/** Where the user is: each question may lead back to the one before. */
type Stage =
  | { readonly at: "profile" }
  | { readonly at: "role"; readonly profile: string; readonly plan: Plan }
  | { readonly at: "options"; readonly profile: string; readonly plan: Plan; readonly role: PickedRole };

/** Assumes a role that is typed or picked, from any profile, with whatever AssumeRole takes. */
export async function run({ machine, context }: MachineWorkbench, argument: unknown): Promise<void> {
  const parts = await machine.live();
  const history = new RoleHistory(context.globalState);
  const { profiles } = await parts.store.load();
  const ofRow = profileOfArgument(argument)?.name;
  const document = await rolesOfDocument(parts);
  // Without a profile the environment's credentials are the only ones, and there is nothing to choose.
  const chosen = ofRow ?? (profiles.length === 0 ? "" : undefined);
  const begin = chosen === undefined ? ({ at: "profile" } as const) : await withPlan(parts, chosen);
  let stage: Stage | undefined = begin;
  const title = vscode.l10n.t("Assume Any Role");
  const place = (step: number) =>
    chosen === undefined
      ? { title, step, totalSteps: 3, back: step > 1 }
      : { title, step: step - 1, totalSteps: 2, back: step > 2 };
  while (stage !== undefined) {
    if (stage.at === "profile") {
      const profile = await pickProfile(parts, machine.current.name, place(1));
      if (profile === undefined) return;
      stage = await withPlan(parts, profile);
    } else if (stage.at === "role") {
      const { profile, plan } = stage;
      const role = await pickRole(sourcesOf(parts, { profile, plan, profiles, document, history }), place(2));
      if (role === undefined) return;
      if (role === back) stage = { at: "profile" };
      else {
        const filled = await parts.questions.fillHops([role.request]);
        const [request] = filled ?? [];
        if (request !== undefined) stage = { at: "options", profile, plan, role: { ...role, request } };
      }
    } else {
      const { profile, plan, role } = stage;
      const request = await askSessionOptions(
        role.request,
        {
          chained:
            chainedDuration(longestSession, plan.hops.length, plan.source).seconds === longestChainedSession,
          ...optional("maxSessionDuration", role.maxSessionDuration),
          devices: devicesOf(profiles),
        },
        { ...place(3), title: vscode.l10n.t("Assume {0}", role.request.roleArn) },
      );
      if (request === undefined) return;
      if (request === back) stage = { at: "role", profile, plan };
      else {
        await assume(parts, history, profile, request);
        return;
      }
    }
  }
}

async function assume(
  parts: LiveParts,
  history: RoleHistory,
  profile: string,
  request: HopRequest,
): Promise<void> {
  const role = { hops: [request], origin: vscode.l10n.t("Assume Any Role") };
  const prepared = await parts.runner.prepare(undefined, profile === "" ? undefined : profile, {
    role,
    document: undefined,
  });
  if (prepared === undefined || !(await parts.runner.confirm(prepared))) return;
  await history.add(request);
  await runAndReport(
    parts,
    {
      subject: { document: undefined, target: undefined, profile },
      plan: prepared.plan,
      role,
      bucket: undefined,
    },
    vscode.l10n.t("Assume Role {0}", request.roleArn.slice(request.roleArn.lastIndexOf("/") + 1)),
    (live, liveRequest) => live.assumeRole(liveRequest),
    (session) => ({ kind: "session", session }),
  );
}

/** The next stage, with what the profile resolves to; undefined where it cannot be used, which was said then. */
async function withPlan(parts: LiveParts, profile: string): Promise<Stage | undefined> {
  const prepared = await parts.runner.prepare(undefined, profile === "" ? undefined : profile, {
    role: undefined,
    document: undefined,
  });
  return prepared && { at: "role", profile, plan: prepared.plan };
}

/** The profile in force first. One that cannot be used says why on its line, and is not taken. */
async function pickProfile(parts: LiveParts, current: string, place: StepPlace): Promise<string | undefined> {
  const loaded = await parts.store.load();
  const environment = parts.runner.machine.environment();
  const item = (profile: Profile) => {
    const result = planForProfile(loaded, profile.name, environment);
    const broken = result.kind === "broken";
    const [problem] = result.problems;
    return {
      ...profileChoice(profile),
      ...(broken && problem !== undefined ? { detail: `$(error) ${plainLabel(problem.message)}` } : {}),
      broken,
    };
  };
  const first = loaded.profiles.filter(({ name }) => name === current);
  const others = loaded.profiles.filter(({ name }) => name !== current);
  const picked = await pickStep({
    ...place,
    placeholder: vscode.l10n.t("From which profile?"),
    items: [...first, ...others].map(item),
    canTake: ({ broken }) => !broken,
  });
  return picked === back ? undefined : picked?.profile;
}

interface RoleSubject {
  readonly profile: string;
  readonly plan: Plan;
  readonly profiles: readonly Profile[];
  readonly document: readonly OfferedRole[];
  readonly history: RoleHistory;
}

function sourcesOf(
  parts: LiveParts,
  { profile, plan, profiles, document, history }: RoleSubject,
): RoleSources {
  const last = plan.hops.at(-1);
  const role = last && parseRoleArn(last.roleArn);
  const account = role?.account ?? profiles.find(({ name }) => name === profile)?.accountId;
  return {
    document,
    profiles: rolesOfProfiles(profiles),
    history: () => history.all(),
    forget: (roleArn) => history.forget(roleArn),
    home: { partition: role?.partition ?? "aws", ...optional("account", account) },
    mayList: () => parts.runner.confirm({ plan }),
    page: async (marker, closed) => {
      const result = await parts.runner.run(
        vscode.l10n.t("List Roles"),
        plan,
        (live, request) => live.listRoles(request, optional("marker", marker)),
        closed,
      );
      if (result.kind === "ok") return result.value;
      if (result.kind === "cancelled") return { refused: vscode.l10n.t("The list was cancelled.") };
      // Not waited for: the other ways to a role are offered meanwhile.
      void parts.runner.showFailure(result.failure, undefined);
      return { refused: result.failure.headline };
    },
  };
}

const ownSchemes: ReadonlySet<string> = new Set([reportScheme, readOnlyScheme, explanationScheme]);

/**
 * The roles of the open document: those that it asks to assume, with what it sends with them, then every role that its
 * text names. A role whose session policy may not be sent is offered by its name alone.
 */
async function rolesOfDocument(parts: LiveParts): Promise<readonly OfferedRole[]> {
  const { document, target } = await subjectOf(parts, undefined);
  const asked: OfferedRole[] = [];
  for (const { hops, origin } of target?.roles ?? []) {
    const read = await readSessionPolicies(
      parts.runner.machine,
      hops.slice(-1),
      document,
      target?.variables ?? {},
    );
    const request = read.kind === "hops" ? read.hops[0] : undefined;
    if (request !== undefined) asked.push({ request, origin });
  }
  const editor = vscode.window.activeTextEditor?.document;
  // A report of ours names roles too, those that were just used.
  const ours = editor !== undefined && ownSchemes.has(editor.uri.scheme);
  const named = editor === undefined || ours ? [] : roleArnsIn(editor.getText());
  return [
    ...asked,
    ...named.map(({ roleArn, offset }) => ({
      request: { roleArn },
      origin: vscode.l10n.t("line {0}", (editor?.positionAt(offset).line ?? 0) + 1),
    })),
  ];
}

/** The roles of all profiles, with what each profile sends with its own. */
function rolesOfProfiles(profiles: readonly Profile[]): readonly OfferedRole[] {
  return profiles.flatMap((profile) => {
    const roleArn = valueOf(profile, "role_arn");
    if (roleArn === undefined || profile.problems.some(({ severity }) => severity === "error")) return [];
    return [
      {
        request: {
          roleArn,
          ...optional("externalId", valueOf(profile, "external_id")),
          ...optional("sessionName", valueOf(profile, "role_session_name")),
          ...optional("mfaSerial", valueOf(profile, "mfa_serial")),
        },
        origin: vscode.l10n.t("profile '{0}'", profile.name),
      },
    ];
  });
}

function devicesOf(profiles: readonly Profile[]): readonly string[] {
  return [
    ...new Set(profiles.map((profile) => valueOf(profile, "mfa_serial")).filter((one) => one !== undefined)),
  ];
}
