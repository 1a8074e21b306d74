import { pathToFileURL } from "node:url";

export interface WorkbenchUrl {
  /** The server, http://127.0.0.1:PORT */
  readonly server: string;
  /** The folder to open: a path, or the address of a virtual folder (`scheme:/path`). */
  readonly folder: string;
  /** The extension to load from its source folder; none where left out. */
  readonly extension?: {
    readonly folder: string;
    /** The entry: `main` in the extension host of the server, `browser` in a web worker of the page. */
    readonly kind: "desktop" | "browser";
    /** A built module that exports `run()`, to be run in that extension host. */
    readonly tests?: string;
  };
}

/**
 * The address that opens a folder in the workbench of a server; one that loads an extension from its source folder
 * needs a server that was started for development.
 */
export function workbenchUrl({ server, folder, extension }: WorkbenchUrl): string {
  const remote = (path: string): string =>
    `vscode-remote://${new URL(server).host}${pathToFileURL(path).pathname}`;
  const url = `${server}/?folder=${/^[\w-]{2,}:\//.test(folder) ? folder : pathToFileURL(folder).pathname}`;
  if (extension === undefined) return url;
  const payload = [
    ["extensionDevelopmentPath", remote(extension.folder)],
    ...(extension.kind === "browser" ? [["extensionDevelopmentKind", "web"]] : []),
    ...(extension.tests === undefined ? [] : [["extensionTestsPath", remote(extension.tests)]]),
  ];
  return `${url}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}
