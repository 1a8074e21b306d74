import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import type { PolicyKind } from "../../core/policy/model.ts";
import { PolicyDiagnosis } from "../diagnostics/diagnose.ts";
import type { Finding } from "../diagnostics/finding.ts";
import { defaultSettings, type DiagnosticSettings } from "../diagnostics/settings.ts";
import { rules } from "../rules/all.ts";
import { withValuesOpen } from "./deploymentValues.ts";
import type { EmbeddedPolicies, EmbeddedPolicy } from "./embeddedPolicy.ts";

/** What was found in one policy, until its text changes. */
interface Diagnosed {
  readonly diagnosis: PolicyDiagnosis;
  text: string;
  kind: PolicyKind;
  settings: DiagnosticSettings;
  findings: readonly Finding[];
}

/**
 * Diagnoses the policies of one document again and again while it is typed in: a policy whose text did not change is
 * not judged again. Nothing is said about values that the deployment makes.
 */
export class EmbeddedDiagnosis {
  readonly #catalogue: Catalogue;
  #diagnosed: ReadonlyMap<string, Diagnosed> = new Map();

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** The findings of all policies in the order of the document. Rejects where the catalogue cannot be read. */
  async load({ policies }: EmbeddedPolicies, settings = defaultSettings): Promise<Finding[]> {
    const diagnosed = new Map<string, Diagnosed>();
    const all: Finding[] = [];
    for (const policy of policies) {
      if (!policy.judged) continue;
      const one = await this.#diagnose(policy, settings);
      diagnosed.set(policy.name, one);
      all.push(...one.findings.flatMap((finding) => inDocument(policy, finding)));
    }
    this.#diagnosed = diagnosed;
    return all;
  }

  async #diagnose(policy: EmbeddedPolicy, settings: DiagnosticSettings): Promise<Diagnosed> {
    const { text } = policy.text;
    const known = this.#diagnosed.get(policy.name);
    if (known?.text === text && known.kind === policy.kind && known.settings === settings) return known;
    const diagnosis = known?.diagnosis ?? new PolicyDiagnosis(this.#catalogue);
    const findings = await diagnosis.load(text, policy.kind, settings);
    return { diagnosis, text, kind: policy.kind, settings, findings };
  }
}

function inDocument(policy: EmbeddedPolicy, finding: Finding): Finding[] {
  const { text, partlyKnown } = policy;
  if (text.isOpaque(finding.span)) return [];
  const span = text.toDocument(finding.span);
  if (partlyKnown.length > 0 && maySayWhatLacks(finding.code)) {
    const isOfPolicy = policyRules.has(finding.code);
    if (isOfPolicy || partlyKnown.some(({ start, end }) => start <= span.start && span.end <= end)) return [];
  }
  return [
    {
      ...finding,
      message: withValuesOpen(finding.message),
      span,
      fixes: finding.fixes.flatMap((fix) => text.toDocumentFix(fix) ?? []),
    },
  ];
}

/** Errors are about what is there, but for those that name something missing; the rest is about what it grants. */
function maySayWhatLacks(code: string): boolean {
  return code.startsWith("MISSING_") || !errors.has(code);
}

const policyRules = new Set(rules.filter(({ scope }) => scope === "policy").map(({ code }) => code));
const errors = new Set(rules.filter(({ type }) => type === "error").map(({ code }) => code));
