import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../repository.ts";

/** The folders of docs/ with a page for each code. */
const folders = ["rules", "role-configs", "aws-files"];

/**
 * The pages of all codes as one file, by `folder/code`: hundreds of small files would take five times the room in a
 * package.
 */
export function writeFindingPages(file: string): void {
  const pages = folders.flatMap((folder) =>
    readdirSync(join(root, "docs", folder))
      .filter((name) => /^\w+\.md$/.test(name) && name !== "README.md")
      .sort()
      .map((name) => [
        `${folder}/${name.slice(0, -".md".length)}`,
        readFileSync(join(root, "docs", folder, name), "utf8"),
      ]),
  );
  writeFileSync(file, JSON.stringify(Object.fromEntries(pages)));
}
