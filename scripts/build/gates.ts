import { isBuiltin } from "node:module";
import type { Metafile } from "esbuild";

interface Rule {
  /** Inputs (paths from the root) that may not be in the bundle. */
  readonly inputs: RegExp;
  /** Whether an import that stays for run time is allowed. */
  readonly external: (path: string) => boolean;
  /** Most kilobytes of a release build. */
  readonly kilobytes?: number;
}

const sdk = /node_modules\/@(aws-sdk|smithy|aws-crypto|aws)\//;
const either = (...patterns: readonly RegExp[]): RegExp =>
  new RegExp(patterns.map((p) => p.source).join("|"));

/** What ARCHITECTURE.md says of each bundle; esbuild's own report of what went in is compared with it. */
const rules: Readonly<Record<string, Rule>> = {
  // What is read at every start of VS Code: it registers, and holds nothing that reads, judges or calls.
  "dist/extension.js": {
    inputs: either(
      sdk,
      /^src\/(live|cli|language|host\/browser)\//,
      /^src\/core\/(awsFiles|catalogue|evaluate|roleConfig|json)\//,
      /^(node_modules|schemas|snippets|data)\//,
    ),
    external: (path) => path === "vscode" || path === "./live.js" || isBuiltin(path),
    kilobytes: 48,
  },
  "dist/browser.js": {
    inputs: either(sdk, /^src\/(live|cli|host\/node)\//),
    external: (path) => path === "vscode",
  },
  "dist/live.js": { inputs: /^src\/(language|host|cli)\//, external: isBuiltin },
  "dist/cli.js": {
    inputs: either(sdk, /^src\/(live|host)\//),
    external: (path) => path === "./live.js" || isBuiltin(path),
  },
};

/** The files beside dist/extension.js that it reads on first use of what is in them. */
const readLater: Rule = {
  inputs: either(sdk, /^src\/(live|cli|host\/browser)\//),
  external: (path) => path === "vscode" || path === "./live.js" || isBuiltin(path),
};

/** What a bundle holds or imports against the rules, one line each; empty when it is as it should be. */
export function bundleProblems(metafile: Metafile, release: boolean): readonly string[] {
  return Object.entries(metafile.outputs).flatMap(([file, output]) => {
    if (file.endsWith(".map")) return [];
    const rule = rules[file] ?? (isReadLater(file) ? readLater : undefined);
    if (rule === undefined) return [`${file}: no rule says what it may hold.`];
    const kilobytes = output.bytes / 1024;
    return [
      ...Object.keys(output.inputs)
        .filter((input) => rule.inputs.test(input))
        .map((input) => `${file} may not hold ${input}.`),
      ...output.imports
        .filter(({ path, external }) => external === true && !rule.external(path))
        .map(({ path }) => `${file} may not import ${path}.`),
      ...(release && rule.kilobytes !== undefined && kilobytes > rule.kilobytes
        ? [`${file} has ${kilobytes.toFixed(0)} KB, and may have ${rule.kilobytes}: load more of it later.`]
        : []),
    ];
  });
}

/** Whether a file is one of those: named for what is in it, and by a hash of that. */
export function isReadLater(file: string): boolean {
  return /^dist\/[\w-]+-[A-Z0-9]{8}\.js$/.test(file);
}
