import { pathToFileURL } from "node:url";

export interface WorkbenchUrl {
  /** The server, http://127.0.0.1:PORT */
  readonly server: string;
  /** The folder to open. */
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

/** The address that opens a folder in the workbench of a server that was started with the smoke test driver. */
export function workbenchUrl({ server, folder, extension }: WorkbenchUrl): string {
  const remote = (path: string): string =>
    `vscode-remote://${new URL(server).host}${pathToFileURL(path).pathname}`;
  const payload: [string, string][] = [["skipWelcome", "true"]];
  if (extension !== undefined) {
    payload.push(["extensionDevelopmentPath", remote(extension.folder)]);
    if (extension.kind === "browser") payload.push(["extensionDevelopmentKind", "web"]);
    if (extension.tests !== undefined) payload.push(["extensionTestsPath", remote(extension.tests)]);
  }
  const url = new URL(server);
  url.searchParams.set("folder", pathToFileURL(folder).pathname);
  url.searchParams.set("payload", JSON.stringify(payload));
  return url.href;
}
