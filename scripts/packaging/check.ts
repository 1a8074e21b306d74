import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "../repository.ts";
import { zipEntries, type ZipEntry } from "./zipEntries.ts";

/** design: a VSIX of at most 2 MB. */
const maximumBytes = 2 * 1024 * 1024;

/** Every file of a package is one of these; the first four are vsce's own. */
const expected = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(readme|changelog)\.md$/,
  /^extension\/LICENSE\.txt$/,
  /^extension\/package(\.nls(\.[\w-]+)?)?\.json$/,
  /^extension\/dist\/(extension|browser|live|cli)\.js$/,
  // What extension.js reads on first use.
  /^extension\/dist\/[\w-]+-[A-Z0-9]{8}\.js$/,
  /^extension\/dist\/THIRD-PARTY-NOTICES\.txt$/,
  // The page of each finding's code.
  /^extension\/dist\/pages\.json$/,
  /^extension\/images\/[\w-]+\.(png|svg)$/,
  /^extension\/walkthrough\/\w+\.md$/,
  /^extension\/l10n\/[\w.-]+\.json$/,
  /^extension\/data\/(services\/)?[\w.-]+\.(json|md)$/,
  /^extension\/(schemas|snippets|syntaxes|language-configuration)\/[\w.-]+\.json$/,
];

/** Files a package cannot do without, besides those its manifest names. */
const required = [
  "extension/readme.md",
  "extension/changelog.md",
  "extension/LICENSE.txt",
  "extension/package.nls.json",
  "extension/dist/live.js",
  "extension/dist/pages.json",
  "extension/dist/THIRD-PARTY-NOTICES.txt",
];

export interface PackageReport {
  readonly bytes: number;
  readonly entries: readonly ZipEntry[];
  /** What is wrong with it, one line each. */
  readonly problems: readonly string[];
}

/** Looks into a packaged extension: is all there that has to be, and nothing else? */
export function checkPackage(vsix: string): PackageReport {
  const entries = zipEntries(vsix);
  const names = new Set(entries.map(({ name }) => name));
  const bytes = statSync(vsix).size;
  return {
    bytes,
    entries,
    problems: [
      ...[...names]
        .filter((name) => !expected.some((pattern) => pattern.test(name)))
        .map((name) => `unexpected: ${name}`),
      ...[...required, ...filesOfManifest()]
        .filter((name) => !names.has(name))
        .map((name) => `missing: ${name}`),
      ...(bytes > maximumBytes ? [`${bytes} bytes are more than ${maximumBytes}.`] : []),
    ],
  };
}

/** Every file that package.json names: entries, icons, grammars, schemas, snippets. */
function filesOfManifest(): readonly string[] {
  const manifest = readFileSync(join(root, "package.json"), "utf8");
  const paths = [
    ...manifest.matchAll(
      /"(?:\.\/)?((?:dist|images|schemas|snippets|syntaxes|language-configuration|walkthrough)\/[^"]+)"/g,
    ),
  ];
  return paths.map(([, path]) => `extension/${path ?? ""}`);
}
