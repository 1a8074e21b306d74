import * as vscode from "vscode";
import { findSamlResponse, type SamlResponse } from "../../core/saml/findResponse.ts";
import { clockTime } from "../report/time.ts";
import { plainMessage } from "../plainText.ts";

type Found = Extract<SamlResponse, { kind: "response" }>;

/** No page with a response in it is larger; bytes. */
const largestFile = 2_000_000;

/**
 * The SAML response of an identity provider: of the open editor where that holds one, else pasted or out of a file.
 * Undefined when the user gives up, or was told what is wrong.
 */
export async function askSamlResponse(title: string): Promise<Found | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  const open = document && findSamlResponse(document.getText());
  const items: (vscode.QuickPickItem & { readonly give: () => Promise<Found | undefined> })[] = [
    ...(open?.kind === "response"
      ? [
          {
            label: `$(file-code) ${vscode.l10n.t("Take it from the open editor")}`,
            description: vscode.workspace.asRelativePath(document?.uri ?? ""),
            detail: inWords(open),
            give: () => Promise.resolve(open),
          },
        ]
      : []),
    {
      label: `$(clippy) ${vscode.l10n.t("Paste it")}`,
      description: vscode.l10n.t("the value of the form field SAMLResponse"),
      give: () => paste(title),
    },
    {
      label: `$(folder-opened) ${vscode.l10n.t("Choose a file")}`,
      description: vscode.l10n.t("base64, XML, or the page that the identity provider sent"),
      give: () => ofFile(title),
    },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t("Where is the SAML response? It is sent once and is not kept"),
    ignoreFocusOut: true,
  });
  return picked?.give();
}

function inWords({ assertion }: Found): string {
  const { roles, notOnOrAfter, isEncrypted } = assertion;
  const what =
    isEncrypted && roles.length === 0
      ? vscode.l10n.t("encrypted")
      : roles.length === 1
        ? vscode.l10n.t("1 role")
        : vscode.l10n.t("{0} roles", roles.length);
  if (notOnOrAfter === undefined) return what;
  const end = new Date(notOnOrAfter);
  return end.getTime() > Date.now()
    ? vscode.l10n.t("{0}, valid until {1}", what, clockTime(end))
    : vscode.l10n.t("{0}, not valid any more", what);
}

async function paste(title: string): Promise<Found | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t(
      "Paste the value of the form field SAMLResponse that the identity provider sent to AWS. It is valid for minutes, is sent once and is not kept.",
    ),
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => {
      const found = findSamlResponse(value);
      return found.kind === "refused" ? found.message : undefined;
    },
  });
  const found = text === undefined ? undefined : findSamlResponse(text);
  return found?.kind === "response" ? found : undefined;
}

async function ofFile(title: string): Promise<Found | undefined> {
  const [uri] = (await vscode.window.showOpenDialog({ title, canSelectMany: false })) ?? [];
  if (uri === undefined) return undefined;
  const found = await read(uri);
  if (found.kind === "response") return found;
  await vscode.window.showErrorMessage(plainMessage(found.message));
  return undefined;
}

async function read(uri: vscode.Uri): Promise<SamlResponse> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > largestFile)
      return { kind: "refused", message: vscode.l10n.t("This file is too large for a SAML response.") };
    return findSamlResponse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { kind: "refused", message: vscode.l10n.t("The file cannot be read: {0}", why) };
  }
}
