import * as vscode from "vscode";
import { guard } from "../guard.ts";
import { views } from "../ids.ts";
import { mayBeOurs } from "../mayBeOurs.ts";
import type { Workbench } from "../workbench.ts";
import type { RoleChainRow } from "./roleChainRows.ts";

/** Registers the Role Chain view. */
export function registerRoleChain(workbench: Workbench): { dispose(): void } {
  return new RoleChainTree(workbench);
}

/** Follows the open document: its chain where it is a role config, the chains that name it where it is a policy. */
class RoleChainTree implements vscode.TreeDataProvider<RoleChainRow>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<RoleChainRow>;
  readonly #disposables: { dispose(): unknown }[];
  #document: vscode.Uri | undefined;
  #following = false;

  constructor(private readonly workbench: Workbench) {
    this.#view = vscode.window.createTreeView(views.roleChain, {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.#disposables = [
      this.#changed,
      this.#view,
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.#follow();
      }),
    ];
  }

  /** Asked only while the view is shown: nothing is simulated for a view that nobody sees. */
  async getChildren(row?: RoleChainRow): Promise<RoleChainRow[]> {
    if (row !== undefined) return [...row.children];
    const document = vscode.window.activeTextEditor?.document;
    // An output channel, a diff or a report is no other document: the chain stays.
    if (document !== undefined && mayBeOurs(document)) this.#document = document.uri;
    const uri = this.#document;
    if (uri === undefined) return [];
    let rows: RoleChainRow[] = [];
    await guard(this.workbench.log, async () => {
      const { simulations, configsAbout } = await this.workbench.simulation();
      if (!this.#following) {
        this.#following = true;
        this.#disposables.push(
          simulations.onDidChange(() => {
            this.#changed.fire(undefined);
          }),
        );
      }
      const { chainInWords, roleChainRows } = await import("./roleChainRows.ts");
      const configs = await configsAbout(uri);
      const [only, another] = configs;
      this.#view.description = only === undefined || another !== undefined ? "" : chainInWords(only);
      rows = roleChainRows(configs);
    });
    return rows;
  }

  getTreeItem(row: RoleChainRow): vscode.TreeItem {
    return row.item;
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  #follow(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (document === undefined) {
      // The last editor was closed, or a view has the focus: only the first empties the view.
      if (vscode.window.visibleTextEditors.length > 0 || this.#document === undefined) return;
      this.#document = undefined;
    } else if (!mayBeOurs(document) || document.uri.toString() === this.#document?.toString()) return;
    this.#changed.fire(undefined);
  }
}
