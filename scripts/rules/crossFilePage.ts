import { readFileSync } from "node:fs";
import { join } from "node:path";
import { crossFileRules } from "../../src/language/workspace/rules/all.ts";
import type { CrossFileRule } from "../../src/language/workspace/crossFileRule.ts";
import { root } from "../repository.ts";
import { typeNames } from "./rulePage.ts";

interface StoredCase {
  readonly name: string;
  readonly files?: Readonly<Record<string, unknown>>;
  readonly findings: readonly {
    readonly file: string;
    readonly text: string;
    readonly fixes?: readonly string[];
    readonly related?: readonly string[];
  }[];
}

const folder = join(root, "test/cases/crossFileRules");

/** The page of a rule across files: what, why and how to fix it, and its first case with the files that disagree. */
export function crossFilePage(rule: CrossFileRule): string {
  const cases = casesOf(rule.code);
  const bad = cases.find(({ findings }) => findings.length > 0);
  if (bad === undefined) throw new Error(`${rule.code} needs a case with a finding.`);
  const [finding] = bad.findings;
  const shared = readJson("shared-files.json") as { readonly files: Readonly<Record<string, unknown>> };
  const files = { ...shared.files, ...bad.files };
  const shown = new Set([...bad.findings.flatMap(({ file, related = [] }) => [file, ...related])]);
  return [
    `# ${rule.code}`,
    "",
    `**${rule.title}**`,
    "",
    `${typeNames[rule.type]}, found by comparing the files of the workspace. Behind it: [AWS documentation](${rule.source}).`,
    "",
    rule.why,
    "",
    "## What to do",
    "",
    rule.fix,
    ...(finding?.fixes === undefined || finding.fixes.length === 0
      ? []
      : ["", "Quick fixes here:", "", ...finding.fixes.map((title) => `- \`${title}\``)]),
    "",
    "## Found",
    "",
    `${bad.name.charAt(0).toUpperCase()}${bad.name.slice(1)}:`,
    "",
    ...bad.findings.map(({ file, text }) => `- \`${text}\` in \`${file}\``),
    ...[...shown].flatMap((name) => ["", `\`${name}\`:`, "", ...fenced(files[name])]),
    "",
    "## Not found",
    "",
    ...cases.filter(({ findings }) => findings.length === 0).map(({ name }) => `- ${name}`),
    "",
    "## Switching it off",
    "",
    `As every rule: \`// assume-role: ignore ${rule.code}\` in \`jsonc\`, \`assumeRole.findings.ignore\` for files by pattern, another severity or \`off\` with \`assumeRole.findings.severities\`.`,
    "",
  ].join("\n");
}

/** The rows of the table of rules. */
export function crossFileRows(): readonly string[] {
  return crossFileRules.map((rule) => {
    const cases = casesOf(rule.code);
    const found = cases.filter(({ findings }) => findings.length > 0).length;
    return `| [${rule.code}](${rule.code}.md) | ${typeNames[rule.type].toLowerCase()} | ${rule.title} | ${found} + ${cases.length - found} |`;
  });
}

function casesOf(code: string): readonly StoredCase[] {
  return (readJson(`${code}.json`) as { readonly cases: readonly StoredCase[] }).cases;
}

// The files are ours; the unit tests check their shape.
function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(folder, name), "utf8"));
}

function fenced(value: unknown): readonly string[] {
  return ["```jsonc", ...JSON.stringify(value, null, 2).split("\n"), "```"];
}
