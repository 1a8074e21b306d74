import * as vscode from "vscode";
import type { Profile } from "../../core/profiles/model.ts";
import type { ProfileStore } from "../profiles/profileStore.ts";

/** Opens the section of a profile, in `config` where it stands in both files. */
export async function openProfile(store: ProfileStore, profile: Profile): Promise<void> {
  const [place] = profile.places;
  if (place === undefined) return;
  const document = await vscode.workspace.openTextDocument(store.uri(place.file));
  const selection = new vscode.Range(
    document.positionAt(place.span.start),
    document.positionAt(place.span.start),
  );
  await vscode.window.showTextDocument(document, { selection });
}
