import * as vscode from "vscode";
import { sessionPhase } from "../../core/sessionEnd.ts";
import { contextKeys, views } from "../ids.ts";
import { once } from "../once.ts";
import type { MachineParts, Workbench } from "../workbench.ts";
import type { ProfileTreeRow } from "./profileRows.ts";

/** Registers the Profiles view. */
export function registerProfilesTree({ machine }: Workbench): { dispose(): void } | undefined {
  if (machine === undefined) return undefined;
  const tree = new ProfilesTree(machine);
  const view = vscode.window.createTreeView(views.profiles, {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  return vscode.Disposable.from(
    tree,
    view,
    tree.onDidChangeMessage((message) => {
      // The editor's own way to have none; the API's type does not say so.
      (view as { message: string | undefined }).message = message;
    }),
  );
}

/**
 * Roles under their source profile, problems on the row. What makes the rows is loaded when they are looked at. A
 * change of the files re-renders the rows that look different after it, and all of them only where rows come or go.
 */
export class ProfilesTree implements vscode.TreeDataProvider<ProfileTreeRow>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<ProfileTreeRow | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #said = new vscode.EventEmitter<string | undefined>();
  /** What is to stand above the rows. */
  readonly onDidChangeMessage = this.#said.event;
  readonly #disposables: { dispose(): void }[];
  readonly #rows = once(async () => {
    const { ProfileRowTree } = await import("./profileRowTree.ts");
    return new ProfileRowTree();
  });
  /** The view has asked for rows. */
  #looked = false;
  #hasProfiles = false;
  /** The profile whose row is marked as current. */
  #marked = "";

  /** The sessions whose rows are shown. */
  #shown = "";

  constructor(private readonly machine: Omit<MachineParts, "live" | "terminalVariables">) {
    const { store, current, checked, sessions, policyChanges } = machine;
    this.#disposables = [
      this.#changed,
      this.#said,
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.#say()),
      store.onDidChange(() => void this.#follow()),
      current.onDidChange(() => void this.#markCurrent()),
      checked.onDidChange(() => {
        this.#changed.fire(undefined);
      }),
      sessions.onDidChange(() => {
        this.#followSessions();
      }),
      policyChanges.onDidChange(() => {
        this.#changed.fire(undefined);
      }),
    ];
  }

  async getChildren(row?: ProfileTreeRow): Promise<ProfileTreeRow[]> {
    if (row !== undefined) {
      return row.kind === "profile" ? [...this.#sessionRows(row.profile.name), ...row.children] : [];
    }
    this.#looked = true;
    this.machine.sessions.look();
    const [rows, profiles] = await Promise.all([this.#rows(), this.machine.store.load()]);
    rows.update(profiles);
    this.#marked = this.machine.current.name;
    await vscode.commands.executeCommand("setContext", contextKeys.profilesFound, rows.roots.length > 0);
    await this.#say(rows.roots.length > 0);
    // Sessions of no profile, made of an assertion or of the environment, have no row to stand below.
    return [...rows.roots, ...this.#sessionRows(undefined)];
  }

  async getTreeItem(row: ProfileTreeRow): Promise<vscode.TreeItem> {
    if (row.kind === "session") {
      const { sessionItem } = await import("./sessionRow.ts");
      return sessionItem(row.session, this.machine.policyChanges.of(row.session));
    }
    const { problemItem, profileItem } = await import("./profileRow.ts");
    if (row.kind === "problem") return problemItem(row.title, row.problem);
    return profileItem(row.profile, {
      expandable: row.children.length > 0 || this.machine.sessions.of(row.profile.name).length > 0,
      current: row.profile.name === this.machine.current.name,
    });
  }

  #sessionRows(profile: string | undefined): ProfileTreeRow[] {
    return this.machine.sessions.of(profile).map((session) => ({ kind: "session", session }));
  }

  #followSessions(): void {
    const time = new Date();
    const now = this.machine.sessions
      .list()
      .map(({ id, began, expiration, remembered }) =>
        [id, began, sessionPhase(expiration, time), remembered].join(" "),
      )
      .join();
    if (now === this.#shown) return;
    this.#shown = now;
    this.#changed.fire(undefined);
  }

  /** The tooltip, made when it is asked for: it holds the plan. */
  async resolveTreeItem(item: vscode.TreeItem, row: ProfileTreeRow): Promise<vscode.TreeItem> {
    if (row.kind !== "profile") return item;
    const { profileTooltip } = await import("./profileTooltip.ts");
    const profiles = await this.machine.store.load();
    item.tooltip = profileTooltip(
      profiles,
      row.profile,
      this.machine.store.machine.environment(),
      this.machine.checked.of(row.profile.name),
      this.machine.sessions.of(row.profile.name).length > 0,
    );
    return item;
  }

  async #say(hasProfiles = this.#hasProfiles): Promise<void> {
    if (!this.#looked) return;
    this.#hasProfiles = hasProfiles;
    const { profilesMessage } = await import("./profilesMessage.ts");
    this.#said.fire(profilesMessage(this.machine, hasProfiles));
  }

  async #follow(): Promise<void> {
    if (!this.#looked) return;
    try {
      const [rows, profiles] = await Promise.all([this.#rows(), this.machine.store.load()]);
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
    for (const name of new Set([this.#marked, this.machine.current.name])) {
      const row = rows.rowOf(name);
      if (row !== undefined) this.#changed.fire(row);
    }
    this.#marked = this.machine.current.name;
    await this.#say();
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }
}
