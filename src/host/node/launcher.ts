import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * Puts the command `assume-role` into a folder: it runs the command line with the editor's own Node, so that a user
 * needs neither Node nor a path into the extension. Answers what to append to PATH. Nothing is written where the file
 * is as it should be, and a file that runs is never written into.
 */
export function writeLauncher(
  folder: string,
  cli: string,
  node = process.execPath,
  platform: NodeJS.Platform = process.platform,
): string {
  const windows = platform === "win32";
  const file = join(folder, windows ? "assume-role.cmd" : "assume-role");
  const text = windows ? batch(node, cli) : script(node, cli);
  if (textOf(file) !== text) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const next = `${file}.${process.pid}`;
    writeFileSync(next, text, { mode: 0o700 });
    renameSync(next, file);
  }
  return `${delimiter}${folder}`;
}

/** The editor's program is Electron, which is Node where this variable says so; the command line takes it away again. */
function script(node: string, cli: string): string {
  const quoted = [node, cli].map((path) => `'${path.replaceAll("'", String.raw`'\''`)}'`);
  return `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec ${quoted.join(" ")} "$@"\n`;
}

function batch(node: string, cli: string): string {
  const quoted = [node, cli].map((path) => `"${path.replaceAll("%", "%%")}"`);
  return `@echo off\r\nsetlocal\r\nset ELECTRON_RUN_AS_NODE=1\r\n${quoted.join(" ")} %*\r\n`;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
