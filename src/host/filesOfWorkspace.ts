import * as vscode from "vscode";

/** Schemes that VS Code can search. With another one its search waits for a provider that may never come. */
const searched: ReadonlySet<string> = new Set(["file", "vscode-remote", "vscode-vfs"]);

/** Most files and folders that are looked at in one folder of another scheme, where every look may go over a network. */
const mostLooks = 20_000;
const deepest = 16;

/** Nothing of ours is in these. */
const excludedFolders: ReadonlySet<string> = new Set(["node_modules", "cdk.out", ".git"]);
const excluded = `**/{${[...excludedFolders].join(",")}}/**`;

/** As for documents: longer JSON is no policy. Bytes. */
const longestFile = 256 * 1024;

/**
 * The files of the workspace that a pattern with `**`, `*` and `{a,b}` matches, at most `most`; those of virtual folders
 * too, which VS Code finds only where the extension behind them can be searched.
 */
export async function findWorkspaceFiles(pattern: string, most?: number): Promise<vscode.Uri[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const virtual = folders.filter(({ uri }) => !searched.has(uri.scheme));
  const found =
    virtual.length === folders.length ? [] : await vscode.workspace.findFiles(pattern, excluded, most);
  const matches = patternExpression(pattern);
  for (const { uri } of virtual) {
    for await (const file of filesBelow(uri)) {
      if (found.length === most) return found;
      if (matches.test(file.path)) found.push(file);
    }
  }
  return found;
}

/** The text of a file, undefined where there is none, or where it is too long or no file to be one of ours: a device, a pipe. */
export async function readTextFile(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0 || size > longestFile) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    // Gone, or not to be read: there is nothing to know of it.
    return undefined;
  }
}

/** From the top down, so that what is near is found first. */
async function* filesBelow(root: vscode.Uri): AsyncGenerator<vscode.Uri> {
  let folders = [root];
  let looks = 0;
  for (let depth = 0; depth < deepest && folders.length > 0; depth++) {
    const below: vscode.Uri[] = [];
    for (const folder of folders) {
      for (const [name, type] of await entriesOf(folder)) {
        if (++looks > mostLooks) return;
        const uri = vscode.Uri.joinPath(folder, name);
        if ((type & vscode.FileType.File) !== 0) yield uri;
        // A link to a folder may lead round in a circle.
        else if (type === vscode.FileType.Directory && !excludedFolders.has(name)) below.push(uri);
      }
    }
    folders = below;
  }
}

async function entriesOf(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    // A folder that cannot be read has nothing to offer.
    return [];
  }
}

/** As VS Code reads these patterns. */
function patternExpression(pattern: string): RegExp {
  const words = pattern.replace(/\*\*\/|[.+?^$()|[\]\\{},*]/g, (sign) => {
    switch (sign) {
      case "**/":
        return "(?:.*/)?";
      case "*":
        return "[^/]*";
      case "{":
        return "(?:";
      case "}":
        return ")";
      case ",":
        return "|";
      default:
        return `\\${sign}`;
    }
  });
  return new RegExp(`^/?${words}$`);
}
