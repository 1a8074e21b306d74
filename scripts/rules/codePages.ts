import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { awsFileCodes } from "../../src/language/awsFiles/awsFileCodes.ts";
import type { CodeFacts } from "../../src/language/diagnostics/codeFacts.ts";
import { roleConfigCodes } from "../../src/language/roleConfig/roleConfigCodes.ts";
import { root } from "../repository.ts";

/** The folders of docs/ with pages of codes that are no rules for policies. */
export type CodeFolder = "role-configs" | "aws-files";

interface StoredCase {
  readonly code: string;
  readonly at: string;
  readonly fixes: Readonly<Record<string, unknown>>;
  readonly config?: readonly string[];
  readonly credentials?: readonly string[];
  readonly text?: string;
  readonly caller?: string;
  readonly hops?: string;
  readonly buckets?: string;
  readonly checks?: string;
}

/** Every page of a folder by its file name, as the repository formats Markdown. */
export async function makeCodePages(folder: CodeFolder): Promise<ReadonlyMap<string, string>> {
  const style = { ...(await resolveConfig(join(root, `docs/${folder}/README.md`))), parser: "markdown" };
  const codes: Readonly<Record<string, CodeFacts>> = folder === "aws-files" ? awsFileCodes : roleConfigCodes;
  const file = folder === "aws-files" ? "awsFindings" : "roleConfigFindings";
  // The files are ours; the unit tests check their shape.
  const { cases, withoutFix } = JSON.parse(
    readFileSync(join(root, "test/cases", file, "fixes.json"), "utf8"),
  ) as { readonly cases: readonly StoredCase[]; readonly withoutFix: Readonly<Record<string, string>> };
  const pages = new Map<string, string>();
  for (const [code, facts] of Object.entries(codes)) {
    const found = cases.find((one) => one.code === code);
    pages.set(`${code}.md`, await format(page(folder, code, facts, found, withoutFix[code]), style));
  }
  pages.set("README.md", await format(table(folder, codes, cases), style));
  return pages;
}

const where: Readonly<Record<CodeFolder, string>> = {
  "aws-files": "`~/.aws/config` and `~/.aws/credentials`",
  "role-configs": "role configs (`*.assume-role.json`, `*.assume-role.jsonc`)",
};

function page(
  folder: CodeFolder,
  code: string,
  { title, why, fix, source }: CodeFacts,
  found: StoredCase | undefined,
  withoutFix: string | undefined,
): string {
  const titles = Object.keys(found?.fixes ?? {});
  const comment = folder === "aws-files" ? "#" : "//";
  return [
    `# ${code}`,
    "",
    `**${escaped(title)}**`,
    "",
    `Found in ${where[folder]}. Behind it: [documentation](${source}).`,
    "",
    escaped(why),
    "",
    "## What to do",
    "",
    escaped(fix),
    ...(titles.length === 0 ? [] : ["", "Quick fixes:", "", ...titles.map((one) => `- \`${one}\``)]),
    ...(withoutFix === undefined ? [] : ["", `There is no quick fix: ${lowerFirst(withoutFix)}`]),
    ...(found === undefined
      ? []
      : ["", "## Found", "", `At \`${shown(found.at)}\` in:`, "", ...example(found)]),
    "",
    "## Switching it off",
    "",
    `\`${comment} assume-role: ignore ${code}\` on the line before. For files by pattern, the setting \`assumeRole.findings.ignore\`; another severity, or \`off\`, with \`assumeRole.findings.severities\`.`,
    "",
  ].join("\n");
}

function example({
  config,
  credentials,
  text,
  caller,
  hops,
  buckets,
  checks,
}: StoredCase): readonly string[] {
  const lines = config ?? credentials;
  if (lines !== undefined) return ["```ini", ...lines.map(shown), "```"];
  const [name, value] = Object.entries({ caller, hops, buckets, checks }).find(
    ([, one]) => one !== undefined,
  ) ?? ["", undefined];
  return ["```jsonc", text ?? `"${name}": ${value ?? ""}`, "```"];
}

function table(
  folder: CodeFolder,
  codes: Readonly<Record<string, CodeFacts>>,
  cases: readonly StoredCase[],
): string {
  return [
    `# Findings in ${where[folder]}`,
    "",
    `${Object.keys(codes).length} codes. Written by \`npm run rules:docs\` from their words and their cases.`,
    "",
    "| code | what | cases |",
    "|---|---|---|",
    ...Object.entries(codes).map(
      ([code, { title }]) =>
        `| [${code}](${code}.md) | ${escaped(title)} | ${cases.filter((one) => one.code === code).length} |`,
    ),
    "",
  ].join("\n");
}

/** Characters that a page could not show. */
function shown(text: string): string {
  return text.replace(
    /[\0-\x08\x0b-\x1f\x7f\uFEFF]/g,
    (character) => `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")} `,
  );
}

function escaped(text: string): string {
  return text.replace(/</g, "\\<");
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
