import type { Catalogue } from "../../src/core/catalogue/catalogue.ts";
import { PolicyDiagnosis } from "../../src/language/diagnostics/diagnose.ts";
import { defaultSettings } from "../../src/language/diagnostics/settings.ts";
import type { FindingType, Rule } from "../../src/language/rules/rule.ts";
import type { CaseText } from "./readCases.ts";

export const typeNames: Readonly<Record<FindingType, string>> = {
  error: "Error",
  securityWarning: "Security warning",
  warning: "Warning",
  suggestion: "Suggestion",
};

/** The page of a rule: what, why and how to fix it, one policy with the finding and one without. */
export async function rulePage(
  rule: Rule,
  cases: readonly CaseText[],
  catalogue: Catalogue,
): Promise<string> {
  const bad = cases.find(({ isFinding }) => isFinding);
  const good = cases.find(({ isFinding }) => !isFinding);
  if (bad === undefined || good === undefined)
    throw new Error(`${rule.code} needs a finding and a near miss.`);
  const settings = {
    ...defaultSettings,
    ...bad.settings,
    quotas: { ...defaultSettings.quotas, ...bad.settings.quotas },
  };
  const findings = (await new PolicyDiagnosis(catalogue).load(bad.text, bad.kind, settings)).filter(
    ({ code }) => code === rule.code,
  );
  const fixes = new Set(findings.flatMap((finding) => finding.fixes.map(({ title }) => title)));
  const lines = [
    `# ${rule.code}`,
    "",
    `**${rule.title}**`,
    "",
    `${typeNames[rule.type]} in ${kindNames(rule)}. Behind it: [AWS documentation](${rule.source}).`,
    "",
    rule.why,
    "",
    "## What to do",
    "",
    rule.fix,
    ...(fixes.size === 0
      ? []
      : ["", "Quick fixes here:", "", ...[...fixes].map((title) => `- ${code(title)}`)]),
    "",
    "## Found",
    "",
    `${sentence(bad)}:`,
    "",
    ...fenced(bad),
    "",
    ...findings.map(
      ({ span, message }) => `- ${code(bad.text.slice(span.start, span.end))}: ${escaped(message)}`,
    ),
    "",
    "## Not found",
    "",
    `${sentence(good)}:`,
    "",
    ...fenced(good),
    "",
    "## Switching it off",
    "",
    `In \`jsonc\`, \`// assume-role: ignore ${rule.code}\` on the line or on the one before. For files by pattern, the setting \`assumeRole.findings.ignore\`; another severity, or \`off\`, with \`assumeRole.findings.severities\`.`,
    "",
  ];
  return lines.join("\n");
}

function kindNames({ kinds }: Rule): string {
  const names: Readonly<Record<string, string>> = {
    trust: "trust policies",
    identity: "identity policies",
    bucket: "bucket policies",
    session: "session policies",
    boundary: "permissions boundaries",
    scp: "service control policies",
    rcp: "resource control policies",
  };
  if (kinds.length === Object.keys(names).length) return "every kind of policy";
  return kinds.map((kind) => names[kind] ?? kind).join(", ");
}

function sentence({ name, kind }: CaseText): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} (${kind})`;
}

function fenced({ text }: CaseText): readonly string[] {
  return ["```jsonc", ...text.split("\n"), "```"];
}

/** Text on one line between backticks, also where it holds some. */
function code(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.includes("`") ? `\`\` ${line} \`\`` : `\`${line}\``;
}

function escaped(text: string): string {
  return text.replace(/[<>*_`]/g, (character) => `\\${character}`);
}
