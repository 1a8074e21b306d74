import { parseArgs } from "node:util";
import { Catalogue } from "../core/catalogue/catalogue.ts";
import type { CatalogueSource } from "../core/catalogue/source.ts";
import type { PolicyKind } from "../core/policy/model.ts";
import { everyKind } from "../language/rules/rule.ts";
import {
  findBelow,
  findDocuments,
  isFolder,
  otherAwsFile,
  readNamed,
  type FoundDocument,
  type LintPlaces,
} from "./lintDocuments.ts";
import { FindingsAcross } from "./findingsAcross.ts";
import { lintDocument, type LintedDocument } from "./lintDocument.ts";
import { jsonReport, textReport } from "./lintReport.ts";
import { sarifReport } from "./sarif.ts";
import { readWorkspaceSettings } from "./workspaceSettings.ts";

export interface LintResult {
  readonly stdout: string;
  readonly stderr: string;
  /** 1 where there is an error among the findings, 2 where the command itself could not be carried out. */
  readonly exitCode: 0 | 1 | 2;
}

const formats = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
} satisfies Record<string, (documents: readonly LintedDocument[]) => string>;

/**
 * `lint [FILE…] [--kind K] [--format text|json|sarif]`: findings of the named files and of those in the named folders,
 * or of every policy, role config and `~/.aws` file found below the current folder and in the home folder. What
 * `.vscode/settings.json` of the current folder says about findings holds here too.
 */
export async function lint(
  args: readonly string[],
  places: LintPlaces,
  source: CatalogueSource,
): Promise<LintResult> {
  const read = readArguments(args);
  if (typeof read === "string") return { stdout: "", stderr: `${read}\n`, exitCode: 2 };
  const { files, kind, format } = read;
  const documents: FoundDocument[] = [];
  const problems: string[] = [];
  if (files.length === 0) documents.push(...findDocuments(places));
  for (const file of files) {
    const found = documentsAt(places, file, kind);
    if (typeof found === "string") problems.push(found);
    else documents.push(...found);
  }
  const catalogue = await Catalogue.open(source);
  const linted: LintedDocument[] = [];
  const across = new FindingsAcross(documents, places.folder, catalogue);
  const settingsOf = readWorkspaceSettings(places.folder);
  for (const document of documents) {
    const isAwsFile = document.kind === "awsConfig" || document.kind === "awsCredentials";
    linted.push(
      await lintDocument(document, catalogue, {
        across: await across.of(document),
        settings: settingsOf(document.path),
        otherAwsFile: isAwsFile ? otherAwsFile(places, document) : undefined,
      }),
    );
  }
  const failed = linted.some(({ findings }) => findings.some(({ severity }) => severity === "error"));
  return {
    stdout: formats[format](linted),
    stderr: problems.map((problem) => `${problem}\n`).join(""),
    exitCode: problems.length > 0 ? 2 : failed ? 1 : 0,
  };
}

/** The documents of a folder or the one file that a name stands for; or what is wrong with it. */
function documentsAt(
  places: LintPlaces,
  name: string,
  kind: PolicyKind | undefined,
): readonly FoundDocument[] | string {
  if (isFolder(places, name)) return findBelow(places, name);
  const document = readNamed(places, name, kind);
  return typeof document === "string" ? document : [document];
}

interface LintArguments {
  readonly files: readonly string[];
  readonly kind?: PolicyKind;
  readonly format: keyof typeof formats;
}

/** The arguments, or what is wrong with them. */
function readArguments(args: readonly string[]): LintArguments | string {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { kind: { type: "string" }, format: { type: "string", default: "text" } },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { format, kind } = parsed.values;
  const known = everyKind.find((name) => name === kind);
  if (kind !== undefined && known === undefined) {
    return `There is no kind ${kind}: ${everyKind.join(", ")}.`;
  }
  if (!isFormat(format)) return `There is no format ${format}: ${Object.keys(formats).join(", ")}.`;
  return { files: parsed.positionals, format, ...(known === undefined ? {} : { kind: known }) };
}

function isFormat(name: string): name is keyof typeof formats {
  return Object.hasOwn(formats, name);
}
