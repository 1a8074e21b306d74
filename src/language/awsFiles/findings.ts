import type { AwsFileKind } from "../../core/awsFiles/model.ts";
import { parseAwsFile } from "../../core/awsFiles/parse.ts";
import { loadProfiles, problemsOf } from "../../core/profiles/load.ts";
import type { Finding, Severity } from "../diagnostics/finding.ts";
import type { DiagnosticSettings } from "../diagnostics/settings.ts";
import { shownFindings } from "../diagnostics/suppression.ts";
import type { Fix } from "../fixes/edit.ts";
import { FixContext } from "./fixContext.ts";
import { layoutFixes } from "./layoutFixes.ts";
import type { AwsTexts } from "./request.ts";
import { settingFixes } from "./settingFixes.ts";

const fixes = { ...layoutFixes, ...settingFixes };

/**
 * What is wrong in one of the two files, read together with the other, in the order of its text: every rule a profile
 * breaks and everything the AWS CLI and the JavaScript SDK read differently, with fixes. Keys of other tools are never
 * found. No message and no edit holds a secret. Never throws for any text.
 */
export function awsFileFindings(
  file: AwsFileKind,
  texts: AwsTexts,
  { severities, ignoredCodes }: Pick<DiagnosticSettings, "severities" | "ignoredCodes">,
): Finding[] {
  if (ignoredCodes.includes("*")) return [];
  const { config, credentials } = texts;
  const parsed = {
    ...(config === undefined ? {} : { config: parseAwsFile("config", config) }),
    ...(credentials === undefined ? {} : { credentials: parseAwsFile("credentials", credentials) }),
  };
  const own = parsed[file];
  if (own === undefined) return [];
  const profiles = loadProfiles(parsed);
  const findings = problemsOf(profiles).flatMap((problem): Finding[] => {
    const severity = severities[problem.code] ?? severityOf(problem.severity);
    if (problem.file !== file || severity === "off" || ignoredCodes.includes(problem.code)) return [];
    const offered: readonly (Fix | undefined)[] = fixes[problem.code](new FixContext(problem, own, profiles));
    return [
      {
        code: problem.code,
        severity,
        message: problem.message,
        span: problem.span,
        fixes: offered.filter((fix) => fix !== undefined),
      },
    ];
  });
  return shownFindings(findings, own.text);
}

function severityOf(severity: "error" | "warning" | "information"): Severity {
  return severity === "information" ? "suggestion" : severity;
}
