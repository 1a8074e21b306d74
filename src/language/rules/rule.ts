import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import type { Policy, PolicyKind, Statement } from "../../core/policy/model.ts";
import type { Span } from "../../core/text/span.ts";
import type { RelatedPlace, Severity } from "../diagnostics/finding.ts";
import type { DiagnosticSettings } from "../diagnostics/settings.ts";
import type { Fix } from "../fixes/edit.ts";

/**
 * The four kinds of IAM Access Analyzer. A security warning is shown as a warning.
 * https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ValidatePolicyFinding.html
 */
export type FindingType = "error" | "securityWarning" | "warning" | "suggestion";

/** What a rule says about itself; its documentation page is made of this and of its cases. */
export interface RuleFacts {
  /** IAM Access Analyzer's issue code where it has the check. */
  readonly code: string;
  readonly type: FindingType;
  readonly kinds: readonly PolicyKind[];
  readonly title: string;
  /** What is found and why it matters, in Markdown. */
  readonly why: string;
  /** What to do about it, in Markdown. */
  readonly fix: string;
  /** The AWS document behind the rule. */
  readonly source: string;
}

/** What a rule may look at. All of it is there before the rule runs: rules do not wait. */
export interface RuleContext {
  readonly text: string;
  readonly policy: Policy;
  readonly kind: PolicyKind;
  /** Whether `${…}` is a variable: only in Version 2012-10-17. */
  readonly variables: boolean;
  /** With the services that the document names loaded. */
  readonly catalogue: Catalogue;
  readonly settings: DiagnosticSettings;
}

/** A finding before the rule's code and severity are added. */
export interface Report {
  readonly span: Span;
  /** One or two sentences. */
  readonly message: string;
  readonly fixes?: readonly Fix[];
  /** Milder than the rule's own, where this case is less certain or matters less. */
  readonly severity?: Severity;
  readonly related?: readonly RelatedPlace[];
}

/**
 * Judges a statement by itself: everything it needs is the statement, the policy's Version and kind, the facts and the
 * settings. Its answer is kept until the statement's text changes, so it must not look at other statements.
 */
export interface StatementRule extends RuleFacts {
  readonly scope: "statement";
  /** Set where the rule says nothing of a statement without a Condition, which most are: it is not asked then. */
  readonly reads?: "Condition";
  check(statement: Statement, context: RuleContext): Iterable<Report>;
}

/** Judges the document as a whole. Runs after every keystroke. */
export interface PolicyRule extends RuleFacts {
  readonly scope: "policy";
  check(context: RuleContext): Iterable<Report>;
}

export type Rule = StatementRule | PolicyRule;

export const everyKind: readonly PolicyKind[] = [
  "trust",
  "identity",
  "bucket",
  "session",
  "boundary",
  "scp",
  "rcp",
];

/** Attached to an identity or to its session: no Principal, a Resource. */
export const identityKinds: readonly PolicyKind[] = ["identity", "session", "boundary"];

/** All that can grant: the boundary and the control policies only limit. */
export const grantingKinds: readonly PolicyKind[] = ["trust", "identity", "bucket", "session"];

/** The entry of IAM Access Analyzer's reference for one of its checks. */
export function analyzerCheck(anchor: string): string {
  return `https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-${anchor}`;
}
