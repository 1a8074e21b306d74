import * as vscode from "vscode";
import { subjectOfChain, subjectOfPolicy, type NamedSubject } from "../../core/access/accessSubject.ts";
import { renderAccess } from "../../core/access/renderAccess.ts";
import { roleAccess } from "../../core/access/roleAccess.ts";
import { usesOf } from "../../core/openConfig/documentUse.ts";
import { parsePolicy } from "../../core/policy/parse.ts";
import { kindOf } from "../openDocument.ts";
import { isRoleConfigName } from "../simulate/roleConfigName.ts";
import type { Simulation } from "../simulate/simulation.ts";
import type { SimulatedConfig } from "../simulate/simulations.ts";
import type { Workbench } from "../workbench.ts";

/** Lists what the role of the open role config, or of the open identity policy, can do on what its policies name. */
export async function run({ simulation, authoring }: Workbench): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const kind = document && kindOf(document);
  if (document === undefined || (kind !== "identity" && kind !== "roleConfig")) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t("Open an identity policy or a role config to see what its role can do."),
    );
    return;
  }
  const loaded = await simulation();
  const { uri } = document;
  const subject = await subjectOf(loaded, document);
  if (subject === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t("The role config names no role or caller with policies of its own."),
    );
    return;
  }
  const title = vscode.l10n.t("What {0} can do", subject.name);
  await loaded.explanations.showPage(title, async () => {
    const text = await vscode.workspace.openTextDocument(uri);
    const now = (await subjectOf(loaded, text)) ?? subject;
    const { catalogue } = await authoring();
    return renderAccess(title, now.about, await roleAccess(now.subject, await catalogue()));
  });
}

/** The session at the end of the chain; of a policy, whoever a role config gives it to. */
async function subjectOf(
  { configsAbout }: Simulation,
  document: vscode.TextDocument,
): Promise<NamedSubject | undefined> {
  const { uri } = document;
  const [config] = await configsAbout(uri);
  if (isRoleConfigName(uri.path)) {
    return config && subjectOfChain(config.result.chain, config.result.chain.config.hops.length - 1);
  }
  const hop = config && hopOf(config, uri);
  const subject =
    hop === undefined || config === undefined ? undefined : subjectOfChain(config.result.chain, hop);
  return subject ?? subjectOfPolicy(vscode.workspace.asRelativePath(uri), parsePolicy(document.getText()));
}

/** The hop whose role has the policy, `-1` for the caller. */
function hopOf({ uri, result }: SimulatedConfig, policy: vscode.Uri): number | undefined {
  const [use] = usesOf(policy.path, [{ path: uri.path, config: result.chain.config }]);
  if (use?.use.kind === "caller") return -1;
  return use?.use.kind === "role" ? use.use.hop : undefined;
}
