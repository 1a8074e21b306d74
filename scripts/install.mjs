// Brings node_modules in line with package-lock.json. Only Node's own modules are used: it runs before any install.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Installs what the lock file says, unless exactly that is installed. No install script of a dependency is run: none
 * is needed. Answers whether something was installed; ends the process when the install fails.
 */
export function install() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Node 20.19 or later is needed; this is ${process.versions.node}.`);
    process.exit(1);
  }
  if (isInstalled()) return false;
  console.log("Installing the packages of package-lock.json …");
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const cli = process.env.npm_execpath;
  const done = cli?.endsWith(".js")
    ? spawnSync(process.execPath, [cli, ...args], { cwd: root, stdio: "inherit" })
    : spawnSync("npm", args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  if (done.status !== 0) {
    console.error("npm ci failed.");
    process.exit(1);
  }
  return true;
}

/** npm writes what it installed, last of all, to node_modules/.package-lock.json. */
function isInstalled() {
  const wanted = packagesOf(join(root, "package-lock.json"));
  const installed = packagesOf(join(root, "node_modules", ".package-lock.json"));
  if (wanted === undefined || installed === undefined) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const found = installed[path];
    if (found === undefined) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}
