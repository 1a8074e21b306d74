import * as vscode from "vscode";
import { settings } from "../ids.ts";
import type { Workbench } from "../workbench.ts";

/**
 * Keeps `AWS_PROFILE` of new terminals at the profile the user switched to, where the setting asks for it. Only the
 * name: keys never enter a terminal this way.
 */
export function registerTerminalProfile({ machine }: Workbench): vscode.Disposable | undefined {
  if (machine === undefined) return undefined;
  const { current, terminalVariables } = machine;
  const apply = () => {
    const wanted = vscode.workspace
      .getConfiguration(settings.section)
      .get<boolean>(settings.setAwsProfileInTerminals, false);
    terminalVariables.set("profile", {
      variables: wanted && current.chosen !== undefined ? { AWS_PROFILE: current.chosen } : {},
      description: vscode.l10n.t("AWS_PROFILE: the profile chosen in the Assume Role view"),
    });
  };
  apply();
  return vscode.Disposable.from(
    current.onDidChange(apply),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${settings.section}.${settings.setAwsProfileInTerminals}`)) apply();
    }),
  );
}

/**
 * Creates a terminal without that variable, which would otherwise be put over the terminal's own environment. Both
 * changes go the same way as the terminal itself, in order, so that no other terminal is without it by more than that.
 */
export async function withoutTerminalProfile(
  context: vscode.ExtensionContext,
  create: () => Promise<void>,
): Promise<void> {
  const variables = context.environmentVariableCollection;
  const profile = variables.get("AWS_PROFILE")?.value;
  if (profile === undefined) {
    await create();
    return;
  }
  variables.delete("AWS_PROFILE");
  try {
    await create();
  } finally {
    variables.replace("AWS_PROFILE", profile);
  }
}
