import { readdirSync, readFileSync } from "node:fs";

/** A file of cases: where AWS says so, and the cases. */
export interface CaseFile<T> {
  readonly file: string;
  readonly source: string;
  readonly cases: readonly T[];
}

const root = new URL("../../../cases/evaluate/", import.meta.url);

/** Reads every case file of a folder below `test/cases/evaluate`. */
export function caseFiles<T extends object>(folder: string): CaseFile<T>[] {
  const directory = new URL(`${folder}/`, root);
  const names = readdirSync(directory).filter((name) => name.endsWith(".json"));
  if (names.length === 0) throw new Error(`No cases in ${folder}.`);
  return names.sort().map((name) => {
    // The cases are checked by the tests that read them.
    const content = JSON.parse(readFileSync(new URL(name, directory), "utf8")) as Omit<CaseFile<T>, "file">;
    return { file: name.replace(/\.json$/, ""), ...content };
  });
}
