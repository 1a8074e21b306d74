import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { root } from "../repository.ts";

/**
 * Writes the licence of every package that went into a bundle, each text once with the packages it is for: MIT, BSD
 * and Apache-2.0 ask that the licence goes with the copy.
 */
export function writeNotices(metafiles: readonly Metafile[], file: string): void {
  const folders = new Set(
    metafiles
      .flatMap(({ inputs }) => Object.keys(inputs))
      .flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []),
  );
  const packagesByText = new Map<string, Set<string>>();
  for (const folder of folders) {
    const { title, text } = licenceOf(join(root, folder));
    packagesByText.set(text, (packagesByText.get(text) ?? new Set()).add(title));
  }
  const notices = [...packagesByText].map(
    ([text, titles]) => `${[...titles].sort().join("\n")}\n\n${text}\n`,
  );
  writeFileSync(file, notices.sort().join(`\n${"-".repeat(80)}\n\n`));
}

function licenceOf(folder: string): { title: string; text: string } {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    name?: string;
    version?: string;
    license?: string;
  };
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry));
  if (name === undefined || license === undefined) throw new Error(`${folder} names no licence.`);
  return {
    title: `${name} ${version ?? ""} (${license})`,
    text:
      file !== undefined && existsSync(join(folder, file))
        ? readFileSync(join(folder, file), "utf8").trim()
        : `Licence: ${license}`,
  };
}
