import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import type { ManagedPolicies } from "../../core/catalogue/managedPolicies.ts";
import type { Policy } from "../../core/policy/model.ts";
import { parsePolicy } from "../../core/policy/parse.ts";
import { inOrder, judge } from "../diagnostics/diagnose.ts";
import type { Finding } from "../diagnostics/finding.ts";
import type { DiagnosticSettings } from "../diagnostics/settings.ts";
import type { CrossFileContext } from "./crossFileRule.ts";
import { describePrincipal, sameDescription, type DescribedPrincipal } from "./describedPrincipal.ts";
import { readingsInConfig, readingsOfPolicy } from "./reading.ts";
import { crossFileRules } from "./rules/all.ts";
import type { WorkspaceIndex } from "./workspaceIndex.ts";
import { workspaceKey, type PrincipalName } from "./workspaceKey.ts";
import { WorkspaceView } from "./workspaceView.ts";

/**
 * Judges files of an index against each other, and remembers under which keys each judgement looked: after a change
 * only those files have to be judged again that looked where something changed.
 */
export class CrossFileDiagnosis {
  /** Judgements by the paths of their files. */
  readonly #judgements = new Lookers();
  /** Descriptions of principals by their keys. */
  readonly #descriptions = new Lookers();
  readonly #described = new Map<
    string,
    { readonly name: PrincipalName; readonly value: DescribedPrincipal | undefined }
  >();
  readonly #managedPolicies = new Map<string, ManagedDocument | undefined>();
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
    // They were made without.
    this.#described.clear();
    return this.#judge(path, settings);
  }

  /**
   * The judged files for which something may have changed under these keys. To be asked after every change of the
   * index, since it also renews what is remembered. A role that many role configs describe is
   * described anew at once: where that says the same as before, nobody has to be judged again for it.
   */
  outdated(keys: ReadonlySet<string>): ReadonlySet<string> {
    const paths = this.#judgements.of(keys);
    for (const key of this.#descriptions.of(keys)) {
      const known = this.#described.get(key);
      if (known === undefined) continue;
      this.#described.delete(key);
      if (sameDescription(known.value, this.#describe(known.name))) continue;
      for (const path of this.#judgements.of([key])) paths.add(path);
    }
    return paths;
  }

  /** Nothing needs to be kept of a file that is closed. */
  forget(path: string): void {
    this.#judgements.forget(path);
  }

  #view(): WorkspaceView {
    return new WorkspaceView(this.index, {
      managedPolicy: (arn) => this.#managedPolicy(arn),
      principal: (name) => this.#describe(name),
    });
  }

  #describe(name: PrincipalName): DescribedPrincipal | undefined {
    const key = workspaceKey.description(name);
    const known = this.#described.get(key);
    if (known !== undefined) return known.value;
    const view = this.#view();
    const value = describePrincipal(view, name);
    this.#described.set(key, { name, value });
    this.#descriptions.remember(key, view.looked);
    return value;
  }

  #judge(path: string, settings: DiagnosticSettings): Finding[] {
    const s3 = this.catalogue.loadedService("s3");
    const view = this.#view();
    const file = this.index.file(path);
    view.looked.add(workspaceKey.file(path));
    if (file === undefined || s3 === undefined || !("text" in file)) {
      this.#judgements.remember(path, view.looked);
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
    this.#judgements.remember(path, view.looked);
    return inOrder(findings, file.text);
  }

  #managedPolicy(arn: string): ManagedDocument | undefined {
    this.#managedWanted = true;
    if (this.#managed === undefined) return undefined;
    if (!this.#managedPolicies.has(arn)) {
      const found = this.#managed.find(arn);
      const text = found && JSON.stringify(found.document);
      this.#managedPolicies.set(arn, text === undefined ? undefined : { text, policy: parsePolicy(text) });
    }
    return this.#managedPolicies.get(arn);
  }
}

interface ManagedDocument {
  readonly text: string;
  readonly policy: Policy;
}

/** Who looked under which key. */
class Lookers {
  readonly #byKey = new Map<string, Set<string>>();
  readonly #keys = new Map<string, ReadonlySet<string>>();

  /** A new set of those that looked under one of the keys. */
  of(keys: Iterable<string>): Set<string> {
    const found = new Set<string>();
    for (const key of keys) for (const looker of this.#byKey.get(key) ?? []) found.add(looker);
    return found;
  }

  remember(looker: string, keys: ReadonlySet<string>): void {
    this.forget(looker);
    this.#keys.set(looker, keys);
    for (const key of keys) {
      let lookers = this.#byKey.get(key);
      if (lookers === undefined) this.#byKey.set(key, (lookers = new Set()));
      lookers.add(looker);
    }
  }

  forget(looker: string): void {
    for (const key of this.#keys.get(looker) ?? []) {
      const lookers = this.#byKey.get(key);
      lookers?.delete(looker);
      if (lookers?.size === 0) this.#byKey.delete(key);
    }
    this.#keys.delete(looker);
  }
}
