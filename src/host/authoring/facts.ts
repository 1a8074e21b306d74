import * as vscode from "vscode";
import { usesOf } from "../../core/openConfig/documentUse.ts";
import { variableValues } from "../../core/roleConfig/parse.ts";
import { gatherFacts } from "../../language/gatherFacts.ts";
import type { NamedProfile } from "../../language/roleConfig/request.ts";
import { noFacts, type WorkspaceFacts } from "../../language/workspaceFacts.ts";
import { roleConfigsOfWorkspace, type RoleConfigFile } from "../openDocument.ts";
import { namedPolicies } from "../../language/workspace/namedPolicies.ts";
import type { MachineParts } from "../workbench.ts";
import type { WorkspaceFiles } from "./workspaceFiles.ts";

/**
 * What the workspace and the profiles name, gathered on first use and again after a role config or a profile changed.
 * A question is never kept waiting: it gets what was gathered last, and a new gathering begins behind it.
 */
export class Facts implements vscode.Disposable {
  readonly #outdated = new vscode.EventEmitter<void>();
  /** What was said before may no longer hold. */
  readonly onDidOutdate = this.#outdated.event;
  readonly #disposables: vscode.Disposable;
  #configs: readonly RoleConfigFile[] = [];
  #facts: WorkspaceFacts = noFacts;
  #stale = true;
  #gathering: Promise<void> | undefined;

  /** The profiles are a source of names besides the workspace; there are none in the browser. */
  constructor(
    private readonly profiles: Pick<MachineParts, "store" | "current"> | undefined,
    private readonly workspace: WorkspaceFiles,
  ) {
    const outdate = () => {
      this.#stale = true;
      this.#outdated.fire();
    };
    const watcher = vscode.workspace.createFileSystemWatcher("**/*.assume-role.{json,jsonc}");
    this.#disposables = vscode.Disposable.from(
      this.#outdated,
      watcher,
      watcher.onDidChange(outdate),
      watcher.onDidCreate(outdate),
      watcher.onDidDelete(outdate),
      workspace.onDidChange(() => {
        // Names for completion only: no finding depends on them.
        this.#stale = true;
      }),
      ...(profiles === undefined
        ? []
        : [profiles.store.onDidChange(outdate), profiles.current.onDidChange(outdate)]),
    );
  }

  /** What is known now. The first question waits for the first gathering. */
  async now(): Promise<WorkspaceFacts> {
    const first = this.#facts === noFacts;
    if (this.#stale) this.#gathering ??= this.#gather();
    if (first) await this.#gathering;
    return { ...this.#facts, today: new Date().toISOString().slice(0, 10) };
  }

  /** The profiles that a role config can name, each with what it is. */
  async profileNames(): Promise<readonly NamedProfile[]> {
    const profiles = await this.profiles?.store.load();
    return (profiles?.profiles ?? []).map((profile) => ({
      name: profile.name,
      detail: profile.roleArn === undefined ? "profile" : `assumes ${profile.roleArn}`,
    }));
  }

  /** What the role configs and profiles say about one policy: the placeholders they fill, the user's own accounts. */
  async about(
    uri: vscode.Uri,
  ): Promise<{ readonly filledPlaceholders: readonly string[]; readonly ownAccounts: readonly string[] }> {
    // A finding is not waited for by a hand on the keyboard: it may as well be right at once.
    await this.now();
    await this.#gathering;
    const { accounts } = this.#facts;
    const configs = this.#configs.map(({ uri: { path }, config }) => ({ path, config }));
    return {
      filledPlaceholders: usesOf(uri.path, configs).flatMap(({ source }) =>
        Object.keys(variableValues(source.config)),
      ),
      ownAccounts: accounts.filter(({ profiles }) => profiles.length > 0).map(({ id }) => id),
    };
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #gather(): Promise<void> {
    this.#stale = false;
    try {
      const [configs, profiles] = await Promise.all([roleConfigsOfWorkspace(), this.profiles?.store.load()]);
      this.#configs = configs;
      const currentProfile = profiles?.byName.get(this.profiles?.current.name ?? "");
      this.#facts = gatherFacts({
        profiles: profiles?.profiles ?? [],
        ...(currentProfile === undefined ? {} : { currentProfile }),
        roleConfigs: configs.map(({ uri, config }) => ({
          name: vscode.workspace.asRelativePath(uri),
          config,
        })),
        policies: namedPolicies(this.workspace.index),
      });
    } finally {
      this.#gathering = undefined;
    }
  }
}
