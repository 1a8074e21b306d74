import { randomBytes } from "node:crypto";
import {
  closeSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { AwsFileText, AwsFileWritten } from "../awsFileAccess.ts";

/**
 * The AWS CLI reads a file, then writes it in place. One that read before our rename may write after it; that shows
 * within this time.
 */
const settleMilliseconds = 250;

/** No write takes this long. */
const leftoverAgeMilliseconds = 60_000;

/** Reads a file of AWS tools. Bytes that are no UTF-8 would not survive an edit: they are a reason to refuse. */
export function readAwsFile(path: string): AwsFileText {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    return isMissing(error)
      ? { kind: "text", text: undefined }
      : refused(`${path} cannot be read: ${inWords(error)}.`);
  }
  const text = decode(bytes);
  return text === undefined
    ? refused(`${path} is not UTF-8, so an edit would change more than it should. Save it as UTF-8 first.`)
    : { kind: "text", text };
}

/**
 * Puts a new text in the place of the one that was read: into a temporary file that only the user can read, to the
 * disk, then by a rename, so that whoever reads (or a power cut) finds the old file or the new one. Symbolic links are
 * followed. Refused where the file is not as it was read, before and for a moment after the rename: what another
 * program wrote at the same time is kept.
 */
export async function writeAwsFile(
  path: string,
  before: string | undefined,
  after: string,
  settle: number = settleMilliseconds,
): Promise<AwsFileWritten> {
  let temporary: string | undefined;
  let old: number | undefined;
  try {
    const target = followLinks(path);
    const folder = dirname(target);
    const missing = makeFolder(folder);
    if (missing !== undefined) return missing;
    old = openIfThere(target);
    if (old !== undefined) {
      const problem = notReplaceable(target, fstatSync(old));
      if (problem !== undefined) return refused(problem);
    }
    removeLeftovers(target);
    temporary = writeTemporary(target, after, old);
    // From here to the rename nothing waits.
    if (!isStill(target, old, before)) return refused(changed(path));
    if (old !== undefined && process.platform === "win32") {
      // Windows renames over no open file.
      closeSync(old);
      old = undefined;
    }
    renameSync(temporary, target);
    temporary = undefined;
    syncFolder(folder);
    return await standsFor(settle, { path, target, old, before, after });
  } catch (error) {
    return refused(
      isOfFolder(error, path)
        ? `The folder of ${path} is read-only for you: a safe write needs a new file beside the old one. Nothing was written.`
        : `${path} cannot be written: ${inWords(error)}.`,
    );
  } finally {
    if (temporary !== undefined) rmSync(temporary, { force: true });
    if (old !== undefined) closeSync(old);
  }
}

interface Replacement {
  readonly path: string;
  readonly target: string;
  /** The file that was replaced, still open; a program that writes in place may still be writing to it. */
  readonly old: number | undefined;
  readonly before: string | undefined;
  readonly after: string;
}

/** Waits until another writer would have shown itself. */
async function standsFor(settle: number, replacement: Replacement): Promise<AwsFileWritten> {
  const { path, target, old, before, after } = replacement;
  await new Promise((done) => setTimeout(done, settle));
  const stands = readAwsFile(target);
  if (stands.kind !== "text" || stands.text !== after) {
    return refused(
      `Another program wrote ${path} at the same moment, and this change may be lost. Look at the file and try again.`,
    );
  }
  const theirs = old === undefined ? undefined : decode(readOpen(old));
  if (old === undefined || theirs === before || theirs === undefined || theirs === "") {
    return { kind: "written" };
  }
  // They wrote into the file that we had just replaced: theirs came first, so it is put back.
  const restored = writeTemporary(target, theirs, old);
  renameSync(restored, target);
  return refused(changed(path));
}

function changed(path: string): string {
  return `${path} was changed by another program in the meantime. Nothing was written: try again.`;
}

/** Where a path leads; its last links may lead to a file that does not exist yet. */
function followLinks(path: string): string {
  let target = path;
  for (let links = 0; links < 40; links++) {
    let stats: Stats;
    try {
      stats = lstatSync(target);
    } catch (error) {
      if (isMissing(error)) return target;
      throw error;
    }
    if (!stats.isSymbolicLink()) return target;
    target = resolve(dirname(target), readlinkSync(target));
  }
  throw Object.assign(new Error("too many links"), { code: "ELOOP" });
}

