import { rules } from "../../src/language/rules/all.ts";
import type { FindingType, Rule } from "../../src/language/rules/rule.ts";
import { analyzerChecks } from "./analyzerChecks.ts";
import { crossFileRows } from "./crossFilePage.ts";
import { readCases } from "./readCases.ts";
import { typeNames } from "./rulePage.ts";

/** Checks of Access Analyzer that have no rule, with the reason. */
const notImplemented: Readonly<Record<string, string>> = {};

/** The table of all rules: IAM Access Analyzer's checks in its own order, then ours. */
export function coveragePage(): string {
  const byCode = new Map(rules.map((rule) => [rule.code, rule]));
  const analyzer = Object.values(analyzerChecks).flat();
  const implemented = analyzer.filter((code) => byCode.has(code)).length;
  const ours = rules.filter(({ code }) => !analyzer.includes(code));
  return [
    "# Rules for policies",
    "",
    `${implemented} of the ${analyzer.length} checks of IAM Access Analyzer that are not for service control policies alone, under its issue codes and in its severities, and ${ours.length} more. Each has a page, cases with at least one finding and one near miss, and no state: what it says depends on the text, the kind of policy, the catalogue and the settings.`,
    "",
    "Written by `npm run rules:docs` from the rules and their cases.",
    "",
    ...(Object.entries(analyzerChecks) as [FindingType, readonly string[]][]).flatMap(([type, codes]) => [
      `## IAM Access Analyzer: ${typeNames[type].toLowerCase()}s`,
      "",
      ...head,
      ...codes.map((code) => row(code, byCode.get(code), type)),
      "",
    ]),
    "## Ours",
    "",
    "| code | severity | what | cases |",
    "|---|---|---|---|",
    ...ours.map((rule) => {
      const { findings, misses } = count(rule);
      return `| [${rule.code}](${rule.code}.md) | ${typeNames[rule.type].toLowerCase()} | ${cell(rule.title)} | ${findings} + ${misses} |`;
    }),
    "",
    "## Ours, across the files of a workspace",
    "",
    "These compare policies with the role configs, policies and profiles around them, and are silent where the other side is not known.",
    "",
    "| code | severity | what | cases |",
    "|---|---|---|---|",
    ...crossFileRows(),
    "",
  ].join("\n");
}

const head = ["| code | what | cases with a finding + without |", "|---|---|---|"];

function row(code: string, rule: Rule | undefined, type: FindingType): string {
  if (rule === undefined) {
    const reason = notImplemented[code];
    if (reason === undefined) throw new Error(`${code} has neither a rule nor a reason.`);
    return `| ${code} | not implemented: ${reason} | |`;
  }
  if (rule.type !== type) throw new Error(`${code} is a ${type} for Access Analyzer.`);
  const { findings, misses } = count(rule);
  return `| [${code}](${code}.md) | ${cell(rule.title)} | ${findings} + ${misses} |`;
}

function count(rule: Rule): { readonly findings: number; readonly misses: number } {
  const cases = readCases(rule.code);
  const findings = cases.filter(({ isFinding }) => isFinding).length;
  return { findings, misses: cases.length - findings };
}

function cell(text: string): string {
  return text.replace(/[|<>*]/g, (character) => `\\${character}`);
}
