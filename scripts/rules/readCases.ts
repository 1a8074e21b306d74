import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PolicyKind } from "../../src/core/policy/model.ts";
import type { DiagnosticSettings } from "../../src/language/diagnostics/settings.ts";
import { root } from "../repository.ts";

/** One case of a rule's file in test/cases/rules, as far as its page shows it. */
export interface CaseText {
  readonly name: string;
  readonly kind: PolicyKind;
  readonly text: string;
  readonly settings: Partial<DiagnosticSettings>;
  readonly isFinding: boolean;
}

interface StoredCase {
  readonly name: string;
  readonly kind: PolicyKind;
  readonly statement?: unknown;
  readonly statements?: readonly unknown[];
  readonly policy?: unknown;
  readonly lines?: readonly string[];
  readonly settings?: Partial<DiagnosticSettings>;
  readonly findings: readonly unknown[];
}

export function readCases(code: string): readonly CaseText[] {
  const path = join(root, "test/cases/rules", `${code}.json`);
  // The files are ours; the unit tests check their shape.
  const { cases } = JSON.parse(readFileSync(path, "utf8")) as { readonly cases: readonly StoredCase[] };
  return cases.map((stored) => ({
    name: stored.name,
    kind: stored.kind,
    text: stored.lines?.join("\n") ?? JSON.stringify(shown(stored), null, 2),
    settings: stored.settings ?? {},
    isFinding: stored.findings.length > 0,
  }));
}

function shown({ policy, statements, statement }: StoredCase): unknown {
  return policy ?? { Version: "2012-10-17", Statement: statements ?? [statement] };
}
