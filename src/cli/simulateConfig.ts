import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { decisionAsExpected, tellingRequest } from "../core/explain/stepWords.ts";
import { optional } from "../core/optional.ts";
import { parseRoleConfig } from "../core/roleConfig/parse.ts";
import { explainRequest, type StatementPlace } from "../core/simulate/explainRequest.ts";
import { nearestInWords, outcomeInWords, requestInWords } from "../core/simulate/inWords.ts";
import { loadChain } from "../core/simulate/loadChain.ts";
import type { ChainDocument, ChainResult, ChainStep, RequestResult } from "../core/simulate/model.ts";
import type { PolicyLibrary } from "../core/simulate/policyLibrary.ts";
import { simulateChain } from "../core/simulate/simulateChain.ts";
import { LineIndex } from "../core/text/lineIndex.ts";
import type { Span } from "../core/text/span.ts";
import type { CheckedConfig, CheckedRequest, CheckedStatement, CheckedStep, Place } from "./checkedConfig.ts";
import type { TextFiles } from "./textFiles.ts";

export interface ConfigSimulation {
  /** The current folder: files below it are named from there. */
  readonly folder: string;
  readonly files: TextFiles;
  /** The document of an AWS managed policy as JSON. */
  readonly managed: (arn: string) => string | undefined;
  readonly library: PolicyLibrary;
  /** Reasons of everything, and not only of what is not as expected. */
  readonly explainAll: boolean;
}

/** Simulates one role config, by its absolute path; undefined when it cannot be read. */
export function simulateConfig(
  path: string,
  simulation: ConfigSimulation,
): { readonly result: ChainResult; readonly checked: CheckedConfig } | undefined {
  const text = simulation.files.read(path);
  if (text === undefined) return undefined;
  const config = parseRoleConfig(text);
  const file = (named: string) => resolve(dirname(path), named);
  const texts = { file: (named: string) => simulation.files.read(file(named)), managed: simulation.managed };
  const result = simulateChain(loadChain(config, texts, simulation.library));
  return { result, checked: new Report(path, text, result, simulation).config() };
}

/** Turns spans into lines, and paths into names from the current folder. */
class Report {
  readonly #path: string;
  readonly #text: string;
  readonly #result: ChainResult;
  readonly #simulation: ConfigSimulation;
  readonly #lines = new Map<string, LineIndex>();

  constructor(path: string, text: string, result: ChainResult, simulation: ConfigSimulation) {
    this.#path = path;
    this.#text = text;
    this.#result = result;
    this.#simulation = simulation;
  }

  config(): CheckedConfig {
    const { chain, hops, checks } = this.#result;
    return {
      file: this.#shown(this.#path),
      problems: chain.problems.map(({ code, severity, message, span }) => ({
        code,
        severity,
        message,
        range: this.#own(span),
      })),
      steps: [...hops, ...checks].map((step) => this.#step(step)),
    };
  }

  #step(step: ChainStep): CheckedStep {
    const { kind, index, label, outcome, expected, span } = step;
    const shown = step.requests.filter(
      (request) => this.#simulation.explainAll || request.outcome.kind !== "passed",
    );
    const decided = tellingRequest(step)?.decision;
    const actual = step.kind === "identity" ? step.actual : decided && decisionAsExpected(decided);
    return {
      kind,
      index,
      name: kind === "hop" ? `hop ${index + 1} ${label}` : label,
      outcome: outcome.kind,
      expected,
      ...optional("actual", actual),
      ...optional("message", outcomeInWords(outcome)),
      range: this.#own(span),
      requests: shown.map((request) => this.#request(request)),
    };
  }

  #request(request: RequestResult): CheckedRequest {
    const explanation = explainRequest(this.#result, request);
    const { decision, decidedBy, missing } = explanation;
    const { documents } = this.#result.chain;
    return {
      action: request.request.action,
      resource: request.request.resource,
      decision: request.decision,
      outcome: request.outcome.kind,
      reason: requestInWords(request, decision),
      decidedBy: decidedBy.map((place) => this.#statement(place)),
      missing: missing.map((lacking) => ({
        side: lacking.side,
        suggestion: lacking.suggestion,
        ...optional("place", this.#home(lacking.document, lacking.nearest)),
        ...optional("nearest", nearestInWords(lacking)),
        lacksConditionOnly: lacking.nearest?.reasons.every(({ element }) => element === "condition") ?? false,
      })),
      undetermined: decision.undetermined,
      problems: decision.problems.flatMap(({ message, policy, span }) => {
        const document = documents.find(({ name }) => name === policy);
        return document === undefined ? [] : [{ message, place: this.#place(document, span) }];
      }),
      notModelled: explanation.notModelled,
    };
  }

  #statement({ side, statement, sid, span, document }: StatementPlace): CheckedStatement {
    return { ...this.#place(document, span), side, statement, ...optional("sid", sid) };
  }

  #home(document: ChainDocument | undefined, nearest: StatementPlace | undefined): Place | undefined {
    if (document === undefined) return undefined;
    return this.#place(document, nearest?.document === document ? nearest.span : document.policy.span);
  }

  #place({ source }: ChainDocument, span: Span): Place {
    switch (source.kind) {
      case "inline":
        return { file: this.#shown(this.#path), range: this.#own(span) };
      case "awsManaged":
        return { file: source.arn };
      case "file": {
        const path = resolve(dirname(this.#path), source.path);
        const text = this.#simulation.files.read(path) ?? "";
        return { file: this.#shown(path), range: this.#linesOf(path, text).range(span) };
      }
    }
  }

  #own(span: Span) {
    return this.#linesOf(this.#path, this.#text).range(span);
  }

  #linesOf(path: string, text: string): LineIndex {
    const known = this.#lines.get(path);
    if (known !== undefined) return known;
    const lines = new LineIndex(text);
    this.#lines.set(path, lines);
    return lines;
  }

  #shown(path: string): string {
    const below = relative(this.#simulation.folder, path);
    const outside = below === "" || below.startsWith("..") || isAbsolute(below);
    return (outside ? path : below).split(sep).join("/");
  }
}
