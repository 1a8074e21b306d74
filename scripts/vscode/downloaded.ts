import { downloadAndUnzipVSCode, SilentReporter } from "@vscode/test-electron";
import { cacheFolder } from "../repository.ts";

/** The release to download: the one the server of serverInstall.ts is. */
export const vscodeVersion = "1.139.1";

/** The executable of a VS Code with windows, or why there is none, in words. */
export type Downloaded =
  { readonly kind: "ready"; readonly executable: string } | { readonly kind: "not"; readonly why: string };

/** Downloads VS Code once into .vscode-test/; gives up at once where no window can be shown or nothing answers. */
export async function downloadedVsCode(): Promise<Downloaded> {
  const { DISPLAY: display, WAYLAND_DISPLAY: wayland } = process.env;
  if (process.platform === "linux" && display === undefined && wayland === undefined)
    return { kind: "not", why: "there is no display for a window" };
  try {
    const executable = await downloadAndUnzipVSCode({
      version: vscodeVersion,
      cachePath: cacheFolder,
      timeout: 15_000,
      reporter: new SilentReporter(),
    });
    return { kind: "ready", executable };
  } catch (error) {
    return {
      kind: "not",
      why: `VS Code could not be downloaded: ${String(error).trim().split("\n")[0] ?? ""}`,
    };
  }
}

/** Arguments without which Chromium refuses to run here: its sandbox does not run as root. */
export function sandboxArguments(): readonly string[] {
  return process.getuid?.() === 0 ? ["--no-sandbox"] : [];
}
