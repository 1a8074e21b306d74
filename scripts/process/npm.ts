/** The npm that runs this script, or the one in the path: the command and its first arguments. */
export function npmCommand(node = process.execPath): readonly [string, readonly string[]] {
  const cli = process.env["npm_execpath"];
  if (cli?.endsWith(".js") === true) return [node, [cli]];
  return [process.platform === "win32" ? "npm.cmd" : "npm", []];
}
