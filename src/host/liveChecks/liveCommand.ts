import * as vscode from "vscode";
import type { Live, LiveRequest, LiveResult, Step } from "../../core/livePort.ts";
import type { BucketCandidate, RoleCandidate, Target } from "../../core/openConfig/model.ts";
import type { Plan } from "../../core/profiles/model.ts";
import { targetOf } from "../openDocument.ts";
import type { Outcome } from "../report/render.ts";
import { savedUri } from "../savedUri.ts";
import { decidingPolicy } from "./decidingFile.ts";
import type { LiveParts } from "./liveParts.ts";
import { provedIdentity } from "./provedIdentity.ts";
import { readSessionPolicies } from "./sessionPolicy.ts";
import { plainMessage } from "../plainText.ts";

/** What a live command works on: the open document, or a profile of the tree and no document. */
export interface Subject {
  readonly document: vscode.Uri | undefined;
  readonly target: Target | undefined;
  readonly profile: string | undefined;
}

/** A run about to be made: the subject with its choices and the plan they lead to. */
export interface PreparedRun {
  readonly subject: Subject;
  readonly plan: Plan;
  readonly role: RoleCandidate | undefined;
  readonly bucket: BucketCandidate | undefined;
}

/** The subject of a command: `profile` when it was called on a row of the tree, else the active editor. */
export async function subjectOf(parts: LiveParts, profile: string | undefined): Promise<Subject> {
  if (profile !== undefined) return { document: undefined, target: undefined, profile };
  const editor = vscode.window.activeTextEditor;
  const target = await targetOf(editor, (uri) => parts.remembered.of(uri));
  return { document: editor?.document.uri, target, profile: undefined };
}

/** Chooses role and profile and makes the plan. Undefined when the user gave up or was told what is missing. */
export async function prepareRun(
  parts: LiveParts,
  subject: Subject,
  bucket: BucketCandidate | undefined,
): Promise<PreparedRun | undefined> {
  let roles = subject.target?.roles ?? [];
  if (roles.length === 0 && subject.target?.documentKind === "trust" && subject.document !== undefined) {
    const roleArn = await parts.questions.roleOfTrustPolicy();
    if (roleArn === undefined) return undefined;
    await parts.remembered.remember(subject.document, roleArn);
    roles = [{ hops: [{ roleArn }], origin: vscode.l10n.t("role of the open trust policy") }];
  }
  let role = await parts.questions.role(roles);
  if (roles.length > 0 && role === undefined) return undefined;
  if (role !== undefined) {
    const read = await readSessionPolicies(
      parts.runner.machine,
      role.hops,
      subject.document,
      subject.target?.variables ?? {},
    );
    if (read.kind === "refused") {
      await vscode.window.showErrorMessage(plainMessage(read.message));
      return undefined;
    }
    role = { ...role, hops: read.hops };
  }
  const prepared = await parts.runner.prepare(subject.target, subject.profile, {
    role,
    document: subject.document,
  });
  if (prepared === undefined || !(await parts.runner.confirm(prepared))) return undefined;
  return { subject, plan: prepared.plan, role, bucket };
}

/** Runs a prepared call and shows its report; answers the value, or undefined when there is none. */
export async function runAndReport<T>(
  parts: LiveParts,
  prepared: PreparedRun,
  title: string,
  call: (live: Live, request: LiveRequest) => Promise<LiveResult<T>>,
  outcomeOf: (value: T) => Outcome,
  more?: (value: T) => (() => Promise<void>) | undefined,
): Promise<T | undefined> {
  const result = await parts.runner.run(title, prepared.plan, call);
  const outcome: Outcome =
    result.kind === "ok"
      ? outcomeOf(result.value)
      : result.kind === "failed"
        ? { kind: "failed", failure: result.failure }
        : { kind: "cancelled" };
  await noteProof(parts, prepared.plan, result.steps);
  const report = { title, plan: prepared.plan, finished: new Date(), steps: result.steps, outcome };
  await parts.reports.show(report, result.kind === "ok" ? more?.(result.value) : undefined);
  if (result.kind === "failed") {
    await parts.runner.showFailure(result.failure, wayToDecidingFile(parts, prepared, result.failure));
  }
  return result.kind === "ok" ? result.value : undefined;
}

/** What the run proved of its profile, for the views. */
async function noteProof(parts: LiveParts, plan: Plan, steps: readonly Step[]): Promise<void> {
  if (plan.profile === undefined) return;
  const { byName } = await parts.store.load();
  const arn = provedIdentity(byName.get(plan.profile)?.roleArn, plan, steps);
  if (arn !== undefined) parts.checked.set(plan.profile, { arn, at: new Date() });
}

function wayToDecidingFile(
  parts: LiveParts,
  { subject, plan, role, bucket }: PreparedRun,
  failure: Extract<LiveResult<unknown>, { kind: "failed" }>["failure"],
): (() => Thenable<unknown>) | undefined {
  if (failure.look === "profile") return () => vscode.window.showTextDocument(parts.store.uri("config"));
  const path = decidingPolicy(failure, {
    documentPath: subject.document?.path,
    target: subject.target,
    role,
    bucket,
    hopsOfProfile: plan.hops.length - (role?.hops.length ?? 0),
  });
  const uri =
    path === undefined || subject.document === undefined
      ? undefined
      : savedUri(subject.document).with({ path });
  return uri && (() => vscode.window.showTextDocument(uri));
}
