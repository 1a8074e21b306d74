import * as vscode from "vscode";
import { visible } from "../../core/text/visible.ts";
import type { AwsMachine } from "../awsMachine.ts";

/** Settings that decide which program a terminal is and what it gets; by the name of the system. */
const deciding = ["defaultProfile", "profiles", "env"] as const;

/** What the user has agreed to in this window. */
const agreed = new Set<string>();

/**
 * Whether a terminal may be given keys: where settings of the workspace choose its program or its environment, these
 * are shown and the user is asked, once in a window.
 */
export async function mayOpenTerminal({ platform }: Pick<AwsMachine, "platform">): Promise<boolean> {
  const chosen = settingsOfWorkspace(platform);
  if (chosen.length === 0) return true;
  const detail = chosen.join("\n");
  if (agreed.has(detail)) return true;
  const open = vscode.l10n.t("Open Terminal");
  const picked = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      "Settings of this workspace decide what runs in the terminal. It gets the keys of the session. Open it?",
    ),
    { modal: true, detail },
    open,
  );
  if (picked !== open) return false;
  agreed.add(detail);
  return true;
}

/** One line a setting: its name, its value, the file it stands in. */
function settingsOfWorkspace(platform: AwsMachine["platform"]): string[] {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  return deciding.flatMap((setting) => {
    const name = `terminal.integrated.${setting}.${platform}`;
    const inspect = (folder?: vscode.WorkspaceFolder) =>
      vscode.workspace.getConfiguration(undefined, folder?.uri ?? null).inspect<unknown>(name);
    // The settings of a single folder are those of the workspace.
    const found: [value: unknown, file: string][] =
      workspaceFile === undefined
        ? [[inspect()?.workspaceValue, ".vscode/settings.json"]]
        : [
            [inspect()?.workspaceValue, workspaceFile.path],
            ...workspaceFolders.map((folder): [unknown, string] => [
              inspect(folder)?.workspaceFolderValue,
              `${folder.name}/.vscode/settings.json`,
            ]),
          ];
    return found
      .filter(([value]) => value !== undefined)
      .map(([value, file]) => visible(vscode.l10n.t("{0}, in {1}: {2}", name, file, JSON.stringify(value))));
  });
}
