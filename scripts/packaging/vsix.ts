import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { runOrThrow } from "../process/run.ts";
import { outFolder, readManifest, root } from "../repository.ts";
import { stageForPackaging } from "../vscode/stageExtension.ts";

/** Where `packageExtension` leaves the package. */
export const vsixFile = join(outFolder, "assume-role-workbench.vsix");

/** Packages what is in dist/ into out/assume-role-workbench.vsix with vsce. Answers what vsce said. */
export async function packageExtension(): Promise<string> {
  if (!existsSync(join(root, "dist/extension.js")))
    throw new Error("dist/ is empty: run `npm run build` first.");
  mkdirSync(outFolder, { recursive: true });
  // vsce walks all folders below its own before it leaves anything out: minutes, with the caches of the checkout.
  const folder = stageForPackaging(join(outFolder, "package"));
  const vsce = join(root, "node_modules/@vscode/vsce/vsce");
  const links =
    readManifest().repository === undefined
      ? ["--allow-missing-repository", "--no-rewrite-relative-links"]
      : [];
  return runOrThrow(process.execPath, [vsce, "package", "--no-dependencies", "--out", vsixFile, ...links], {
    cwd: folder,
  });
}
