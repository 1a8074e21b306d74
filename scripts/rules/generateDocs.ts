import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../repository.ts";
import { makeCodePages } from "./codePages.ts";
import { makePages } from "./pages.ts";

/**
 * `npm run rules:docs` writes a page for each code and the tables of all of them into docs/rules, docs/role-configs and
 * docs/aws-files, from the rules' own words and their cases; `-- --check` only says what is out of date and ends with 1.
 */
main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: "boolean" } } });
  const outdated = [
    ...write("rules", await makePages(), values.check === true),
    ...write("role-configs", await makeCodePages("role-configs"), values.check === true),
    ...write("aws-files", await makeCodePages("aws-files"), values.check === true),
  ];
  if (values.check !== true || outdated.length === 0) return;
  for (const name of outdated) console.error(`${name} is out of date.`);
  throw new Error("Run: npm run rules:docs");
}

/** Writes one folder, unless it is only to be compared; answers what was out of date. */
function write(folder: string, pages: ReadonlyMap<string, string>, compareOnly: boolean): readonly string[] {
  const path = join(root, "docs", folder);
  const current = (name: string) =>
    existsSync(join(path, name)) ? readFileSync(join(path, name), "utf8") : undefined;
  const stale = [...pages].filter(([name, text]) => current(name) !== text).map(([name]) => name);
  const extra = (existsSync(path) ? readdirSync(path) : []).filter((name) => !pages.has(name));
  if (!compareOnly) {
    mkdirSync(path, { recursive: true });
    for (const name of extra) rmSync(join(path, name));
    for (const name of stale) writeFileSync(join(path, name), pages.get(name) ?? "");
  }
  console.log(`docs/${folder}: ${pages.size} pages, ${stale.length} out of date, ${extra.length} too many.`);
  return [...stale, ...extra].map((name) => `docs/${folder}/${name}`);
}
