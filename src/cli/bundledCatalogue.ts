import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CatalogueSource } from "../core/catalogue/source.ts";

/** The catalogue's files beside the package: one folder above `dist`, two above this file in the repository. */
export const bundledCatalogue: CatalogueSource = {
  read: (name) => {
    const folder = [join(__dirname, "../data"), join(__dirname, "../../data")].find((path) =>
      existsSync(join(path, "index.json")),
    );
    if (folder === undefined) throw new Error("The catalogue's files are missing from the package.");
    return readFile(join(folder, name), "utf8");
  },
};
