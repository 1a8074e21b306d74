import * as vscode from "vscode";
import { chainCoverage } from "../../core/simulate/chainCoverage.ts";
import { commands } from "../ids.ts";
import { isRoleConfigName } from "./roleConfigName.ts";
import type { Simulation } from "./simulation.ts";
import { sourceOf, type SimulatedConfig } from "./simulations.ts";
import { stepId, stepsOf } from "./steps.ts";

/** Lenses above a role config, and above each statement of the policies that one names. */
export class CheckLenses implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #disposables: vscode.Disposable;

  /** `currentProfile`: undefined in the browser, where nothing is live. */
  constructor(
    private readonly simulation: Simulation,
    private readonly currentProfile: (() => string) | undefined,
  ) {
    this.#disposables = vscode.Disposable.from(
      this.#changed,
      simulation.simulations.onDidChange(() => {
        this.#changed.fire();
      }),
    );
  }

  /** For the text as it is when it was simulated: the editor asks again after an edit. */
  async of(uri: vscode.Uri): Promise<vscode.CodeLens[]> {
    const configs = await this.simulation.configsAbout(uri);
    if (!isRoleConfigName(uri.path)) return statementLenses(uri, configs);
    const [config] = configs;
    return config === undefined ? [] : [...this.#configLenses(config), ...statementLenses(uri, configs)];
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #configLenses(config: SimulatedConfig): vscode.CodeLens[] {
    const { span, caller } = config.result.chain.config;
    const at = config.source.range({ start: span.start, end: span.start });
    const lenses = [
      new vscode.CodeLens(at, {
        title: vscode.l10n.t("Run checks"),
        command: commands.runChecks,
        arguments: [config.uri],
      }),
    ];
    const current = this.currentProfile?.();
    if (current !== undefined) {
      lenses.push(
        new vscode.CodeLens(at, {
          title: vscode.l10n.t("Check live as {0}", caller?.profile?.value ?? current),
          command: commands.checkLive,
          arguments: [config.uri],
        }),
      );
    }
    return lenses;
  }
}

/** "Matched by 3 of 5 checks": hops and checks of all configs that name the policy, to be explained on a click. */
function statementLenses(uri: vscode.Uri, configs: readonly SimulatedConfig[]): vscode.CodeLens[] {
  const key = uri.toString();
  const byPlace = new Map<string, { readonly range: vscode.Range; readonly ids: Set<string> }>();
  let asked = 0;
  for (const config of configs) {
    const ids = new Map(
      stepsOf(config).map((step) => [`${step.kind} ${step.index}`, stepId(config.uri, step)]),
    );
    const covered = chainCoverage(config.result).filter(
      ({ document }) => sourceOf(config, document)?.uri.toString() === key,
    );
    if (covered.length > 0) asked += stepsOf(config).filter(({ requests }) => requests.length > 0).length;
    for (const { statements } of covered) {
      for (const { span, matched } of statements) {
        const place = `${span.start} ${span.end}`;
        const source = covered[0] && sourceOf(config, covered[0].document);
        if (source === undefined) continue;
        const lens = byPlace.get(place) ?? { range: source.range(span), ids: new Set() };
        for (const { kind, index } of matched) {
          const id = ids.get(`${kind} ${index}`);
          if (id !== undefined) lens.ids.add(id);
        }
        byPlace.set(place, lens);
      }
    }
  }
  return [...byPlace.values()].map(
    ({ range, ids }) =>
      new vscode.CodeLens(range, {
        title: matchedTitle(ids.size, asked),
        // A lens that leads nowhere is a text.
        command: ids.size === 0 ? "" : commands.explainDecision,
        arguments: [[...ids]],
      }),
  );
}

function matchedTitle(matched: number, asked: number): string {
  if (matched === 0) return vscode.l10n.t("Matched by no check");
  return asked === 1
    ? vscode.l10n.t("Matched by the one check")
    : vscode.l10n.t("Matched by {0} of {1} checks", matched, asked);
}
