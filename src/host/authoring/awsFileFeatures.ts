import * as vscode from "vscode";
import { completeAwsFile } from "../../language/awsFiles/complete.ts";
import { hoverAwsFile } from "../../language/awsFiles/hover.ts";
import type { AwsFileRequest } from "../../language/awsFiles/request.ts";
import { awsFileSymbols } from "../../language/awsFiles/symbols.ts";
import type { ProfileStore } from "../profiles/profileStore.ts";
import { awsFileOf, awsTexts } from "./awsFileDocument.ts";
import type { Facts } from "./facts.ts";
import { toCompletionItem, toHover, toSymbol } from "./fromLanguageServer.ts";

/** Completion, hover and outline for `~/.aws/config` and `credentials`. */
export class AwsFileFeatures {
  constructor(
    private readonly facts: Facts,
    private readonly store: ProfileStore | undefined,
  ) {}

  async complete(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionList | undefined> {
    const request = await this.#request(document, position);
    if (request === undefined) return undefined;
    const { items, isIncomplete } = completeAwsFile(request);
    return new vscode.CompletionList(items.map(toCompletionItem), isIncomplete);
  }

  async hover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const request = await this.#request(document, position);
    const hover = request && hoverAwsFile(request);
    return hover && toHover(hover);
  }

  symbols(document: vscode.TextDocument): vscode.DocumentSymbol[] {
    const file = awsFileOf(document);
    return file === undefined ? [] : awsFileSymbols(file, document.getText()).map(toSymbol);
  }

  async #request(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<AwsFileRequest | undefined> {
    const file = awsFileOf(document);
    if (file === undefined) return undefined;
    const { store } = this;
    const offset = document.offsetAt(position);
    return {
      file,
      texts: await awsTexts(document, document.getText(), store && ((one) => store.uri(one))),
      offset,
      facts: await this.facts.now(),
    };
  }
}
