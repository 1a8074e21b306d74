import { parseAwsFile } from "../parse.ts";
import { addSection, type NewSection } from "./addSection.ts";
import { applyEdits } from "./applyEdits.ts";
import type { AwsFiles, EditResult, FileEdits } from "./model.ts";

/** Appends several sections, in this order; refused where one of them is. */
export function addSections(files: AwsFiles, sections: readonly NewSection[]): EditResult {
  let after: AwsFiles = files;
  for (const section of sections) {
    const result = addSection(after, section);
    if (result.kind === "refused") return result;
    for (const { file, edits } of result.files) {
      after = { ...after, [file]: parseAwsFile(file, applyEdits(after[file]?.text ?? "", edits)) };
    }
  }
  // Sections only ever come behind what is there, so that the whole is one insertion for each file.
  const added = (["config", "credentials"] as const).flatMap((file): FileEdits[] => {
    const at = files[file]?.text.length ?? 0;
    const newText = after[file]?.text.slice(at) ?? "";
    return newText === "" ? [] : [{ file, edits: [{ span: { start: at, end: at }, newText }] }];
  });
  return { kind: "edits", files: added };
}
