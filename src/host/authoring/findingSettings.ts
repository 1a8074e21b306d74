import * as vscode from "vscode";
import { defaultSettings, type DiagnosticSettings } from "../../language/diagnostics/settings.ts";
import { settings } from "../ids.ts";

/** What is known about a document besides its text. */
export type KnownOfDocument = Pick<DiagnosticSettings, "filledPlaceholders" | "ownAccounts">;

/** The settings for the findings of a document: severities, codes that its file pattern leaves out, quotas. */
export function findingSettings(
  document: vscode.TextDocument,
  about: KnownOfDocument = { filledPlaceholders: [], ownAccounts: [] },
): DiagnosticSettings {
  const configuration = vscode.workspace.getConfiguration(settings.section, document.uri);
  const ignored = configuration.get<Readonly<Record<string, readonly string[]>>>(
    settings.ignoredFindings,
    {},
  );
  const key = JSON.stringify([
    configuration.get(settings.findingSeverities, {}),
    Object.entries(ignored)
      .filter(([pattern]) => vscode.languages.match({ pattern }, document) > 0)
      .flatMap(([, codes]) => codes),
    configuration.get(settings.trustPolicyQuota, defaultSettings.quotas.trust),
    about,
  ]);
  // The same settings are the same object, so that statements that were judged under them need not be judged again.
  const known = settingsByValue.get(key);
  if (known !== undefined) return known;
  const [severities, ignoredCodes, trust] = JSON.parse(key) as [
    DiagnosticSettings["severities"],
    readonly string[],
    number,
    KnownOfDocument,
  ];
  const made = {
    ...defaultSettings,
    ...about,
    severities,
    ignoredCodes,
    quotas: { ...defaultSettings.quotas, trust },
  };
  settingsByValue.set(key, made);
  return made;
}

const settingsByValue = new Map<string, DiagnosticSettings>();
