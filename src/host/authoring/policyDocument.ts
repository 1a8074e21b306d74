import type * as vscode from "vscode";
import type { PolicyKind } from "../../core/policy/model.ts";
import { chosenKind, type ChosenKind } from "../kindChoices.ts";
import { kindOf } from "../openDocument.ts";

/** The kind of policy that a document is, remembered until its text changes; undefined where it is none. */
export function policyKindOf(document: vscode.TextDocument): PolicyKind | undefined {
  const chosen = chosenKind(document);
  const known = kinds.get(document);
  if (known?.version === document.version && known.chosen === chosen) return known.kind;
  const kind = kindOf(document);
  const policy =
    kind === "roleConfig" || kind === "awsConfig" || kind === "awsCredentials" ? undefined : kind;
  kinds.set(document, { version: document.version, chosen, kind: policy });
  return policy;
}

const kinds = new WeakMap<
  vscode.TextDocument,
  {
    readonly version: number;
    readonly chosen: ChosenKind | undefined;
    readonly kind: PolicyKind | undefined;
  }
>();