/** The folder of AWS files is made where its own folder is there; anything further is more likely a mistyped path. */
function makeFolder(folder: string): AwsFileWritten | undefined {
  try {
    if (statSync(folder).isDirectory()) return undefined;
    return refused(`${folder} is not a folder.`);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  try {
    mkdirSync(folder, { mode: 0o700 });
    return undefined;
  } catch (error) {
    if (!isMissing(error)) throw error;
    return refused(
      `The folder ${folder} does not exist, nor does the one it would be in. Make it, or correct AWS_CONFIG_FILE or AWS_SHARED_CREDENTIALS_FILE.`,
    );
  }
}

function openIfThere(target: string): number | undefined {
  try {
    return openSync(target, "r");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** A rename would go past these; somebody wanted them to stay. */
function notReplaceable(target: string, stats: Stats): string | undefined {
  if (!stats.isFile()) return `${target} is not a file.`;
  return (stats.mode & 0o222) === 0 ? `${target} is read-only. Make it writable first.` : undefined;
}

function writeTemporary(target: string, text: string, old: number | undefined): string {
  const name = `.${basename(target)}.${randomBytes(6).toString("hex")}.tmp`;
  const path = join(dirname(target), name);
  const file = openSync(path, "wx", 0o600);
  try {
    writeFileSync(file, text, "utf8");
    keepOwner(file, old);
    fsyncSync(file);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  return path;
}

/** A file of another user, edited by root, stays theirs. */
function keepOwner(file: number, old: number | undefined): void {
  if (old === undefined || process.getuid?.() !== 0) return;
  const { uid, gid } = fstatSync(old);
  fchownSync(file, uid, gid);
}

/** Whether the path still leads to the open file, and that still holds what was read. */
function isStill(target: string, old: number | undefined, before: string | undefined): boolean {
  let now: Stats;
  try {
    now = statSync(target);
  } catch (error) {
    if (isMissing(error)) return old === undefined && before === undefined;
    throw error;
  }
  if (old === undefined) return false;
  const opened = fstatSync(old);
  return now.ino === opened.ino && now.dev === opened.dev && decode(readOpen(old)) === before;
}

/** The whole of an open file, wherever it was read to before. */
function readOpen(file: number): Buffer {
  const bytes = Buffer.alloc(fstatSync(file).size);
  let length = 0;
  while (length < bytes.length) {
    const read = readSync(file, bytes, length, bytes.length - length, length);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}

/** With its byte order mark; undefined where it is no UTF-8. */
function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** So that the rename itself outlives a power cut, where the system can do that for a folder. */
function syncFolder(folder: string): void {
  try {
    const file = openSync(folder, "r");
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch {
    // The file is in its place all the same.
  }
}

/** What a process that was killed while it wrote has left behind: it may hold keys. */
function removeLeftovers(target: string): void {
  const folder = dirname(target);
  const start = `.${basename(target)}.`;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const isOurs = name.startsWith(start) && /^[0-9a-f]{12}\.tmp$/.test(name.slice(start.length));
    const age = isOurs ? Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) : 0;
    if (age > leftoverAgeMilliseconds) rmSync(path, { force: true });
  }
}

function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT";
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

/** Whether the new file beside the old one was not allowed. */
function isOfFolder(error: unknown, path: string): boolean {
  const code = codeOf(error);
  if (code !== "EACCES" && code !== "EPERM") return false;
  return (
    error instanceof Error && "path" in error && String(error.path).endsWith(".tmp") && error.path !== path
  );
}

const words: Readonly<Record<string, string>> = {
  EACCES: "you have no right to it",
  EPERM: "you have no right to it",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is not a folder",
  ELOOP: "its symbolic links run in a circle",
};

function inWords(error: unknown): string {
  const code = codeOf(error);
  return (
    (code === undefined ? undefined : words[code]) ?? (error instanceof Error ? error.message : String(error))
  );
}

function refused(message: string): { readonly kind: "refused"; readonly message: string } {
  return { kind: "refused", message };
}
