import { readFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { getNodeValue } from "jsonc-parser";
import { parseJson } from "../core/json/parseJson.ts";
import type { Severity } from "../language/diagnostics/finding.ts";
import { defaultSettings, type DiagnosticSettings } from "../language/diagnostics/settings.ts";

/** The settings of a file, by its absolute path. */
export type SettingsOf = (path: string) => DiagnosticSettings;

const words: ReadonlySet<unknown> = new Set<Severity | "off">(["error", "warning", "suggestion", "off"]);

/**
 * What `.vscode/settings.json` of the folder says about findings, as the editor reads it: severities, codes that file
 * patterns leave out, the quota of trust policies. Anything of another shape counts as not set.
 */
export function readWorkspaceSettings(folder: string): SettingsOf {
  const all = settingsFile(folder);
  const severities = Object.fromEntries(
    entries(all["assumeRole.findings.severities"]).filter(([, word]) => words.has(word)),
  ) as Record<string, Severity | "off">;
  const ignored = entries(all["assumeRole.findings.ignore"]).map(([pattern, codes]) => ({
    matches: globMatcher(pattern),
    codes: Array.isArray(codes) ? codes.filter((code) => typeof code === "string") : [],
  }));
  const trust = all["assumeRole.quotas.trustPolicy"];
  const quotas = { ...defaultSettings.quotas, ...(typeof trust === "number" ? { trust } : {}) };
  return (path) => {
    const written = path.split(sep).join("/");
    const ignoredCodes = ignored.filter(({ matches }) => matches(written)).flatMap(({ codes }) => codes);
    return { ...defaultSettings, severities, ignoredCodes, quotas };
  };
}

function settingsFile(folder: string): Readonly<Record<string, unknown>> {
  let text: string;
  try {
    text = readFileSync(join(resolve(folder), ".vscode", "settings.json"), "utf8");
  } catch {
    // Most folders have none.
    return {};
  }
  const { root } = parseJson(text);
  return root?.type === "object" ? (getNodeValue(root) as Record<string, unknown>) : {};
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/**
 * The editor's patterns: `**` any folders, `*` and `?` within a name, `{a,b}`, compared with the whole path.
 * https://code.visualstudio.com/docs/editor/glob-patterns
 */
function globMatcher(pattern: string): (path: string) => boolean {
  let source = "";
  let braces = 0;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (pattern.startsWith("**/", at)) {
      source += "(?:.*/)?";
      at += 2;
    } else if (pattern.startsWith("**", at)) {
      source += ".*";
      at++;
    } else if (character === "*") source += "[^/]*";
    else if (character === "?") source += "[^/]";
    else if (character === "{") {
      source += "(?:";
      braces++;
    } else if (character === "}" && braces > 0) {
      source += ")";
      braces--;
    } else if (character === "," && braces > 0) source += "|";
    else source += character.replace(/[\\^$.|+()[\]{}]/g, "\\$&");
  }
  const expression = new RegExp(`^${source}${")".repeat(braces)}$`);
  return (path) => expression.test(path);
}
