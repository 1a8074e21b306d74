import { pathToFileURL } from "node:url";
import { isAbsolute } from "node:path";
import { LineIndex } from "../core/text/lineIndex.ts";
import type { Range, Span } from "../core/text/span.ts";
import type { Severity } from "../language/diagnostics/finding.ts";
import { severityOf } from "../language/diagnostics/diagnose.ts";
import { awsFileCodes } from "../language/awsFiles/awsFileCodes.ts";
import type { CodeFacts } from "../language/diagnostics/codeFacts.ts";
import { crossFileRules } from "../language/workspace/rules/all.ts";
import { roleConfigCodes } from "../language/roleConfig/roleConfigCodes.ts";
import { rules } from "../language/rules/all.ts";
import type { LintedDocument, LocatedFinding } from "./lintDocument.ts";

const levels: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  suggestion: "note",
};

/**
 * The findings as a SARIF 2.1.0 log, for code scanning.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport(documents: readonly LintedDocument[]): string {
  const codes = [...new Set(documents.flatMap(({ findings }) => findings.map(({ code }) => code)))].sort();
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "assume-role", rules: codes.map(describeRule) } },
        columnKind: "utf16CodeUnits",
        results: documents.flatMap((document) =>
          document.findings.map((finding) => result(document, finding, codes.indexOf(finding.code))),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** Role configs and `~/.aws` files have findings of codes without a rule. */
function describeRule(code: string): object {
  const rule = [...rules, ...crossFileRules].find((known) => known.code === code);
  if (rule === undefined) return describeCode(code);
  return {
    id: code,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: rule.fix, markdown: `${rule.why}\n\n${rule.fix}` },
    helpUri: rule.source,
    defaultConfiguration: { level: levels[severityOf(rule)] },
  };
}

/** Codes of role configs and `~/.aws` files: of those that both have, the words fit both. */
function describeCode(code: string): object {
  const codes: Readonly<Record<string, CodeFacts | undefined>> = { ...awsFileCodes, ...roleConfigCodes };
  const facts = Object.hasOwn(codes, code) ? codes[code] : undefined;
  if (facts === undefined) return { id: code };
  return {
    id: code,
    shortDescription: { text: facts.title },
    fullDescription: { text: facts.why },
    help: { text: facts.fix, markdown: `${facts.why}\n\n${facts.fix}` },
    helpUri: facts.source,
  };
}

function result(document: LintedDocument, finding: LocatedFinding, ruleIndex: number): object {
  const artifactLocation = { uri: uriOf(document.file) };
  const lines = new LineIndex(document.text);
  return {
    ruleId: finding.code,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: { artifactLocation, region: region(finding.range, finding.span) } }],
    ...(finding.fixes.length === 0
      ? {}
      : {
          fixes: finding.fixes.map(({ title, edits, elsewhere = [] }) => ({
            description: { text: title },
            artifactChanges: [
              ...(edits.length === 0
                ? []
                : [
                    {
                      artifactLocation,
                      replacements: edits.map(({ span, newText }) => ({
                        deletedRegion: region(lines.range(span), span),
                        ...inserted(newText),
                      })),
                    },
                  ]),
              ...[...new Set(elsewhere.map(({ uri }) => uri))].map((file) => ({
                artifactLocation: { uri: uriOf(file) },
                replacements: elsewhere
                  .filter(({ uri }) => uri === file)
                  .map(({ range, newText }) => ({ deletedRegion: place(range), ...inserted(newText) })),
              })),
            ],
          })),
        }),
    ...(finding.related === undefined || finding.related.length === 0
      ? {}
      : {
          relatedLocations: finding.related.map(({ uri, range, message }) => ({
            physicalLocation: { artifactLocation: { uri: uriOf(uri) }, region: place(range) },
            message: { text: message },
          })),
        }),
  };
}

function inserted(newText: string): object {
  return newText === "" ? {} : { insertedContent: { text: newText } };
}

/** Lines and columns from 1; the end is the column behind the last character. */
function region(range: Range, span: Span): object {
  return { ...place(range), charOffset: span.start, charLength: span.end - span.start };
}

function place({ start, end }: Range): object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** A relative reference for a file below the folder, else its file: address. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.split("/").map(encodeURIComponent).join("/");
}
