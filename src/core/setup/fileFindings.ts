import type { AwsFileKind } from "../awsFiles/model.ts";
import type { SetupFacts, SetupFinding } from "./model.ts";

const kinds = ["config", "credentials"] as const;

/** Who can read and write the files with the keys, and whether they can be read at all. */
export function fileFindings({ paths, disk }: SetupFacts): SetupFinding[] {
  const found = kinds.map((kind) => ({ kind, path: paths[kind], entry: disk.stat(paths[kind]) }));
  if (found.every(({ entry }) => entry === undefined)) {
    return [
      {
        code: "noFiles",
        severity: "information",
        message: `There is neither ${paths.config} nor ${paths.credentials}.`,
      },
    ];
  }
  const folders = new Set(found.filter(({ entry }) => entry !== undefined).map(({ path }) => folderOf(path)));
  return [
    ...found.flatMap(({ kind, path, entry }) => (entry === undefined ? [] : ofFile(kind, path, entry))),
    ...[...folders].flatMap((folder) => ofFolder(folder, disk.stat(folder))),
  ];
}

type Entry = NonNullable<ReturnType<SetupFacts["disk"]["stat"]>>;

function ofFile(kind: AwsFileKind, path: string, entry: Entry): SetupFinding[] {
  if (entry.kind !== "file" || !entry.readable) {
    return [
      {
        code: "fileUnreadable",
        severity: "error",
        message: `${path} is there but cannot be read${entry.kind === "file" ? ": you have no right to it" : ": it is no file"}.`,
      },
    ];
  }
  const { mode, own } = entry;
  const findings: SetupFinding[] = [];
  if (mode !== undefined && (mode & 0o077) !== 0) {
    const may = (mode & 0o022) === 0 ? "read" : "change";
    // The AWS CLI itself leaves a config file open where the umask does; keys belong into the other one.
    const harmless = kind === "config" && may === "read";
    findings.push({
      code: "fileOpenToOthers",
      severity: harmless ? "information" : "warning",
      message: `Other users of this machine may ${may} ${path} (mode ${octal(mode)}). Close it: chmod 600 ${path}`,
      fix: { kind: "close", path, mode: 0o600 },
    });
  }
  if (own === false) {
    findings.push({
      code: "fileNotOwn",
      severity: "warning",
      message: `${path} belongs to another user, who decides over your credentials.`,
    });
  }
  return findings;
}

function ofFolder(path: string, entry: Entry | undefined): SetupFinding[] {
  const mode = entry?.mode;
  // A folder like /tmp, where only its owner may replace a file, is no danger: the sticky bit.
  if (mode === undefined || (mode & 0o022) === 0 || (mode & 0o1000) !== 0) return [];
  return [
    {
      code: "fileOpenToOthers",
      severity: "warning",
      message: `Other users of this machine may replace files in ${path} (mode ${octal(mode)}). Close it: chmod 700 ${path}`,
      fix: { kind: "close", path, mode: 0o700 },
    },
  ];
}

/** The permission bits as chmod takes them. */
export function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(3, "0");
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"), 1));
}
