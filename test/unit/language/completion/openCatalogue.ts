import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";

const folder = join(import.meta.dirname, "../../../../data");

/** The committed catalogue. */
export function openCatalogue(): Promise<Catalogue> {
  return Catalogue.open({ read: (name) => readFile(join(folder, name), "utf8") });
}
