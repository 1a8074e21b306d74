import * as vscode from "vscode";
import { notModelled } from "../../core/evaluate/notModelled.ts";
import type { ChainStep } from "../../core/simulate/model.ts";
import { isRoleConfigName } from "../simulate/roleConfigName.ts";
import type { SimulatedConfig, Simulations } from "../simulate/simulations.ts";
import { stepsOf } from "../simulate/steps.ts";
import { CheckCoverage, type RunStep } from "./checkCoverage.ts";
import { brokenBecause, CheckItems } from "./checkItems.ts";
import { reportLive } from "./liveRun.ts";
import type { LiveSteps } from "./liveSteps.ts";
import { reportBroken, reportStep, say } from "./simulatedRun.ts";

/** The steps of one config that a run is about. */
export interface Wanted {
  readonly item: vscode.TestItem;
  readonly config: SimulatedConfig;
  readonly steps: readonly ChainStep[];
}

/** Role configs in the Testing view: simulated, simulated with coverage, and live where there is a machine. */
export class CheckTests implements vscode.Disposable {
  readonly #items: CheckItems;
  readonly #coverages = new WeakMap<vscode.TestRun, CheckCoverage>();
  readonly #disposables: vscode.Disposable;

  /** `guarded` shows what goes wrong after an edit, where nobody waits for an answer. */
  constructor(
    private readonly controller: vscode.TestController,
    private readonly simulations: Simulations,
    private readonly liveSteps: (() => Promise<LiveSteps>) | undefined,
    private readonly guarded: (work: () => Promise<void>) => Promise<void>,
  ) {
    this.#items = new CheckItems(controller, simulations);
    this.#disposables = vscode.Disposable.from(
      simulations.onDidChange((uris) => guarded(() => this.#update(uris))),
      vscode.workspace.onDidOpenTextDocument((document) => guarded(() => this.#show(document))),
    );
  }

  /** Lists the configs, or the hops and checks of one. Those of an open config are listed with it. */
  async resolve(item: vscode.TestItem | undefined): Promise<void> {
    if (item !== undefined) {
      await this.#items.resolve(item);
      return;
    }
    this.simulations.renew();
    await this.#items.list();
    for (const document of vscode.workspace.textDocuments) await this.#show(document);
  }

  /** Runs the tests of a request in the simulation; a continuous one again after each edit that touches them. */
  async simulate(
    request: vscode.TestRunRequest,
    token: vscode.CancellationToken,
    { coverage } = { coverage: false },
  ): Promise<void> {
    const reported = new Map<string, ChainStep>();
    await this.#runOnce(request, token, coverage, reported);
    if (request.continuous !== true) return;
    const listening = this.simulations.onDidChange((uris) =>
      this.guarded(async () => {
        if (token.isCancellationRequested) return;
        const changed = new Set(uris.map((uri) => uri.toString()));
        await this.#runOnce(request, token, coverage, reported, changed);
      }),
    );
    token.onCancellationRequested(() => {
      listening.dispose();
    });
  }

  /** What a run with coverage found out about a file; of one test alone where it is given. */
  coverage(
    run: vscode.TestRun,
    file: vscode.FileCoverage,
    test?: vscode.TestItem,
  ): vscode.StatementCoverage[] {
    return this.#coverages.get(run)?.details(file, test) ?? [];
  }

  /** Runs the tests of a request with real calls. */
  async live(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const steps = await this.liveSteps?.();
    if (steps === undefined) return;
    const wanted = await this.#wanted(request);
    const run = this.controller.createTestRun(request);
    try {
      await reportLive(run, token, steps, wanted, (config, step) => this.#items.find(config.uri, step));
    } finally {
      run.end();
    }
  }

  async pickLiveProfile(): Promise<void> {
    await (await this.liveSteps?.())?.pickProfile();
  }

  /** Runs all steps of a config as the user's click on its row would. */
  async runConfig(uri: vscode.Uri, how: "simulate" | "live"): Promise<void> {
    await this.#items.list();
    const item = this.#items.of(uri) ?? this.#items.add(uri);
    const request = new vscode.TestRunRequest([item]);
    const source = new vscode.CancellationTokenSource();
    try {
      await (how === "live" ? this.live(request, source.token) : this.simulate(request, source.token));
    } finally {
      source.dispose();
    }
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #show({ uri }: vscode.TextDocument): Promise<void> {
    const item = isRoleConfigName(uri.path) ? this.#items.of(uri) : undefined;
    if (item !== undefined) await this.#items.resolve(item);
  }

  /** After an edit: rows come and go, and those that are shown follow the text. */
  async #update(uris: readonly vscode.Uri[]): Promise<void> {
    await this.#items.list();
    for (const uri of uris) {
      const item = this.#items.of(uri);
      const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === item?.id);
      if (item !== undefined && (isOpen || !item.canResolveChildren)) await this.#items.resolve(item);
    }
  }

  /**
   * One run. `only`: the configs that an edit may have changed; of those the steps that are not what was reported
   * before: the simulation keeps a step that nothing touched.
   */
  async #runOnce(
    request: vscode.TestRunRequest,
    token: vscode.CancellationToken,
    withCoverage: boolean,
    reported: Map<string, ChainStep>,
    only?: ReadonlySet<string>,
  ): Promise<void> {
    const wanted = (await this.#wanted(request, only)).map((one) => ({
      ...one,
      steps: one.steps.filter((step) => {
        const item = this.#items.find(one.config.uri, step);
        return item !== undefined && (only === undefined || !isSame(reported.get(item.id), step));
      }),
    }));
    const some = wanted.filter(
      ({ config, steps }) => steps.length > 0 || brokenBecause(config) !== undefined,
    );
    if (only !== undefined && some.length === 0) return;
    const run = this.controller.createTestRun(request);
    try {
      const ran = this.#report(run, token, some, reported);
      if (!withCoverage) return;
      const found = new CheckCoverage(ran);
      this.#coverages.set(run, found);
      for (const file of found.files()) run.addCoverage(file);
    } finally {
      run.end();
    }
  }

  #report(
    run: vscode.TestRun,
    token: vscode.CancellationToken,
    wanted: readonly Wanted[],
    reported: Map<string, ChainStep>,
  ): RunStep[] {
    const ran: RunStep[] = [];
    for (const { item, config, steps } of wanted) {
      if (token.isCancellationRequested || run.token.isCancellationRequested) break;
      const broken = brokenBecause(config);
      if (broken !== undefined) {
        reportBroken(run, item, config, broken);
        continue;
      }
      say(run, item, vscode.l10n.t("{0}, simulated", item.label));
      for (const step of steps) {
        const stepItem = this.#items.find(config.uri, step);
        if (stepItem === undefined) continue;
        reportStep(run, stepItem, config, step);
        reported.set(stepItem.id, step);
        ran.push({ config, step, item: stepItem });
      }
      sayNotModelled(run, item, steps);
    }
    return ran;
  }

  /** The steps that a request is about, by config. Without a list it is about everything. */
  async #wanted(request: vscode.TestRunRequest, only?: ReadonlySet<string>): Promise<Wanted[]> {
    if (request.include === undefined) await this.#items.list();
    const included = request.include ?? [...this.controller.items].map(([, item]) => item);
    // Rows come and go where an edit adds or removes them: ids are what stays.
    const ids = new Set(included.map(({ id }) => id));
    const excluded = new Set((request.exclude ?? []).map(({ id }) => id));
    const roots = new Map(included.map((item) => [rootOf(item).id, rootOf(item)]));
    const wanted: Wanted[] = [];
    for (const [id, item] of roots) {
      if (only?.has(id) === false) continue;
      if (only === undefined && item.uri !== undefined) this.simulations.renew(item.uri);
      const config = await this.#items.resolve(item);
      if (config === undefined) continue;
      const isWanted = (step: ChainStep): boolean => {
        const path = pathTo(this.#items.find(config.uri, step));
        return path.some((one) => ids.has(one)) && !path.some((one) => excluded.has(one));
      };
      wanted.push({ item, config, steps: stepsOf(config).filter(isWanted) });
    }
    return wanted;
  }
}

/** A step that asks nothing is made anew by every simulation. */
function isSame(before: ChainStep | undefined, now: ChainStep): boolean {
  if (before === now) return true;
  return now.requests.length === 0 && JSON.stringify(before) === JSON.stringify(now);
}

function rootOf(item: vscode.TestItem): vscode.TestItem {
  return item.parent === undefined ? item : rootOf(item.parent);
}

/** The ids of an item and of all above it. */
function pathTo(item: vscode.TestItem | undefined): string[] {
  return item === undefined ? [] : [item.id, ...pathTo(item.parent)];
}

/** What a simulation leaves out, once for each config that ran. */
function sayNotModelled(run: vscode.TestRun, item: vscode.TestItem, steps: readonly ChainStep[]): void {
  const left = new Set(
    steps.flatMap(({ requests }) => requests.flatMap(({ request }) => notModelled(request))),
  );
  if (left.size > 0) say(run, item, vscode.l10n.t("Not modelled: {0}.", [...left].join("; ")));
}
