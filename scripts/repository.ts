import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root folder of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where everything that is downloaded or installed for tests is kept between runs. */
export const cacheFolder = join(root, ".vscode-test");

/** Where tests and packaging leave what they make. */
export const outFolder = join(root, "out");

/** What the scripts read of package.json. */
export interface Manifest {
  readonly name: string;
  readonly displayName: string;
  readonly publisher: string;
  readonly version: string;
  readonly repository?: unknown;
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category?: string;
      readonly enablement?: string;
    }[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string }[] };
    readonly viewsContainers: {
      readonly activitybar: readonly { readonly id: string; readonly title: string }[];
    };
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly name: string }[]>>;
  };
}

/** package.json with its `%keys%` filled from package.nls.json, as the editor shows it. */
export function readManifest(): Manifest {
  // The two files are ours, and the host tests compare them with what a real editor made of them.
  const texts = JSON.parse(readFileSync(join(root, "package.nls.json"), "utf8")) as Record<string, string>;
  const manifest = readFileSync(join(root, "package.json"), "utf8").replace(
    /"%([\w.-]+)%"/g,
    (whole, key: string) => JSON.stringify(texts[key] ?? whole),
  );
  return JSON.parse(manifest) as Manifest;
}

/** The id VS Code knows the extension by. */
export function extensionId(): string {
  const manifest = readManifest();
  return `${manifest.publisher}.${manifest.name}`;
}
