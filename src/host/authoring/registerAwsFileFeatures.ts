import * as vscode from "vscode";
import { once } from "../once.ts";
import type { Workbench } from "../workbench.ts";
import { asAsked } from "./asAsked.ts";
import { awsFileSelector } from "./awsFileSelector.ts";

/** Completion, hover and outline of `~/.aws/config` and `credentials`: loaded with the first question. */
export function registerAwsFileFeatures({ authoring, machine }: Workbench): vscode.Disposable {
  const features = once(async () => {
    const { AwsFileFeatures } = await import("./awsFileFeatures.ts");
    return new AwsFileFeatures((await authoring()).facts, machine?.store);
  });
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      awsFileSelector,
      {
        provideCompletionItems: (document, position) =>
          asAsked(document, features, (loaded, asked) => loaded.complete(asked, position)),
      },
      ...["[", "=", " "],
    ),
    vscode.languages.registerHoverProvider(awsFileSelector, {
      provideHover: (document, position) =>
        asAsked(document, features, (loaded, asked) => loaded.hover(asked, position)),
    }),
    vscode.languages.registerDocumentSymbolProvider(
      awsFileSelector,
      {
        provideDocumentSymbols: (document) =>
          asAsked(document, features, (loaded, asked) => loaded.symbols(asked)),
      },
      { label: vscode.l10n.t("AWS Profiles") },
    ),
  );
}
