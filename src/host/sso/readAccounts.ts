import * as vscode from "vscode";
import type { SsoAccount, SsoAccountsResult } from "../../core/livePort.ts";
import { optional } from "../../core/optional.ts";
import { caBundleOf } from "../../core/profiles/caBundle.ts";
import type { MachineWorkbench } from "../workbench.ts";
import type { SsoPlace } from "./place.ts";
import { signInAt } from "./signInAt.ts";
import { plainMessage } from "../plainText.ts";

/**
 * The accounts of a sign-in with their roles; signs in where that is needed. Undefined when the user gave up or was told
 * why there are none. Those whose roles could not be read are told beside what comes next.
 */
export async function readAccounts(
  workbench: MachineWorkbench,
  place: SsoPlace,
): Promise<readonly SsoAccount[] | undefined> {
  let result = await read(workbench, place);
  if (result.kind === "signInNeeded") {
    if (!(await signInAt(workbench, place))) return undefined;
    result = await read(workbench, place);
  }
  switch (result.kind) {
    case "ok":
      tellUnread(workbench, result.accounts);
      return result.accounts;
    case "cancelled":
      return undefined;
    case "signInNeeded":
      await vscode.window.showErrorMessage(
        vscode.l10n.t(
          "IAM Identity Center does not accept the sign-in that was just made. Is sso_region right?",
        ),
      );
      return undefined;
    case "failed":
      await vscode.window.showErrorMessage(plainMessage(result.message));
      return undefined;
  }
}

async function read({ machine, log }: MachineWorkbench, place: SsoPlace): Promise<SsoAccountsResult> {
  const live = await machine.aws.live();
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Accounts and roles of {0}", place.label),
      cancellable: true,
    },
    (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => {
        abort.abort();
      });
      const { startUrl, region, ssoSession } = place;
      const caBundle = caBundleOf(undefined, machine.aws.environment()) ?? place.caBundle;
      let before = 0;
      return live.ssoAccounts({
        startUrl,
        region,
        ...optional("ssoSession", ssoSession),
        ...optional("caBundle", caBundle),
        signal: abort.signal,
        onProgress: (done, all) => {
          progress.report({
            message: vscode.l10n.t("{0} of {1}", done, all),
            increment: all === 0 ? 0 : ((done - before) / all) * 100,
          });
          before = done;
        },
        log: (level, line) => {
          log.write(level, line);
        },
      });
    },
  );
}

/** So many are named; all of them are in the log. */
const MOST_NAMED = 3;

function tellUnread({ log }: MachineWorkbench, accounts: readonly SsoAccount[]): void {
  const unread = accounts.filter(({ roles }) => roles === undefined);
  const [first] = unread;
  if (first === undefined) return;
  for (const { name, id, problem = "" } of unread) log.write("warning", `${name} (${id}): ${problem}`);
  const named = unread.slice(0, MOST_NAMED).map(({ name, id }) => `${name} (${id})`);
  const more = unread.length - named.length;
  const names = named.join(", ") + (more === 0 ? "" : vscode.l10n.t(" and {0} more", more));
  const showLog = vscode.l10n.t("Show Log");
  void vscode.window
    .showWarningMessage(
      plainMessage(
        vscode.l10n.t("The roles of some accounts could not be read: {0}. {1}", names, first.problem ?? ""),
      ),
      showLog,
    )
    .then((picked) => {
      if (picked === showLog) log.show();
    });
}
