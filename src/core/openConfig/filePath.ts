/**
 * A path as a role config writes it, made absolute: relative to the folder of the file `from`. Paths are those of URIs,
 * with `/`; `\` is taken for `/`. `..` does not climb over the root.
 */
export function resolveFrom(from: string, path: string): string {
  const written = path.replaceAll("\\", "/");
  const folder = written.startsWith("/") ? [] : from.replaceAll("\\", "/").split("/").slice(0, -1);
  const parts: string[] = [];
  for (const part of [...folder, ...written.split("/")]) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
