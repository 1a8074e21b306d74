import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { baseName } from "../../core/openConfig/filePath.ts";
import type { RoleConfig, RoleConfigProblem } from "../../core/roleConfig/model.ts";
import { parseRoleConfig, variableValues } from "../../core/roleConfig/parse.ts";
import { loadChain, namesManagedPolicies, pathsOf } from "../../core/simulate/loadChain.ts";
import { PolicyLibrary } from "../../core/simulate/policyLibrary.ts";
import { nearestName } from "../../core/text/nearest.ts";
import { readJsonTree } from "../cursor/jsonTree.ts";
import type { Finding } from "../diagnostics/finding.ts";
import type { DiagnosticSettings } from "../diagnostics/settings.ts";
import { shownFindings } from "../diagnostics/suppression.ts";
import { EmbeddedDiagnosis } from "../embedded/embeddedDiagnosis.ts";
import type { Fix } from "../fixes/edit.ts";
import { inlinePolicies } from "./inlinePolicies.ts";
import { roleConfigFixes } from "./roleConfigFixes.ts";
import type { NearFile } from "./request.ts";

/** What a role config's findings need of the world. Paths are relative to the config's folder. */
export interface RoleConfigFiles {
  /** The text of a file, or undefined where there is none. */
  readonly read: (path: string) => Promise<string | undefined>;
  /** Asked only to propose another name for a file that is missing. */
  readonly list: () => Promise<readonly NearFile[]>;
}

/**
 * Diagnoses one role config again and again while it is typed in: what is wrong with the config, with the files that it
 * names, and with the policies that stand in it.
 */
export class RoleConfigDiagnosis {
  readonly #catalogue: Catalogue;
  readonly #embedded: EmbeddedDiagnosis;
  readonly #library = new PolicyLibrary();

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
    this.#embedded = new EmbeddedDiagnosis(catalogue);
  }

  /** In the order of the text. Rejects where the catalogue cannot be read; nothing rejects for what is in the text. */
  async load(text: string, files: RoleConfigFiles, settings: DiagnosticSettings): Promise<Finding[]> {
    if (settings.ignoredCodes.includes("*")) return [];
    const config = parseRoleConfig(text);
    const problems = await this.#problems(config, files);
    const near = problems.some(({ code }) => code === "missingFile") ? await files.list() : [];
    const own = problems.flatMap((problem): Finding[] => {
      const severity = settings.severities[problem.code] ?? problem.severity;
      if (severity === "off" || settings.ignoredCodes.includes(problem.code)) return [];
      return [
        {
          code: problem.code,
          severity,
          message: problem.message,
          span: problem.span,
          fixes: [...roleConfigFixes(text, config, problem), ...nearFiles(text, problem, near)],
        },
      ];
    });
    const inline = await this.#embedded.load(
      inlinePolicies(text, readJsonTree(text)),
      this.#within(config, settings),
    );
    // The rules say more about a policy than its reader does.
    const rest = own.filter(
      ({ code, span }) =>
        (code !== "policyShape" && code !== "policyRefused") ||
        !inline.some((finding) => finding.span.start <= span.end && span.start <= finding.span.end),
    );
    return shownFindings([...rest, ...inline], text);
  }

  async #problems(config: RoleConfig, files: RoleConfigFiles): Promise<readonly RoleConfigProblem[]> {
    const texts = new Map<string, string | undefined>();
    for (const path of pathsOf(config)) texts.set(path, await files.read(path));
    const managed = namesManagedPolicies(config) ? await this.#catalogue.managedPolicies() : undefined;
    return loadChain(
      config,
      {
        file: (path) => texts.get(path),
        managed: (arn) => {
          const policy = managed?.find(arn);
          return policy === undefined ? undefined : JSON.stringify(policy.document);
        },
      },
      this.#library,
    ).problems;
  }

  #settings: { readonly key: string; readonly value: DiagnosticSettings } | undefined;

  /** The same settings are the same object, so that policies that were judged under them need not be judged again. */
  #within(config: RoleConfig, settings: DiagnosticSettings): DiagnosticSettings {
    const filled = Object.keys(variableValues(config));
    const key = JSON.stringify([filled, settings]);
    if (this.#settings?.key !== key) {
      this.#settings = {
        key,
        value: { ...settings, filledPlaceholders: [...settings.filledPlaceholders, ...filled] },
      };
    }
    return this.#settings.value;
  }
}

/** Files with nearly the name that is missing, or with the same name elsewhere. */
function nearFiles(text: string, { code, span }: RoleConfigProblem, files: readonly NearFile[]): Fix[] {
  if (code !== "missingFile") return [];
  const written = text.slice(span.start + 1, span.end - 1);
  const moved = files.filter(({ path }) => baseName(path) === baseName(written)).map(({ path }) => path);
  const near = nearestName(
    written,
    files.map(({ path }) => path),
  );
  return [...new Set([...moved, ...(near === undefined ? [] : [near])])].map((path) => ({
    title: `Change to ${path}`,
    edits: [{ span, newText: JSON.stringify(path) }],
    safe: false,
  }));
}
