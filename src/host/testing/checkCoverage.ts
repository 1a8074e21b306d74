import * as vscode from "vscode";
import {
  chainCoverage,
  type DocumentCoverage,
  type Exerciser,
  type StatementCoverage,
} from "../../core/simulate/chainCoverage.ts";
import type { ChainStep } from "../../core/simulate/model.ts";
import { sourceOf, type SimulatedConfig } from "../simulate/simulations.ts";
import type { SourceText } from "../simulate/workspaceTexts.ts";

/** A statement of a file as covered by the steps of one config. */
interface Covered {
  readonly source: SourceText;
  readonly statement: StatementCoverage;
  readonly testOf: (by: Exerciser) => vscode.TestItem | undefined;
}

/** What a step of a config was run as. */
export interface RunStep {
  readonly config: SimulatedConfig;
  readonly step: ChainStep;
  readonly item: vscode.TestItem;
}

/**
 * Which policy statements and conditions a run exercised, by file. A statement is a statement; a condition is a branch
 * that was true or false. A file that several configs name counts all of them.
 */
export class CheckCoverage {
  readonly #byFile = new Map<string, Covered[]>();

  constructor(steps: readonly RunStep[]) {
    const byConfig = new Map<SimulatedConfig, RunStep[]>();
    for (const run of steps) byConfig.set(run.config, [...(byConfig.get(run.config) ?? []), run]);
    for (const [config, runs] of byConfig) {
      const items = new Map(runs.map(({ step, item }) => [keyOf(step), item]));
      for (const covered of chainCoverage(config.result)) {
        this.#add(config, covered, (by) => items.get(`${by.kind} ${by.index}`));
      }
    }
  }

  /** One entry for each policy file, with the tests that exercised it. */
  files(): vscode.FileCoverage[] {
    return [...this.#byFile.values()].flatMap((covered) => {
      const [first] = covered;
      if (first === undefined) return [];
      const tests = new Set(covered.flatMap(({ statement, testOf }) => testsOf(statement.matched, testOf)));
      const file = vscode.FileCoverage.fromDetails(first.source.uri, details(covered, undefined));
      return [
        new vscode.FileCoverage(file.uri, file.statementCoverage, file.branchCoverage, undefined, [...tests]),
      ];
    });
  }

  /** The statements and conditions of a file; of one test alone where it is given. */
  details(file: vscode.FileCoverage, test?: vscode.TestItem): vscode.StatementCoverage[] {
    return details(this.#byFile.get(file.uri.toString()) ?? [], test);
  }

  #add(config: SimulatedConfig, { document, statements }: DocumentCoverage, testOf: Covered["testOf"]): void {
    const source = sourceOf(config, document);
    // A policy that stands in the config is covered there; one that AWS manages is nobody's to cover.
    if (source === undefined) return;
    const key = source.uri.toString();
    const covered = this.#byFile.get(key) ?? [];
    for (const statement of statements) covered.push({ source, statement, testOf });
    this.#byFile.set(key, covered);
  }
}

/** The same statement under several configs is one: counts add up. */
function details(covered: readonly Covered[], only: vscode.TestItem | undefined): vscode.StatementCoverage[] {
  const byPlace = new Map<string, Covered[]>();
  for (const one of covered) {
    const key = `${one.statement.span.start} ${one.statement.span.end}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), one]);
  }
  const count = (pick: (statement: StatementCoverage) => readonly Exerciser[], same: readonly Covered[]) => {
    const tests = new Set(same.flatMap(({ statement, testOf }) => testsOf(pick(statement), testOf)));
    return only === undefined ? tests.size : tests.has(only) ? 1 : 0;
  };
  return [...byPlace.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { source, statement } = first;
    const branches = statement.conditions.flatMap((condition, index) => {
      const place = source.range(condition.span);
      const of = (pick: "held" | "refuted") => (other: StatementCoverage) =>
        other.conditions[index]?.[pick] ?? [];
      const name = `${condition.operator} ${condition.key}`;
      return [
        new vscode.BranchCoverage(count(of("held"), same), place, vscode.l10n.t("{0} true", name)),
        new vscode.BranchCoverage(count(of("refuted"), same), place, vscode.l10n.t("{0} false", name)),
      ];
    });
    return [
      new vscode.StatementCoverage(
        count(({ matched }) => matched, same),
        source.range(statement.span),
        branches,
      ),
    ];
  });
}

function testsOf(by: readonly Exerciser[], testOf: Covered["testOf"]): vscode.TestItem[] {
  return by.flatMap((one) => testOf(one) ?? []);
}

function keyOf(step: ChainStep): string {
  return `${step.kind === "hop" ? "hop" : "check"} ${step.index}`;
}
