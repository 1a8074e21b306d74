import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../repository.ts";
import { makePages } from "./pages.ts";

/**
 * `npm run rules:docs` writes a page for each rule and the coverage table into docs/rules, from the rules' own words
 * and their cases; `-- --check` only says what is out of date and ends with 1.
 */
const folder = join(root, "docs/rules");

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: "boolean" } } });
  const pages = await makePages();
  const stale = [...pages].filter(([name, text]) => current(name) !== text).map(([name]) => name);
  const extra = (existsSync(folder) ? readdirSync(folder) : []).filter((name) => !pages.has(name));
  if (values.check === true) {
    for (const name of [...stale, ...extra]) console.error(`docs/rules/${name} is out of date.`);
    if (stale.length + extra.length > 0) throw new Error("Run: npm run rules:docs");
    console.log(`docs/rules: ${pages.size} pages up to date.`);
    return;
  }
  mkdirSync(folder, { recursive: true });
  for (const name of extra) rmSync(join(folder, name));
  for (const name of stale) writeFileSync(join(folder, name), pages.get(name) ?? "");
  console.log(`docs/rules: ${stale.length} of ${pages.size} pages written, ${extra.length} removed.`);
}

function current(name: string): string | undefined {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
