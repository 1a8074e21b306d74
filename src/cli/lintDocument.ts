import { parseAwsFile } from "../core/awsFiles/parse.ts";
import type { Catalogue } from "../core/catalogue/catalogue.ts";
import { loadProfiles, problemsOf } from "../core/profiles/load.ts";
import { parseRoleConfig } from "../core/roleConfig/parse.ts";
import { LineIndex } from "../core/text/lineIndex.ts";
import type { Range } from "../core/text/span.ts";
import { PolicyDiagnosis } from "../language/diagnostics/diagnose.ts";
import type { Finding } from "../language/diagnostics/finding.ts";
import { EmbeddedDiagnosis } from "../language/embedded/embeddedDiagnosis.ts";
import { findEmbedded } from "../language/embedded/findEmbedded.ts";
import { defaultSettings } from "../language/diagnostics/settings.ts";
import type { FoundDocument, LintedKind } from "./lintDocuments.ts";

export interface LocatedFinding extends Finding {
  readonly range: Range;
}

export interface LintedDocument {
  readonly file: string;
  readonly kind: LintedKind;
  readonly text: string;
  /** In the order of the text. */
  readonly findings: readonly LocatedFinding[];
}

/** The findings of one document; `across` are those that were found by comparing it with the others. */
export async function lintDocument(
  document: FoundDocument,
  catalogue: Catalogue,
  across: readonly Finding[] = [],
): Promise<LintedDocument> {
  const lines = new LineIndex(document.text);
  const findings = [...(await findingsOf(document, catalogue)), ...across];
  return {
    file: document.file,
    kind: document.kind,
    text: document.text,
    findings: [...findings]
      .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
      .map((finding) => ({ ...finding, range: lines.range(finding.span) })),
  };
}

async function findingsOf(
  { kind, text, filled }: FoundDocument,
  catalogue: Catalogue,
): Promise<readonly Finding[]> {
  switch (kind) {
    case "roleConfig":
      return parseRoleConfig(text).problems.map(({ code, severity, message, span, replacement }) => ({
        code,
        severity,
        message,
        span,
        fixes:
          replacement === undefined
            ? []
            : [{ title: `Change to ${replacement}`, edits: [{ span, newText: replacement }], safe: false }],
      }));
    case "awsConfig":
    case "awsCredentials": {
      // A file by itself: what it leaves to the other file is no finding here.
      const file = kind === "awsConfig" ? "config" : "credentials";
      return problemsOf(loadProfiles({ [file]: parseAwsFile(file, text) }))
        .filter((problem) => problem.file === file)
        .map(({ code, severity, message, span }) => ({
          code,
          severity: severity === "information" ? ("suggestion" as const) : severity,
          message,
          span,
          fixes: [],
        }));
    }
    case "cloudFormation":
    case "terraform": {
      const found = findEmbedded(text);
      return found === undefined ? [] : new EmbeddedDiagnosis(catalogue).load(found);
    }
    default:
      return new PolicyDiagnosis(catalogue).load(text, kind, {
        ...defaultSettings,
        filledPlaceholders: filled,
      });
  }
}
