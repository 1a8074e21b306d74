import { addSection, type NewSection } from "./addSection.ts";
import { inOrder } from "./inOrder.ts";
import type { AwsFiles, EditResult } from "./model.ts";

/** Appends several sections, in this order; refused where one of them is. */
export function addSections(files: AwsFiles, sections: readonly NewSection[]): EditResult {
  return inOrder(
    files,
    sections.map((section) => (now) => addSection(now, section)),
  );
}
