import { launchBrowser } from "./browser.ts";
import type { ServerInstall } from "./serverInstall.ts";
import { startServer } from "./server.ts";
import { workbenchUrl } from "./workbenchUrl.ts";

export interface HostRun {
  /** The exit code of the run: 0 when `run()` of the module resolved. */
  readonly code: number;
  /** What the extension host and the module printed, line by line. */
  readonly lines: readonly string[];
}

export interface HostRunOptions {
  readonly extensionFolder: string;
  readonly kind: "desktop" | "browser";
  /** A built module that exports `run()`. */
  readonly tests: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  /** Told each line as it comes. */
  readonly onLine?: (line: string) => void;
}

/**
 * Runs a module in the extension host of a real VS Code: the one of the server for the desktop entry, the web worker
 * of the page for the browser entry. Server and browser live for this one run.
 */
export async function runInHost(install: ServerInstall, options: HostRunOptions): Promise<HostRun> {
  const server = await startServer(install, { env: options.env, development: true });
  const browser = await launchBrowser(install);
  const lines: string[] = [];
  const add = (line: string): void => {
    lines.push(line);
    options.onLine?.(line);
  };
  try {
    const page = await browser.newPage();
    const exit = new Promise<number>((resolve, reject) => {
      const timer = setTimeout(() => {
        const tail = [...lines.slice(-20), server.output()].join("\n");
        reject(new Error(`The tests did not end within ${options.timeoutMs} ms. Last output:\n${tail}`));
      }, options.timeoutMs);
      const end = (code: number): void => {
        clearTimeout(timer);
        resolve(code);
      };
      // The two functions that VS Code's workbench calls in a page that was given tests to run.
      void page.exposeFunction("codeAutomationLog", (_type: string, args: readonly unknown[]) => {
        add(args.map((arg) => (typeof arg === "string" ? arg : JSON.stringify(arg))).join(" "));
      });
      void page.exposeFunction("codeAutomationExit", end);
      page.once("crash", () => {
        clearTimeout(timer);
        reject(new Error("The page of the workbench crashed."));
      });
    });
    await page.goto(
      workbenchUrl({
        server: server.url,
        folder: options.folder,
        extension: { folder: options.extensionFolder, kind: options.kind, tests: options.tests },
      }),
    );
    return { code: await exit, lines };
  } finally {
    await browser.close();
    await server.stop();
  }
}
