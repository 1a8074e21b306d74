import * as vscode from "vscode";
import type { Live, LiveFailure, LiveRequest, Step } from "../../core/livePort.ts";
import type { HopRequest, RoleCandidate, Target } from "../../core/openConfig/model.ts";
import { optional } from "../../core/optional.ts";
import { describePlan, extendPlan, planForEnvironment, planForProfile } from "../../core/profiles/plan.ts";
import { visible } from "../../core/text/visible.ts";
import type { Plan, PlanResult } from "../../core/profiles/model.ts";
import { planCalls } from "../../core/profiles/planCalls.ts";
import type { AwsMachine } from "../awsMachine.ts";
import { commands } from "../ids.ts";
import type { Log } from "../log.ts";
import type { CurrentProfile } from "../profiles/currentProfile.ts";
import type { ProfileStore } from "../profiles/profileStore.ts";
import type { Questions } from "./ask.ts";
import { chooseProfile } from "./chooseProfile.ts";
import { plainMessage } from "../plainText.ts";

/** Everything a live command needs before it can call. */
export interface Prepared {
  readonly plan: Plan;
  /** The role wanted; absent where only the profile's own plan runs. */
  readonly role?: RoleCandidate;
  /** The document that chose the profile, fit to show, where it is not the one the user has in force. */
  readonly profileNamedBy?: string;
}

/** What a plan is made for. */
export interface Wanted {
  readonly role: RoleCandidate | undefined;
  /** The document that the target is of; absent where there is none. */
  readonly document: vscode.Uri | undefined;
}

/** A native dialog does not scroll: with more its buttons would be off the screen. */
const mostHopsAsked = 10;

/** Makes the plan of a live command out of the document and the profile, shows it, and runs it with progress. */
export class LiveRunner {
  /** Plans that the user has agreed to in this window. */
  readonly #confirmed = new Set<string>();

  constructor(
    readonly machine: AwsMachine,
    private readonly store: ProfileStore,
    private readonly current: CurrentProfile,
    private readonly questions: Questions,
    private readonly log: Log,
  ) {}

