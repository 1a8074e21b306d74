import { parseAwsFile } from "../../../../src/core/awsFiles/parse.ts";
import { loadProfiles } from "../../../../src/core/profiles/load.ts";
import type { ProfileProblem, Profiles } from "../../../../src/core/profiles/model.ts";

/** The two files of a case, one string a line. */
export interface FileLines {
  readonly config?: readonly string[];
  readonly credentials?: readonly string[];
}

export interface ExpectedProblem {
  readonly code: string;
  readonly severity: string;
  /** The text that the span covers. */
  readonly at: string;
  /** A part of the message. */
  readonly says?: string;
}

export function loadLines(files: FileLines): {
  readonly profiles: Profiles;
  readonly textAt: (problem: ProfileProblem) => string;
} {
  const text = { config: files.config?.join("\n"), credentials: files.credentials?.join("\n") };
  const profiles = loadProfiles({
    ...(text.config === undefined ? {} : { config: parseAwsFile("config", text.config) }),
    ...(text.credentials === undefined ? {} : { credentials: parseAwsFile("credentials", text.credentials) }),
  });
  return { profiles, textAt: ({ file, span }) => (text[file] ?? "").slice(span.start, span.end) };
}
