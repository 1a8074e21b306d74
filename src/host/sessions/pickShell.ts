import * as vscode from "vscode";
import type { Shell } from "../../core/handOver/shellWord.ts";

const labels: Readonly<Record<Shell, string>> = {
  bash: "bash, zsh, sh",
  fish: "fish",
  powershell: "PowerShell",
  cmd: "cmd",
};

/** The shell that text is for; the editor's own default first. */
export async function pickShell(title: string): Promise<Shell | undefined> {
  const likely = shellOf(vscode.env.shell);
  const order = [likely, ...(Object.keys(labels) as Shell[]).filter((shell) => shell !== likely)];
  const picked = await vscode.window.showQuickPick(
    order.map((shell) => ({ label: labels[shell], shell })),
    { title, placeHolder: vscode.l10n.t("For which shell?") },
  );
  return picked?.shell;
}

function shellOf(path: string): Shell {
  const name = path
    .replace(/^.*[\\/]/, "")
    .replace(/\.exe$/i, "")
    .toLowerCase();
  if (name === "fish" || name === "cmd") return name;
  return name === "pwsh" || name === "powershell" ? "powershell" : "bash";
}
