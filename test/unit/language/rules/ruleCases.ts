import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import type { PolicyKind } from "../../../../src/core/policy/model.ts";
import type { Severity } from "../../../../src/language/diagnostics/finding.ts";
import { defaultSettings, type DiagnosticSettings } from "../../../../src/language/diagnostics/settings.ts";

export interface ExpectedFinding {
  /** The text of the document under the finding. */
  readonly text: string;
  /** The rule's own where it is left out. */
  readonly severity?: Severity;
  /** Part of the message. */
  readonly message?: string;
  /** Titles of all fixes, in order; not compared where it is left out. */
  readonly fixes?: readonly string[];
  /** Codes of findings that stand behind this one and are seen once it is fixed. */
  readonly reveals?: readonly string[];
}

export interface RuleCase {
  readonly name: string;
  readonly kind: PolicyKind;
  /** The AWS document that the case comes from, where it is not the rule's. */
  readonly source?: string;
  /** One statement of a policy in Version 2012-10-17, … */
  readonly statement?: unknown;
  /** … or its statements, … */
  readonly statements?: readonly unknown[];
  /** … or a whole policy, … */
  readonly policy?: unknown;
  /** … or the lines of a document that is no plain JSON. */
  readonly lines?: readonly string[];
  readonly settings?: Partial<DiagnosticSettings>;
  /** Of the rule's own code, in the order of the text; empty for a near miss. */
  readonly findings: readonly ExpectedFinding[];
}

export interface RuleCases {
  readonly code: string;
  readonly source: string;
  readonly cases: readonly RuleCase[];
}

const folder = "test/cases/rules";

/** All case files, by their names. */
export function readRuleCases(): readonly { readonly file: string; readonly rule: RuleCases }[] {
  return readdirSync(folder)
    .filter((file) => /^[A-Z]/.test(file))
    .map((file) => {
      // The files are ours; the tests fail where they have another shape.
      const rule = JSON.parse(readFileSync(join(folder, file), "utf8")) as RuleCases;
      return { file, rule };
    });
}

/** The document of a case, in plain data; undefined for one that is given in lines. */
export function caseDocument({ statement, statements, policy }: RuleCase): unknown {
  if (policy !== undefined) return policy;
  if (statements !== undefined) return { Version: "2012-10-17", Statement: statements };
  return statement === undefined ? undefined : { Version: "2012-10-17", Statement: [statement] };
}

export function caseText(ruleCase: RuleCase): string {
  return ruleCase.lines?.join("\n") ?? JSON.stringify(caseDocument(ruleCase), null, 2);
}

export function caseSettings({ settings }: RuleCase): DiagnosticSettings {
  return {
    ...defaultSettings,
    ...settings,
    quotas: { ...defaultSettings.quotas, ...settings?.quotas },
  };
}

/** The catalogue as it is shipped. */
export function openCatalogue(): Promise<Catalogue> {
  return Catalogue.open({ read: (name) => readFile(join("data", name), "utf8") });
}
