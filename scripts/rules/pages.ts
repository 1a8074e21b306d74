import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { Catalogue } from "../../src/core/catalogue/catalogue.ts";
import { rules } from "../../src/language/rules/all.ts";
import { root } from "../repository.ts";
import { coveragePage } from "./coveragePage.ts";
import { crossFileRules } from "../../src/language/workspace/rules/all.ts";
import { crossFilePage } from "./crossFilePage.ts";
import { readCases } from "./readCases.ts";
import { rulePage } from "./rulePage.ts";

/** Every page of docs/rules by its file name, as the repository formats Markdown. */
export async function makePages(): Promise<ReadonlyMap<string, string>> {
  const catalogue = await Catalogue.open({ read: (name) => readFile(join(root, "data", name), "utf8") });
  const style = { ...(await resolveConfig(join(root, "docs/rules/README.md"))), parser: "markdown" };
  const pages = new Map<string, string>();
  for (const rule of rules) {
    const page = await rulePage(rule, readCases(rule.code), catalogue);
    pages.set(`${rule.code}.md`, await format(page, style));
  }
  for (const rule of crossFileRules) pages.set(`${rule.code}.md`, await format(crossFilePage(rule), style));
  pages.set("README.md", await format(coveragePage(), style));
  return pages;
}
