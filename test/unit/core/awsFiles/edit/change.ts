import { addSection, type NewSection } from "../../../../../src/core/awsFiles/edit/addSection.ts";
import type { AwsFiles, EditResult, SettingPath } from "../../../../../src/core/awsFiles/edit/model.ts";
import { removeProfile } from "../../../../../src/core/awsFiles/edit/removeProfile.ts";
import { removeValue } from "../../../../../src/core/awsFiles/edit/removeValue.ts";
import { renameProfile } from "../../../../../src/core/awsFiles/edit/renameProfile.ts";
import { replaceProfiles } from "../../../../../src/core/awsFiles/edit/replaceProfiles.ts";
import { setValue } from "../../../../../src/core/awsFiles/edit/setValue.ts";

/** One edit of the files as data, for case files and generators. */
export type Change =
  | ({ readonly kind: "add" } & NewSection)
  | ({ readonly kind: "set"; readonly profile: string; readonly value: string } & SettingPath)
  | ({ readonly kind: "unset"; readonly profile: string } & SettingPath)
  | { readonly kind: "rename"; readonly from: string; readonly to: string }
  | { readonly kind: "remove"; readonly profile: string }
  | { readonly kind: "replace"; readonly gone: readonly string[]; readonly sections: readonly NewSection[] };

export function make(files: AwsFiles, change: Change): EditResult {
  switch (change.kind) {
    case "add":
      return addSection(files, change);
    case "set":
      return setValue(files, change.profile, change, change.value);
    case "unset":
      return removeValue(files, change.profile, change);
    case "rename":
      return renameProfile(files, change.from, change.to);
    case "remove":
      return removeProfile(files, change.profile);
    case "replace":
      return replaceProfiles(files, change.gone, change.sections);
  }
}
