import * as vscode from "vscode";
import type { SsoSignInRequest, SsoSignInResult } from "../../core/livePort.ts";
import { optional } from "../../core/optional.ts";
import { caBundleOf } from "../../core/profiles/caBundle.ts";
import { plainMessage } from "../plainText.ts";
import { clockTime } from "../report/time.ts";
import type { MachineWorkbench } from "../workbench.ts";
import type { SsoPlace } from "./place.ts";

/**
 * Signs in at IAM Identity Center in the browser; the AWS CLI finds the same token. Answers whether it worked: the user
 * was told why where it did not.
 */
export async function signInAt({ machine, log }: MachineWorkbench, place: SsoPlace): Promise<boolean> {
  const way = await pickWay(place);
  if (way === undefined) return false;
  const live = await machine.aws.live();
  const result = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: plainMessage(vscode.l10n.t("Sign in at {0}", place.startUrl)),
      cancellable: true,
    },
    (progress, token): Promise<SsoSignInResult> => {
      const abort = new AbortController();
      token.onCancellationRequested(() => {
        abort.abort();
      });
      const { startUrl, region, ssoSession, scopes } = place;
      const caBundle = caBundleOf(undefined, machine.aws.environment()) ?? place.caBundle;
      return live.ssoSignIn({
        startUrl,
        region,
        scopes,
        ...optional("ssoSession", ssoSession),
        ...optional("caBundle", caBundle),
        way,
        signal: abort.signal,
        show: async ({ url, code }) => {
          if (code !== undefined)
            progress.report({ message: vscode.l10n.t("The page must show the code {0}", code) });
          // As text, for the same reason as in openConsole.ts.
          await vscode.env.openExternal(url as unknown as vscode.Uri);
        },
        log: (level, line) => {
          log.write(level, line);
        },
      });
    },
  );
  if (result.kind === "ok")
    vscode.window.setStatusBarMessage(
      vscode.l10n.t("Signed in until {0}", clockTime(new Date(result.expiration))),
      10_000,
    );
  else if (result.kind === "failed") await vscode.window.showErrorMessage(plainMessage(result.message));
  return result.kind === "ok";
}

/** A browser elsewhere cannot come back to a port of this machine, so a remote window starts with the code. */
async function pickWay(place: SsoPlace): Promise<SsoSignInRequest["way"] | undefined> {
  const browser = {
    label: vscode.l10n.t("In the browser of this machine"),
    detail: vscode.l10n.t("It comes back by itself."),
    way: "browser" as const,
  };
  const code = {
    label: vscode.l10n.t("With a code, on any device"),
    detail: vscode.l10n.t("You compare the code that the page shows with the one here."),
    way: "code" as const,
  };
  const picked = await vscode.window.showQuickPick(
    vscode.env.remoteName === undefined ? [browser, code] : [code, browser],
    { title: vscode.l10n.t("Sign in at {0}", place.startUrl), ignoreFocusOut: true },
  );
  return picked?.way;
}
