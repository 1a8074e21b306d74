import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../../../scripts/repository.ts";
import { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import type { CatalogueSource } from "../../../../src/core/catalogue/source.ts";

/** The committed files, as a desktop host reads them. */
export const committed: CatalogueSource = { read: (name) => readFile(join(root, "data", name), "utf8") };

let opened: Promise<Catalogue> | undefined;

/** One catalogue for all tests that do not look at how it loads. */
export function openCommitted(): Promise<Catalogue> {
  opened ??= Catalogue.open(committed);
  return opened;
}

export function readCases(name: string): unknown {
  return JSON.parse(readFileSync(join(root, "test/cases/catalogue", `${name}.json`), "utf8"));
}
