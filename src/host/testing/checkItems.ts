import * as vscode from "vscode";
import type { ChainStep } from "../../core/simulate/model.ts";
import { stepId } from "../simulate/steps.ts";
import type { SimulatedConfig, Simulations } from "../simulate/simulations.ts";

/**
 * The tests of the Testing view: a config, its hops, and under the last hop the checks of its session. A config is
 * read when its row is opened, run, or shown in an editor.
 */
export class CheckItems {
  constructor(
    private readonly controller: vscode.TestController,
    private readonly simulations: Simulations,
  ) {}

  /** A row for each role config of the workspace; those that are gone lose theirs. */
  async list(): Promise<void> {
    const uris = await this.simulations.uris();
    const wanted = new Set(uris.map((uri) => uri.toString()));
    for (const [id] of this.controller.items) if (!wanted.has(id)) this.controller.items.delete(id);
    for (const uri of uris) if (this.of(uri) === undefined) this.add(uri);
  }

  /** A row for a config, also for one that is not in the workspace. */
  add(uri: vscode.Uri): vscode.TestItem {
    const path = vscode.workspace.asRelativePath(uri);
    const [, folder, name = path] = /^(?:(.*)\/)?(.+)\.assume-role\.jsonc?$/i.exec(path) ?? [];
    const item = this.controller.createTestItem(uri.toString(), name, uri);
    item.description = folder ?? "";
    item.canResolveChildren = true;
    this.controller.items.add(item);
    return item;
  }

  of(uri: vscode.Uri): vscode.TestItem | undefined {
    return this.controller.items.get(uri.toString());
  }

  /** Brings the rows of one config up to date; answers its simulation, or undefined where it is gone. */
  async resolve(item: vscode.TestItem): Promise<SimulatedConfig | undefined> {
    const config = item.uri && (await this.simulations.of(item.uri));
    if (config === undefined) return undefined;
    item.canResolveChildren = false;
    item.range = config.source.range({
      start: config.result.chain.config.span.start,
      end: config.result.chain.config.span.start + 1,
    });
    const problem = brokenBecause(config);
    item.error = problem?.message;
    if (problem !== undefined) {
      item.children.replace([]);
      return config;
    }
    const { hops, checks } = config.result;
    const hopItems = hops.map((hop, index) =>
      this.#stepItem(item.children.get(stepId(config.uri, hop)), config, hop, index),
    );
    const last = hopItems.at(-1);
    const parent = last?.children ?? item.children;
    const checkItems = checks.map((check, index) =>
      this.#stepItem(parent.get(stepId(config.uri, check)), config, check, index),
    );
    for (const hop of hopItems) hop.children.replace(hop === last ? checkItems : []);
    item.children.replace(last === undefined ? checkItems : hopItems);
    return config;
  }

  /** The row of a step, if it has one. */
  find(config: vscode.Uri, step: ChainStep): vscode.TestItem | undefined {
    const id = stepId(config, step);
    const item = this.of(config);
    if (item === undefined) return undefined;
    const direct = item.children.get(id);
    if (direct !== undefined) return direct;
    for (const [, hop] of item.children) {
      const nested = hop.children.get(id);
      if (nested !== undefined) return nested;
    }
    return undefined;
  }

  /** The item that is there already keeps its result. */
  #stepItem(
    known: vscode.TestItem | undefined,
    config: SimulatedConfig,
    step: ChainStep,
    position: number,
  ): vscode.TestItem {
    const label =
      step.kind === "hop" ? vscode.l10n.t("Hop {0}: {1}", step.index + 1, step.label) : step.label;
    const item = known ?? this.controller.createTestItem(stepId(config.uri, step), label, config.uri);
    item.label = label;
    item.range = config.source.range(step.span);
    item.sortText = String(position).padStart(4, "0");
    return item;
  }
}

/** What makes a whole config unreadable; policies that it names are a matter of the steps that need them. */
export function brokenBecause({
  result: { chain },
}: SimulatedConfig): SimulatedConfig["result"]["chain"]["problems"][number] | undefined {
  return chain.config.problems.find(({ severity }) => severity === "error");
}