  /**
   * The plan for the open document, or for one profile of the tree. Undefined when the user gave up or was told why
   * it cannot be made.
   */
  async prepare(
    target: Target | undefined,
    fromTree: string | undefined,
    wanted: Wanted,
  ): Promise<Prepared | undefined> {
    const profiles = await this.store.load();
    const chosen =
      fromTree === undefined
        ? await chooseProfile(profiles, target, this.current.name)
        : { profile: fromTree };
    if (chosen === undefined) return undefined;
    const environment = this.machine.environment();
    const result =
      chosen === "environment"
        ? planForEnvironment(environment)
        : planForProfile(profiles, chosen.profile, environment);
    if (result.kind === "broken") {
      await this.#showBroken(result);
      return undefined;
    }
    const namedBy = optional("profileNamedBy", this.#documentThatChose(result.plan, target, wanted));
    if (wanted.role === undefined) return { plan: result.plan, ...namedBy };
    const hops: readonly HopRequest[] | undefined = await this.questions.fillHops(wanted.role.hops);
    if (hops === undefined) return undefined;
    return { plan: extendPlan(result.plan, hops, wanted.role.origin), role: wanted.role, ...namedBy };
  }

  /**
   * Shows the plan once in this window and waits for the user's word: every hop writes to the CloudTrail of an
   * account, a credential process runs a program, a configured endpoint receives signed requests, and a profile that a
   * document of the workspace chose, or that stands in the workspace, may hold any of them.
   */
  async confirm({ plan, profileNamedBy }: Pick<Prepared, "plan" | "profileNamedBy">): Promise<boolean> {
    const calls = planCalls(plan);
    const elsewhere = [plan.sts, plan.s3, plan.iam].some(({ url }) => url !== undefined);
    const where = this.#whereProfilesAre();
    const needed =
      plan.hops.length > 0 ||
      plan.source.kind === "process" ||
      elsewhere ||
      profileNamedBy !== undefined ||
      where?.inWorkspace === true;
    if (!needed || this.#confirmed.has(calls)) return true;
    const named =
      profileNamedBy === undefined
        ? []
        : [vscode.l10n.t("Profile '{0}' is named by {1}.", plan.profile ?? "", profileNamedBy)];
    const detail = [
      ...describePlan(plan, mostHopsAsked),
      ...named.map(visible),
      ...(where === undefined ? [] : [where.words]),
    ].join("\n");
    const role = plan.hops.at(-1)?.roleArn;
    const question =
      role === undefined
        ? vscode.l10n.t("Call AWS with profile '{0}'?", plan.profile ?? vscode.l10n.t("environment"))
        : vscode.l10n.t(
            "Assume {0} using {1}? This calls AWS and is logged in CloudTrail.",
            role,
            plan.source.kind === "samlAssertion"
              ? vscode.l10n.t("the SAML assertion")
              : plan.profile === undefined
                ? vscode.l10n.t("the credentials of the environment")
                : vscode.l10n.t("profile '{0}'", plan.profile),
          );
    const go = vscode.l10n.t("Call AWS");
    const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, go);
    if (answer !== go) return false;
    this.#confirmed.add(calls);
    return true;
  }

  /** Runs calls with a cancellable notification that follows the steps; `outer` cancels them too. */
  async run<T>(
    title: string,
    plan: Plan,
    call: (live: Live, request: LiveRequest) => Promise<T>,
    outer?: vscode.CancellationToken,
  ): Promise<T> {
    const live = await this.machine.live();
    return vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: plainMessage(title), cancellable: true },
      (progress, token) => {
        const abort = new AbortController();
        const cancel = (): void => {
          abort.abort();
        };
        token.onCancellationRequested(cancel);
        outer?.onCancellationRequested(cancel);
        return call(live, {
          plan,
          files: this.machine.files(),
          signal: abort.signal,
          askMfaCode: (hop) => Promise.resolve(this.questions.mfaCode(hop.mfaSerial)),
          onStep: (step) => {
            progress.report({ message: plainMessage(stepMessage(step)) });
          },
          log: (level, line) => {
            this.log.write(level, line);
          },
        });
      },
    );
  }

  /** One error notification with the way to the place that decides. */
  async showFailure(failure: LiveFailure, open: (() => Thenable<unknown>) | undefined): Promise<void> {
    const openFile =
      failure.look === "profile" ? vscode.l10n.t("Open AWS Config") : vscode.l10n.t("Open Policy");
    const showLog = vscode.l10n.t("Show Log");
    const signIn = vscode.l10n.t("Sign In to SSO");
    const [fix] = failure.fixes;
    const picked = await vscode.window.showErrorMessage(
      plainMessage(fix === undefined ? failure.headline : `${failure.headline} ${fix}`),
      ...(failure.code === "SsoLoginNeeded" ? [signIn] : []),
      ...(open === undefined ? [] : [openFile]),
      showLog,
    );
    if (picked === signIn) await vscode.commands.executeCommand(commands.ssoSignIn);
    else if (picked === openFile) await open?.();
    else if (picked === showLog) this.log.show();
  }

  /** The document whose own choice the profile is: neither the user's, nor the machine's file that is open at it. */
  #documentThatChose(plan: Plan, target: Target | undefined, { document }: Wanted): string | undefined {
    if (document === undefined || target?.profile === undefined) return undefined;
    if (plan.profile !== target.profile || plan.profile === this.current.name) return undefined;
    const isMachines = (["config", "credentials"] as const).some(
      (file) => this.store.uri(file).toString() === document.toString(),
    );
    return isMachines ? undefined : vscode.workspace.asRelativePath(document);
  }

  /** The files of the profiles, in words, where they are not in their usual place: an opened folder may hold them. */
  #whereProfilesAre(): { readonly words: string; readonly inWorkspace: boolean } | undefined {
    const places = (["config", "credentials"] as const)
      .map((file) => this.store.uri(file))
      .filter((uri) => !this.machine.isUsualPlace(uri.fsPath));
    if (places.length === 0) return undefined;
    const inside = places.filter((uri) => vscode.workspace.getWorkspaceFolder(uri) !== undefined);
    const list = (uris: readonly vscode.Uri[]) => uris.map(({ fsPath }) => visible(fsPath)).join(", ");
    return inside.length === 0
      ? { words: vscode.l10n.t("Profiles are read from {0}.", list(places)), inWorkspace: false }
      : {
          words: vscode.l10n.t("Profiles are read from {0}, in this workspace.", list(inside)),
          inWorkspace: true,
        };
  }

  async #showBroken(result: Extract<PlanResult, { kind: "broken" }>): Promise<void> {
    const problem = result.problems.find(({ severity }) => severity === "error") ?? result.problems[0];
    if (problem === undefined) return;
    const open = vscode.l10n.t("Open AWS Config");
    const picked = await vscode.window.showErrorMessage(plainMessage(problem.message), open);
    if (picked !== open) return;
    const document = await vscode.workspace.openTextDocument(this.store.uri(problem.file));
    const at = document.positionAt(problem.span.start);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
  }
}

function stepMessage(step: Step): string {
  switch (step.kind) {
    case "source":
      return step.identity?.arn ?? step.description;
    case "hop":
      return step.outcome.arn ?? step.hop.roleArn;
    case "reusedSession":
      return step.outcome.arn ?? "";
    case "mfaSession":
      return vscode.l10n.t("MFA device {0}", step.device);
    case "redirect":
      return vscode.l10n.t("{0} is in {1}", step.bucket, step.to);
  }
}
