import { barrierMessage } from "../evaluate/barrier.ts";
import type {
  ContextValue,
  Decision,
  DecisionRequest,
  LayerVerdict,
  MissingAllow,
  Principal,
  StatementOutcome,
} from "../evaluate/model.ts";
import { notModelled } from "../evaluate/notModelled.ts";
import { policyArn } from "../evaluate/principal.ts";
import type { Expectation } from "../roleConfig/model.ts";
import type { Span } from "../text/span.ts";
import type { PolicyPlace } from "./decidingPlace.ts";
import {
  decisionWords,
  expectationWords,
  mismatchInWords,
  reasonInWords,
  sideName,
  statementName,
} from "./words.ts";
import { counted } from "../text/counted.ts";

/** A decision to be explained, with what its request was. */
export interface Explained {
  /** What was asked, in a few words. */
  readonly title: string;
  readonly request: DecisionRequest;
  readonly decision: Decision;
  readonly expected?: Expectation;
  /** The documents that should get the missing statements, parallel to the decision's `missing`, where there is one. */
  readonly homes?: readonly (PolicyPlace | undefined)[];
  /** A stretch of a document as it is written; undefined where its text is not at hand. */
  readonly quote: (policy: string, span: Span) => Quote | undefined;
}

export interface Quote {
  readonly text: string;
  /** "my-role-b.trust-policy.json:5", or the name of a document without a file. */
  readonly place: string;
  /** Whether one can go there. */
  readonly isFile: boolean;
}

/** The explanation as plain text, with the places in it that lead to a statement. */
export interface Explanation {
  readonly text: string;
  readonly links: readonly ExplanationLink[];
}

export interface ExplanationLink {
  /** Where the place stands in the explanation. */
  readonly span: Span;
  readonly policy: string;
  /** Where it leads to in that policy. */
  readonly target: Span;
}

/**
 * The whole decision as a document to read: what was asked, what each layer said and by which statement, what the
 * answer depends on, how to make it an Allow, and what the simulation leaves out.
 */
export function explain(explained: Explained): Explanation {
  const page = new Page(explained.quote);
  const { title, request, decision, expected } = explained;
  page.line(0, title);
  page.line(0, `Simulated: ${decisionWords[decision.decision]}`);
  if (expected !== undefined) page.line(0, `Expected: ${expectationWords[expected]}`);
  page.line(0, reasonInWords(decision));
  page.section("Request", () => {
    requestLines(page, request, decision);
  });
  page.section("Layers", () => {
    layerLines(page, decision, request);
  });
  for (const also of decision.alsoNeeded) {
    page.section(`Also needed: ${also.action}`, () => {
      page.line(1, reasonInWords(also));
      layerLines(page, also, request);
    });
  }
  page.section("Depends on", () => {
    for (const key of decision.undetermined) page.line(1, key);
    if (decision.undetermined.length > 0)
      page.line(1, "Give these keys under 'context' of the caller or of the check to decide it.");
  });
  page.section("How to fix", () => {
    for (const [index, missing] of decision.missing.entries())
      missingLines(page, missing, decision.action, request, explained.homes?.[index]);
    if (decision.decision === "explicitlyDenied")
      page.line(1, "An Allow cannot outweigh a Deny: narrow or remove the statement that denies.");
  });
  page.section("Problems in the policies", () => {
    for (const { message, policy, span } of decision.problems) {
      page.line(1, message);
      page.place(2, policy, span);
    }
  });
  page.section("Not modelled", () => {
    for (const left of notModelled(request)) page.line(1, left);
  });
  return page.done();
}

/** Collects lines and the places in them. */
class Page {
  readonly #links: ExplanationLink[] = [];
  #text = "";

  constructor(private readonly quoteOf: Explained["quote"]) {}

  line(depth: number, text: string): void {
    // A value may hold line breaks; they must not look like lines of the explanation.
    this.#text += `${"  ".repeat(depth)}${text.replace(/[\r\n\u2028\u2029]+/g, "↵")}\n`;
  }

  /** A title with lines below it; nothing where there are none. */
  section(title: string, lines: () => void): void {
    const before = this.#text;
    this.#text += `\n${title}\n`;
    const started = this.#text.length;
    lines();
    if (this.#text.length === started) this.#text = before;
  }

  place(depth: number, policy: string, span: Span): void {
    const quote = this.quoteOf(policy, span);
    const start = this.#text.length + 2 * depth;
    this.line(depth, quote?.place ?? policy);
    if (quote?.isFile === true) {
      this.#links.push({
        span: { start, end: start + quote.place.length },
        policy,
        target: span,
      });
    }
  }

  /** The place and the lines that stand there, moved to this depth. */
  quoted(depth: number, policy: string, span: Span): void {
    this.place(depth, policy, span);
    const lines = this.quoteOf(policy, span)?.text.split(/\r\n|[\r\n]/) ?? [];
    // The first line begins at the statement itself; the others bring the indentation of their file along.
    const others = lines.slice(1).filter((line) => line.trim() !== "");
    const common = Math.min(...others.map((line) => line.length - line.trimStart().length));
    for (const [index, line] of lines.entries())
      this.line(depth + 1, index === 0 ? line : line.slice(common));
  }

  done(): Explanation {
    return { text: this.#text, links: this.#links };
  }
}

