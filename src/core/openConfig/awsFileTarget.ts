import { parseAwsFile } from "../awsFiles/parse.ts";
import { optional } from "../optional.ts";
import type { OpenDocument } from "./derive.ts";
import type { Target } from "./model.ts";

/** The profile whose section the cursor is in. Its roles come with its plan, so none are named here. */
export function awsFileTarget(document: OpenDocument, kind: "awsConfig" | "awsCredentials"): Target {
  const file = parseAwsFile(kind === "awsConfig" ? "config" : "credentials", document.text);
  // Sections are half-open; at the very end of the text the cursor still is in the last one.
  const section = file.sections.filter(({ span }) => document.offset >= span.start).at(-1);
  const isProfile = section?.type === "profile" || section?.type === "default";
  return {
    documentKind: kind,
    roles: [],
    buckets: [],
    ...optional("profile", isProfile ? section.name : undefined),
    principals: [],
    variables: {},
  };
}
