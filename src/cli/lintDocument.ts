import type { Catalogue } from "../core/catalogue/catalogue.ts";
import { LineIndex } from "../core/text/lineIndex.ts";
import type { Range } from "../core/text/span.ts";
import { PolicyDiagnosis } from "../language/diagnostics/diagnose.ts";
import type { Finding } from "../language/diagnostics/finding.ts";
import { EmbeddedDiagnosis } from "../language/embedded/embeddedDiagnosis.ts";
import { findEmbedded } from "../language/embedded/findEmbedded.ts";
import { awsFileFindings } from "../language/awsFiles/findings.ts";
import { defaultSettings, type DiagnosticSettings } from "../language/diagnostics/settings.ts";
import { RoleConfigDiagnosis } from "../language/roleConfig/findings.ts";
import { textBeside, type FoundDocument, type LintedKind } from "./lintDocuments.ts";

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

/** What the findings of a document depend on besides it. */
export interface LintWorld {
  /** Those that were found by comparing the document with others. */
  readonly across?: readonly Finding[];
  readonly settings?: DiagnosticSettings;
  /** The text of the other file in `~/.aws`. */
  readonly otherAwsFile?: string | undefined;
}

/** The findings of one document. */
export async function lintDocument(
  document: FoundDocument,
  catalogue: Catalogue,
  { across = [], settings = defaultSettings, otherAwsFile }: LintWorld = {},
): Promise<LintedDocument> {
  const lines = new LineIndex(document.text);
  const findings = [
    ...(await findingsOf(document, catalogue, settings, otherAwsFile)),
    ...across.flatMap((finding) => chosen(finding, settings)),
  ];
  return {
    file: document.file,
    kind: document.kind,
    text: document.text,
    findings: [...findings]
      .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
      .map((finding) => ({ ...finding, range: lines.range(finding.span) })),
  };
}

/** A finding that was made without the settings. */
function chosen(finding: Finding, { severities, ignoredCodes }: DiagnosticSettings): Finding[] {
  const severity = severities[finding.code] ?? finding.severity;
  const ignored = ignoredCodes.includes(finding.code) || ignoredCodes.includes("*");
  return severity === "off" || ignored ? [] : [{ ...finding, severity }];
}

async function findingsOf(
  document: FoundDocument,
  catalogue: Catalogue,
  settings: DiagnosticSettings,
  other: string | undefined,
): Promise<readonly Finding[]> {
  const { kind, text, filled } = document;
  switch (kind) {
    case "roleConfig":
      return new RoleConfigDiagnosis(catalogue).load(
        text,
        {
          read: (path) => Promise.resolve(textBeside(document, path)),
          list: () => Promise.resolve([]),
        },
        settings,
      );
    case "awsConfig":
      return awsFileFindings(
        "config",
        { config: text, ...(other === undefined ? {} : { credentials: other }) },
        settings,
      );
    case "awsCredentials":
      return awsFileFindings(
        "credentials",
        { credentials: text, ...(other === undefined ? {} : { config: other }) },
        settings,
      );
    case "cloudFormation":
    case "terraform": {
      const found = findEmbedded(text);
      return found === undefined ? [] : new EmbeddedDiagnosis(catalogue).load(found, settings);
    }
    default:
      return new PolicyDiagnosis(catalogue).load(text, kind, { ...settings, filledPlaceholders: filled });
  }
}
