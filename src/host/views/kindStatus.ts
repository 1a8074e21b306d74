import * as vscode from "vscode";
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { documentKindByName } from "../../core/policy/kindByName.ts";
import type { EmbeddedPolicies } from "../../language/embedded/embeddedPolicy.ts";
import { embeddedIn } from "../authoring/embeddedDocument.ts";
import { commands } from "../ids.ts";
import { chosenKind } from "../kindChoices.ts";
import { kindOf } from "../openDocument.ts";
import { policyKindNames } from "../policyKindNames.ts";

interface Words {
  readonly text: string;
  readonly detail: string;
  readonly changeable: boolean;
}

/** The language status item of documents that are ours; there is none for others. */
export class KindStatus implements vscode.Disposable {
  #item: vscode.LanguageStatusItem | undefined;

  constructor(private readonly catalogue: () => Promise<Catalogue>) {}

  /** Shows what the document in the active editor is. */
  async show(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const words = document && wordsOn(document);
    if (words === undefined) {
      this.dispose();
      return;
    }
    const item = (this.#item ??= vscode.languages.createLanguageStatusItem("assumeRole.policyKind", [
      { language: "json" },
      { language: "jsonc" },
    ]));
    item.name = vscode.l10n.t("Policy Kind");
    item.text = words.text;
    item.detail = words.detail;
    item.command = words.changeable
      ? { title: vscode.l10n.t("Change"), command: commands.changePolicyKind }
      : undefined;
    const { date } = await this.catalogue();
    // Another editor may have become active meanwhile.
    if (this.#item === item && item.detail === words.detail) {
      item.detail = vscode.l10n.t("{0} · AWS catalogue of {1}", words.detail, date);
    }
  }

  dispose(): void {
    this.#item?.dispose();
    this.#item = undefined;
  }
}

/** Undefined for a document that is not ours. */
function wordsOn(document: vscode.TextDocument): Words | undefined {
  const chosen = chosenKind(document);
  if (chosen === "none") {
    return { text: vscode.l10n.t("Not a policy"), detail: vscode.l10n.t("chosen by you"), changeable: true };
  }
  const kind = kindOf(document);
  switch (kind) {
    case "awsConfig":
    case "awsCredentials":
      return undefined;
    case "roleConfig":
      return { text: vscode.l10n.t("Role config"), detail: vscode.l10n.t("by its name"), changeable: false };
    case undefined: {
      const found = embeddedIn(document);
      return found && wordsOnEmbedded(found);
    }
    default:
      return {
        text: policyKindNames()[kind],
        detail:
          chosen !== undefined
            ? vscode.l10n.t("chosen by you")
            : documentKindByName(document.uri.path) === kind
              ? vscode.l10n.t("by its name")
              : vscode.l10n.t("by its content"),
        changeable: true,
      };
  }
}

/** Undefined for a template or a plan without a policy: that is ordinary JSON. */
function wordsOnEmbedded({ format, policies, notRead }: EmbeddedPolicies): Words | undefined {
  if (policies.length === 0 && notRead.length === 0) return undefined;
  const judged = policies.filter((policy) => policy.judged).length;
  // Short: the popup does not wrap, and the way to change the kind stands behind this.
  const where =
    format === "cloudFormation" ? vscode.l10n.t("CloudFormation template") : vscode.l10n.t("Terraform plan");
  return {
    text: judged === 1 ? vscode.l10n.t("1 policy") : vscode.l10n.t("{0} policies", judged),
    detail: notRead.length === 0 ? where : vscode.l10n.t("{0}, {1} not checked", where, notRead.length),
    changeable: true,
  };
}
