import * as vscode from "vscode";
import { contextKeys, views } from "../ids.ts";
import type { CheckedProfiles } from "../liveChecks/checkedProfiles.ts";
import { once } from "../once.ts";
import type { CurrentProfile } from "../profiles/currentProfile.ts";
import type { ProfileStore } from "../profiles/profileStore.ts";
import type { Workbench } from "../workbench.ts";
import type { ProfileTreeRow } from "./profileRows.ts";

/** Registers the Profiles view. */
export function registerProfilesTree({ machine }: Workbench): { dispose(): void } | undefined {
  if (machine === undefined) return undefined;
  const tree = new ProfilesTree(machine.store, machine.current, machine.checked);
  return vscode.Disposable.from(
    tree,
    vscode.window.createTreeView(views.profiles, { treeDataProvider: tree, showCollapseAll: true }),
  );
}

/**
 * Roles under their source profile, problems on the row. What makes the rows is loaded when they are looked at. A
 * change of the files re-renders the rows that look different after it, and all of them only where rows come or go.
 */
export class ProfilesTree implements vscode.TreeDataProvider<ProfileTreeRow>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<ProfileTreeRow | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #disposables: { dispose(): void }[];
  readonly #verified: CheckedProfiles;
  readonly #rows = once(async () => {
    const { ProfileRowTree } = await import("./profileRowTree.ts");
    return new ProfileRowTree();
  });
  /** The view has asked for rows. */
  #looked = false;
  /** The profile whose row is marked as current. */
  #marked = "";

  constructor(
    private readonly store: ProfileStore,
    private readonly current: CurrentProfile,
    checked: CheckedProfiles,
  ) {
    this.#verified = checked;
    this.#disposables = [
      this.#changed,
      store.onDidChange(() => void this.#follow()),
      current.onDidChange(() => void this.#markCurrent()),
      checked.onDidChange(() => {
        this.#changed.fire(undefined);
      }),
    ];
  }

  async getChildren(row?: ProfileTreeRow): Promise<ProfileTreeRow[]> {
    if (row !== undefined) return row.kind === "profile" ? row.children : [];
    this.#looked = true;
    const [rows, profiles] = await Promise.all([this.#rows(), this.store.load()]);
    rows.update(profiles);
    this.#marked = this.current.name;
    await vscode.commands.executeCommand("setContext", contextKeys.profilesFound, rows.roots.length > 0);
    return rows.roots;
  }

  async getTreeItem(row: ProfileTreeRow): Promise<vscode.TreeItem> {
    const { problemItem, profileItem } = await import("./profileRow.ts");
    if (row.kind === "problem") return problemItem(row.title, row.problem);
    return profileItem(row.profile, {
      expandable: row.children.length > 0,
      current: row.profile.name === this.current.name,
    });
  }

  /** The tooltip, made when it is asked for: it holds the plan. */
  async resolveTreeItem(item: vscode.TreeItem, row: ProfileTreeRow): Promise<vscode.TreeItem> {
    if (row.kind === "problem") return item;
    const { profileTooltip } = await import("./profileTooltip.ts");
    const profiles = await this.store.load();
    item.tooltip = profileTooltip(
      profiles,
      row.profile,
      this.store.machine.environment(),
      this.#verified.of(row.profile.name),
    );
    return item;
  }

  async #follow(): Promise<void> {
    if (!this.#looked) return;
    try {
      const [rows, profiles] = await Promise.all([this.#rows(), this.store.load()]);
      const changed = rows.update(profiles);
      if (changed === "all") this.#changed.fire(undefined);
      else for (const row of changed) this.#changed.fire(row);
    } catch {
      // A file that cannot be read any more: the view asks for the rows and shows why it has none.
      this.#changed.fire(undefined);
    }
  }

  async #markCurrent(): Promise<void> {
    if (!this.#looked) return;
    const rows = await this.#rows();
    for (const name of new Set([this.#marked, this.current.name])) {
      const row = rows.rowOf(name);
      if (row !== undefined) this.#changed.fire(row);
    }
    this.#marked = this.current.name;
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }
}
