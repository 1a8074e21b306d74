import * as vscode from "vscode";
import { contextKeys, views } from "../ids.ts";
import type { CheckedProfiles } from "../liveChecks/checkedProfiles.ts";
import type { CurrentProfile } from "../profiles/currentProfile.ts";
import type { ProfileStore } from "../profiles/profileStore.ts";
import type { Workbench } from "../workbench.ts";
import type { ProfileTreeRow } from "./profileRows.ts";

/** Registers the Profiles view. */
export function registerProfilesTree({ machine }: Workbench): { dispose(): void } | undefined {
  return machine && new ProfilesTree(machine.store, machine.current, machine.checked);
}

/** Roles under their source profile, problems on the row. What makes the rows is loaded when they are looked at. */
class ProfilesTree implements vscode.TreeDataProvider<ProfileTreeRow>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #disposables: { dispose(): void }[];
  #verified: CheckedProfiles;

  constructor(
    private readonly store: ProfileStore,
    private readonly current: CurrentProfile,
    checked: CheckedProfiles,
  ) {
    this.#verified = checked;
    const refresh = () => {
      this.#changed.fire(undefined);
    };
    this.#disposables = [
      this.#changed,
      store.onDidChange(refresh),
      current.onDidChange(refresh),
      checked.onDidChange(refresh),
      vscode.window.createTreeView(views.profiles, { treeDataProvider: this, showCollapseAll: true }),
    ];
  }

  async getChildren(row?: ProfileTreeRow): Promise<ProfileTreeRow[]> {
    if (row !== undefined) return row.kind === "profile" ? row.children : [];
    const { profileRows } = await import("./profileRows.ts");
    const rows = profileRows(await this.store.load());
    await vscode.commands.executeCommand("setContext", contextKeys.profilesFound, rows.length > 0);
    return rows;
  }

  async getTreeItem(row: ProfileTreeRow): Promise<vscode.TreeItem> {
    const { problemItem, profileItem } = await import("./profileRow.ts");
    if (row.kind === "problem") return problemItem(row.title, row.problem);
    return profileItem(row.profile, {
      expandable: row.children.length > 0,
      current: row.profile.name === this.current.name,
      verified: this.#verified.of(row.profile.name),
    });
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }
}
