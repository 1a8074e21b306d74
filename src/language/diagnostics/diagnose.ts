import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import type { PolicyKind, Statement } from "../../core/policy/model.ts";
import { parsePolicy } from "../../core/policy/parse.ts";
import { LineIndex } from "../../core/text/lineIndex.ts";
import type { Fix } from "../fixes/edit.ts";
import { rules } from "../rules/all.ts";
import type { PolicyRule, Report, RuleContext, RuleFacts, StatementRule } from "../rules/rule.ts";
import type { Finding, Severity } from "./finding.ts";
import { namedServices } from "./namedServices.ts";
import { defaultSettings, type DiagnosticSettings } from "./settings.ts";
import { isSuppressed, suppressedLines } from "./suppression.ts";

/**
 * All findings of a policy in the order of its text, none twice. Of services that are not loaded only names are
 * checked; `PolicyDiagnosis.load` loads what is needed. Never throws for any text.
 */
export function diagnose(
  text: string,
  kind: PolicyKind,
  catalogue: Catalogue,
  settings: DiagnosticSettings = defaultSettings,
): Finding[] {
  return new PolicyDiagnosis(catalogue).run(text, kind, settings);
}

/** What was found in a statement, until its text changes. */
interface JudgedStatement {
  /** Where the statement began when it was judged: the findings' places count from the same zero. */
  readonly start: number;
  readonly findings: readonly Finding[];
  /** Services that were not loaded then; once one of them is, the statement is judged again. */
  readonly missing: readonly string[];
}

/**
 * Diagnoses one document again and again while it is typed in: a statement whose text did not change is not judged
 * again. Holds no more than the statements of the last text.
 */
export class PolicyDiagnosis {
  readonly #catalogue: Catalogue;
  #judged: ReadonlyMap<string, JudgedStatement> = new Map();
  #circumstances = "";
  #settings: DiagnosticSettings | undefined;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Diagnoses with all facts, which may have to be read first. Rejects where the catalogue cannot be read. */
  async load(text: string, kind: PolicyKind, settings = defaultSettings): Promise<Finding[]> {
    const first = this.run(text, kind, settings);
    const missing = new Set([...this.#judged.values()].flatMap((statement) => statement.missing));
    if (missing.size === 0) return first;
    await this.#catalogue.load(missing);
    return this.run(text, kind, settings);
  }

  /** Diagnoses at once, with the facts that are there. */
  run(text: string, kind: PolicyKind, settings = defaultSettings): Finding[] {
    const policy = parsePolicy(text);
    const variables = policy.version?.value === "2012-10-17";
    const context: RuleContext = { text, policy, kind, variables, catalogue: this.#catalogue, settings };
    const active = activeRules(kind, settings);
    const findings = active.policy.flatMap((rule) => judge(rule, rule.check(context), settings));
    findings.push(...this.#statementFindings(active.statement, context));
    return inOrder(findings, text);
  }

  #statementFindings(active: readonly StatementRule[], context: RuleContext): Finding[] {
    const { text, policy, kind, variables, settings } = context;
    const circumstances = `${kind} ${variables} ${policy.singleStatement}`;
    if (circumstances !== this.#circumstances || settings !== this.#settings) this.#judged = new Map();
    this.#circumstances = circumstances;
    this.#settings = settings;
    const judged = new Map<string, JudgedStatement>();
    const all: Finding[] = [];
    for (const statement of policy.statements) {
      const { start, end } = statement.span;
      const key = text.slice(start, end);
      const known = judged.get(key) ?? this.#known(key);
      const now = known === undefined ? this.#judge(active, statement, context) : shifted(known, start);
      judged.set(key, now);
      all.push(...now.findings);
    }
    this.#judged = judged;
    return all;
  }

  #known(key: string): JudgedStatement | undefined {
    const known = this.#judged.get(key);
    return known?.missing.some((prefix) => this.#catalogue.loadedService(prefix) !== undefined) === true
      ? undefined
      : known;
  }

  #judge(active: readonly StatementRule[], statement: Statement, context: RuleContext): JudgedStatement {
    const findings: Finding[] = [];
    const conditional = hasCondition(statement);
    for (const rule of active) {
      if (rule.reads !== undefined && !conditional) continue;
      findings.push(...judge(rule, rule.check(statement, context), context.settings));
    }
    return {
      start: statement.span.start,
      findings,
      missing: [...namedServices(statement, this.#catalogue)].filter(
        (prefix) => this.#catalogue.loadedService(prefix) === undefined,
      ),
    };
  }
}

/** Whether there is something that was meant as a Condition, whatever its case and its value. */
function hasCondition({ members }: Statement): boolean {
  return members.some(({ name }) => name.value.toLowerCase() === "condition");
}

function shifted(judged: JudgedStatement, start: number): JudgedStatement {
  const by = start - judged.start;
  return by === 0
    ? judged
    : { ...judged, start, findings: judged.findings.map((finding) => moved(finding, by)) };
}

/** What a rule reports, with its code and with the severity that the settings, the report or the rule give it. */
export function judge(
  rule: Pick<RuleFacts, "code" | "type">,
  reports: Iterable<Report>,
  settings: DiagnosticSettings,
): Finding[] {
  const findings: Finding[] = [];
  for (const { span, message, fixes = [], severity, related } of reports) {
    const chosen = settings.severities[rule.code] ?? severity ?? severityOf(rule);
    if (chosen === "off") continue;
    findings.push({ code: rule.code, severity: chosen, message, span, fixes, ...(related && { related }) });
  }
  return findings;
}

export function severityOf({ type }: Pick<RuleFacts, "type">): Severity {
  return type === "securityWarning" ? "warning" : type;
}

function activeRules(
  kind: PolicyKind,
  { severities, ignoredCodes }: DiagnosticSettings,
): { readonly policy: readonly PolicyRule[]; readonly statement: readonly StatementRule[] } {
  const active = rules.filter(
    ({ code, kinds }) =>
      kinds.includes(kind) &&
      severities[code] !== "off" &&
      !ignoredCodes.includes(code) &&
      !ignoredCodes.includes("*"),
  );
  return {
    policy: active.filter((rule) => rule.scope === "policy"),
    statement: active.filter((rule) => rule.scope === "statement"),
  };
}

/** Findings in the order of the text, none twice, without those that a comment switches off. */
export function inOrder(findings: readonly Finding[], text: string): Finding[] {
  const sorted = [...findings].sort(
    (a, b) =>
      a.span.start - b.span.start ||
      a.span.end - b.span.end ||
      (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
  const suppressed = suppressedLines(text);
  const lines = suppressed.size === 0 ? undefined : new LineIndex(text);
  return sorted.filter((finding, index) => {
    const before = sorted[index - 1];
    if (before !== undefined && sameFinding(before, finding)) return false;
    return lines === undefined || !isSuppressed(finding, lines.position(finding.span.start).line, suppressed);
  });
}

function sameFinding(a: Finding, b: Finding): boolean {
  return (
    a.code === b.code && a.span.start === b.span.start && a.span.end === b.span.end && a.message === b.message
  );
}

function moved(finding: Finding, by: number): Finding {
  return {
    ...finding,
    span: { start: finding.span.start + by, end: finding.span.end + by },
    fixes: finding.fixes.map((fix) => movedFix(fix, by)),
  };
}

function movedFix(fix: Fix, by: number): Fix {
  return {
    ...fix,
    edits: fix.edits.map(({ span, newText }) => ({
      span: { start: span.start + by, end: span.end + by },
      newText,
    })),
  };
}
