import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import type { ManagedPolicies } from "../../core/catalogue/managedPolicies.ts";
import type { Policy } from "../../core/policy/model.ts";
import { parsePolicy } from "../../core/policy/parse.ts";
import { inOrder, judge } from "../diagnostics/diagnose.ts";
import type { Finding } from "../diagnostics/finding.ts";
import type { DiagnosticSettings } from "../diagnostics/settings.ts";
import type { CrossFileContext } from "./crossFileRule.ts";
import { readingsInConfig, readingsOfPolicy } from "./reading.ts";
import { crossFileRules } from "./rules/all.ts";
import type { WorkspaceIndex } from "./workspaceIndex.ts";
import { workspaceKey } from "./workspaceKey.ts";
import { WorkspaceView } from "./workspaceView.ts";

/**
 * Judges files of an index against each other, and remembers under which keys each judgement looked: after a change
 * only those files have to be judged again that looked where something changed.
 */
export class CrossFileDiagnosis {
  readonly #lookedBy = new Map<string, Set<string>>();
  readonly #looked = new Map<string, ReadonlySet<string>>();
  readonly #managedPolicies = new Map<string, Policy | undefined>();
  #managed: ManagedPolicies | undefined;
  #managedWanted = false;

  constructor(
    private readonly index: WorkspaceIndex,
    private readonly catalogue: Catalogue,
  ) {}

  /** The findings of one file; empty where the index does not have it. Rejects where the catalogue cannot be read. */
  async judge(path: string, settings: DiagnosticSettings): Promise<Finding[]> {
    await this.catalogue.load(["s3"]);
    const first = this.#judge(path, settings);
    if (!this.#managedWanted || this.#managed !== undefined) return first;
    this.#managed = await this.catalogue.managedPolicies();
    return this.#judge(path, settings);
  }

  /** The judged files for which something may have changed under these keys. */
  outdated(keys: ReadonlySet<string>): ReadonlySet<string> {
    const paths = new Set<string>();
    for (const key of keys) for (const path of this.#lookedBy.get(key) ?? []) paths.add(path);
    return paths;
  }

  /** Nothing needs to be kept of a file that is closed. */
  forget(path: string): void {
    this.#remember(path, new Set());
  }

  #judge(path: string, settings: DiagnosticSettings): Finding[] {
    const s3 = this.catalogue.loadedService("s3");
    const view = new WorkspaceView(this.index, (arn) => this.#managedPolicy(arn));
    const file = this.index.file(path);
    view.looked.add(workspaceKey.file(path));
    if (file === undefined || s3 === undefined || !("text" in file)) {
      this.#remember(path, view.looked);
      return [];
    }
    const readings =
      file.kind === "roleConfig"
        ? readingsInConfig(file)
        : readingsOfPolicy(file, view.configsWith(workspaceKey.uses(path)));
    const context: CrossFileContext = { view, file, readings, s3 };
    const { severities, ignoredCodes } = settings;
    const findings = crossFileRules
      .filter(
        ({ code }) =>
          severities[code] !== "off" && !ignoredCodes.includes(code) && !ignoredCodes.includes("*"),
      )
      .flatMap((rule) => judge(rule, rule.check(context), settings));
    this.#remember(path, view.looked);
    return inOrder(findings, file.text);
  }

  #managedPolicy(arn: string): Policy | undefined {
    this.#managedWanted = true;
    if (this.#managed === undefined) return undefined;
    if (!this.#managedPolicies.has(arn)) {
      const found = this.#managed.find(arn);
      this.#managedPolicies.set(arn, found && parsePolicy(JSON.stringify(found.document)));
    }
    return this.#managedPolicies.get(arn);
  }

  #remember(path: string, looked: ReadonlySet<string>): void {
    for (const key of this.#looked.get(path) ?? []) {
      const paths = this.#lookedBy.get(key);
      paths?.delete(path);
      if (paths?.size === 0) this.#lookedBy.delete(key);
    }
    if (looked.size === 0) this.#looked.delete(path);
    else this.#looked.set(path, looked);
    for (const key of looked) {
      let paths = this.#lookedBy.get(key);
      if (paths === undefined) this.#lookedBy.set(key, (paths = new Set()));
      paths.add(path);
    }
  }
}