function requestLines(page: Page, request: DecisionRequest, { action, crossAccount }: Decision): void {
  const row = (label: string, value: string) => {
    page.line(1, `${label.padEnd(10)} ${value}`);
  };
  row("Principal", principalText(request.principal));
  row("Action", action);
  row("Resource", request.resource);
  const owner = request.resourceAccount ?? (/^(?:[^:]*:){4}(\d+):/.exec(request.resource) ?? [])[1];
  const whose = crossAccount ? "another than the caller's: both sides must allow" : "the caller's own";
  row("Account", owner === undefined ? whose : `${owner}, ${whose}`);
  for (const [index, [key, value]] of Object.entries(request.context ?? {}).entries()) {
    row(index === 0 ? "Context" : "", `${key} = ${valueText(value)}`);
  }
}

function principalText(principal: Principal): string {
  switch (principal.kind) {
    case "service":
      return principal.service;
    case "webIdentity":
    case "saml":
      return principal.provider;
    case "anonymous":
      return "anyone, without credentials";
    default:
      return principal.arn;
  }
}

function valueText(value: ContextValue): string {
  return Array.isArray(value) ? JSON.stringify(value) : String(value);
}

function layerLines(page: Page, decision: Decision, request: DecisionRequest): void {
  const barred = decision.barrier === undefined ? undefined : barrierMessage(decision.barrier);
  if (barred !== undefined) page.line(1, barred);
  for (const layer of decision.layers) oneLayer(page, layer, decision.action);
  const { identity, resource } = request.policies;
  const given = decision.layers.some(({ side }) => side === "resource");
  if (resource === undefined && !given) {
    page.line(1, `${capital(sideName("resource", decision.action))}: none given`);
  }
  if ((identity ?? []).length === 0 && "account" in request.principal && request.principal.kind !== "root") {
    page.line(1, "No identity policy is given for the caller.");
  }
}

const verdictWords: Readonly<Record<LayerVerdict["verdict"], string>> = {
  allowed: "allows",
  explicitlyDenied: "denies",
  implicitlyDenied: "no statement allows it",
  undetermined: "depends on keys that are not given",
};

function oneLayer(page: Page, { side, level, verdict, documents }: LayerVerdict, action: string): void {
  const name = capital(sideName(side, action));
  const which = level === undefined ? name : `${name}, level ${level + 1}`;
  page.line(1, `${which}: ${verdictWords[verdict]}`);
  for (const { policy, outcomes } of documents) {
    const counting = outcomes.filter(({ applies }) => applies !== "no");
    for (const outcome of counting) {
      const effect = outcome.statement.effect?.value ?? "";
      const may = outcome.applies === "unknown" ? " may apply" : " applies";
      page.line(2, `${effect}: ${outcomeName(outcome)}${may}`);
      for (const reason of outcome.reasons) page.line(3, mismatchInWords(reason));
      page.quoted(3, policy, outcome.statement.span);
    }
    if (counting.length > 0) continue;
    page.line(
      2,
      outcomes.length === 0 ? "no statement" : `none of ${counted(outcomes.length, "statement")} applies`,
    );
    page.place(3, policy, outcomes[0]?.statement.span ?? { start: 0, end: 0 });
    for (const outcome of outcomes) {
      const [reason] = outcome.reasons;
      if (reason !== undefined) page.line(3, `${outcomeName(outcome)}: ${mismatchInWords(reason)}`);
    }
  }
}

function outcomeName({ statement }: StatementOutcome): string {
  return statement.sid === undefined ? `statement ${statement.index + 1}` : `Sid '${statement.sid.value}'`;
}

function missingLines(
  page: Page,
  { side, level, suggestion, nearest }: MissingAllow,
  action: string,
  request: DecisionRequest,
  home: PolicyPlace | undefined,
): void {
  const name = sideName(side, action);
  const where = level === undefined ? `the ${name}` : `level ${level + 1} of the ${name}`;
  const to = side === "identity" ? `${where} of ${policyArn(request.principal) ?? "the caller"}` : where;
  page.line(1, `Add to ${to}:`);
  if (home !== undefined) page.place(2, home.policy, home.span);
  for (const line of JSON.stringify(suggestion, undefined, 2).split("\n")) page.line(2, line);
  if (nearest === undefined) return;
  page.line(1, `The nearest statement is ${statementName(nearest)}:`);
  page.place(2, nearest.policy, nearest.span);
  for (const reason of nearest.reasons) page.line(2, mismatchInWords(reason));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
