import { parseAwsFile } from "../parse.ts";
import type { NewSection } from "./addSection.ts";
import { addSections } from "./addSections.ts";
import { applyEdits } from "./applyEdits.ts";
import type { AwsFiles, EditResult, FileEdits } from "./model.ts";
import { removeProfiles } from "./removeProfile.ts";

const kinds = ["config", "credentials"] as const;

/** Removes some profiles and appends new sections, as one change; refused where either is. */
export function replaceProfiles(
  files: AwsFiles,
  gone: readonly string[],
  sections: readonly NewSection[],
): EditResult {
  const removed = removeProfiles(files, gone);
  if (removed.kind === "refused") return removed;
  let between = files;
  for (const { file, edits } of removed.files) {
    between = { ...between, [file]: parseAwsFile(file, applyEdits(files[file]?.text ?? "", edits)) };
  }
  const added = addSections(between, sections);
  if (added.kind === "refused") return added;
  return {
    kind: "edits",
    files: kinds.flatMap((file): FileEdits[] => {
      const own = (result: typeof added) => result.files.find((edited) => edited.file === file)?.edits ?? [];
      const at = files[file]?.text.length ?? 0;
      // What is added is one insertion at the end, whatever went before it.
      const edits = [
        ...own(removed),
        ...own(added).map(({ newText }) => ({ span: { start: at, end: at }, newText })),
      ];
      return edits.length === 0 ? [] : [{ file, edits }];
    }),
  };
}
