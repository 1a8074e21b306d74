import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { documentKind } from "../../../../src/core/policy/kind.ts";
import type { WorkspaceFile } from "../../../../src/language/workspace/indexedFile.ts";

export interface ExpectedCrossFileFinding {
  readonly file: string;
  /** The text under the finding. */
  readonly text: string;
  readonly message?: string;
  /** Titles of all fixes, in order. */
  readonly fixes?: readonly string[];
  /** Files that the finding points to. */
  readonly related?: readonly string[];
  /** After the first fix, a text that must stand in each file. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** True where the fix of one side leaves the finding of the other. */
  readonly left?: boolean;
}

export interface CrossFileCase {
  readonly name: string;
  /** The files that differ from the shared ones: plain data, or a text that is no JSON. */
  readonly files?: Readonly<Record<string, unknown>>;
  /** True where the mended workspace may still have findings of other rules. */
  readonly left?: boolean;
  /** Of the rule's own code; empty for a near miss. */
  readonly findings: readonly ExpectedCrossFileFinding[];
}

export interface CrossFileCases {
  readonly code: string;
  readonly source: string;
  readonly cases: readonly CrossFileCase[];
}

const folder = "test/cases/crossFileRules";

export function readCrossFileCases(): readonly CrossFileCases[] {
  // The files are ours; the tests fail where they have another shape.
  return readdirSync(folder)
    .filter((file) => /^[A-Z]/.test(file))
    .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as CrossFileCases);
}

/** The files of a case as texts, by their names. */
export function caseFiles({ files = {} }: CrossFileCase): Map<string, string> {
  const shared = JSON.parse(readFileSync(join(folder, "shared-files.json"), "utf8")) as {
    readonly files: Readonly<Record<string, unknown>>;
  };
  return new Map(
    Object.entries({ ...shared.files, ...files }).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value, null, 2),
    ]),
  );
}

/** A file as the host would give it to the index. */
export function workspaceFile(name: string, text: string): WorkspaceFile {
  const kind = name === ".aws/config" ? "awsConfig" : documentKind(`/${name}`, "json", text);
  if (kind === undefined) throw new Error(`${name} is none of our files.`);
  return { uri: `file:///${name}`, path: `/${name}`, kind, text };
}
