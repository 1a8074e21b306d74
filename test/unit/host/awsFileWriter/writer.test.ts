import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readAwsFile, writeAwsFile } from "../../../../src/host/node/awsFileWriter.ts";

const settle = 20;
const before = "[a]\nregion = eu-west-1\n";
const after = "[a]\nregion = eu-central-1\n";

describe("writing an AWS file", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "aws-files-"));
    path = join(folder, "config");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (was: string | undefined, text = after) => writeAwsFile(path, was, text, settle);
  const text = (file = path): string => readFileSync(file, "utf8");
  const mode = (file: string): number => statSync(file).mode & 0o777;

  async function refuses(was: string | undefined, words: RegExp): Promise<void> {
    const result = await write(was);
    assert.equal(result.kind, "refused");
    assert.match(result.message, words);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith(".tmp")),
      [],
    );
  }

  it("puts the new text in its place, for the user alone, and leaves nothing beside it", async () => {
    writeFileSync(path, before, { mode: 0o644 });
    assert.deepEqual(await write(before), { kind: "written" });
    assert.equal(text(), after);
    assert.equal(mode(path), 0o600);
    assert.deepEqual(readdirSync(folder), ["config"]);
  });

  it("keeps a byte order mark, in reading and in writing", async () => {
    writeFileSync(path, `\ufeff${before}`);
    assert.deepEqual(readAwsFile(path), { kind: "text", text: `\ufeff${before}` });
    assert.deepEqual(await write(`\ufeff${before}`, `\ufeff${after}`), { kind: "written" });
    assert.deepEqual([...readFileSync(path).subarray(0, 4)], [0xef, 0xbb, 0xbf, 0x5b]);
  });

  it("makes a missing file, and a missing folder for the user alone", async () => {
    path = join(folder, ".aws", "credentials");
    assert.deepEqual(readAwsFile(path), { kind: "text", text: undefined });
    assert.deepEqual(await write(undefined), { kind: "written" });
    assert.equal(text(), after);
    assert.equal(mode(path), 0o600);
    assert.equal(mode(join(folder, ".aws")), 0o700);
  });

  it("makes no folder that lies deeper: the path is more likely mistyped", async () => {
    path = join(folder, "none", ".aws", "config");
    await refuses(undefined, /does not exist, nor does the one it would be in/);
    assert.ok(!existsSync(join(folder, "none")));
  });

  it("follows symbolic links, and links to nothing yet", async () => {
    mkdirSync(join(folder, "dotfiles"));
    const real = join(folder, "dotfiles", "config");
    symlinkSync("dotfiles/config", path);
    assert.deepEqual(await write(undefined, before), { kind: "written" });
    assert.deepEqual(await write(before), { kind: "written" });
    assert.equal(text(real), after);
    assert.ok(lstatSync(path).isSymbolicLink() && lstatSync(real).isFile());
  });

  it("says that links run in a circle", async () => {
    symlinkSync("other", path);
    symlinkSync("config", join(folder, "other"));
    await refuses(undefined, /circle/);
  });

  it("refuses a file that changed since it was read, appeared or went", async () => {
    writeFileSync(path, `${before}# new\n`);
    await refuses(before, /changed by another program/);
    await refuses(undefined, /changed by another program/);
    rmSync(path);
    await refuses(before, /changed by another program/);
    assert.ok(!existsSync(path));
  });

  it("refuses a read-only file and what is no file", async () => {
    writeFileSync(path, before);
    chmodSync(path, 0o400);
    await refuses(before, /read-only/);
    assert.equal(text(), before);
    rmSync(path);
    mkdirSync(path);
    await refuses(undefined, /is not a file|is a folder/);
  });

  it("says that the folder is read-only, or that there is no right to the file", async () => {
    writeFileSync(path, before, { mode: 0o666 });
    chmodSync(folder, 0o555);
    await asNobody(() => refuses(before, /The folder of .* is read-only for you/));
    assert.equal(text(), before);
    chmodSync(folder, 0o755);
    chmodSync(path, 0o000);
    await asNobody(async () => {
      await refuses(before, /no right to it/);
      const read = readAwsFile(path);
      assert.equal(read.kind, "refused");
      assert.match(read.message, /cannot be read: you have no right to it/);
    });
    assert.equal(text(), before);
  });

  it("refuses bytes that an edit would not keep", () => {
    writeFileSync(path, Buffer.from([0x5b, 0x61, 0x5d, 0xff, 0x0a]));
    const read = readAwsFile(path);
    assert.equal(read.kind, "refused");
    assert.match(read.message, /not UTF-8/);
  });

  it("says so when another program overwrites the new file, and leaves what that wrote", async () => {
    writeFileSync(path, before);
    const writing = writeAwsFile(path, before, after, 300);
    writeFileSync(path, "theirs\n");
    const result = await writing;
    assert.equal(result.kind, "refused");
    assert.match(result.message, /at the same moment/);
    assert.equal(text(), "theirs\n");
  });

  it("puts back what another program wrote into the replaced file", async () => {
    writeFileSync(path, before);
    const theirs = openSync(path, "r+");
    const writing = writeAwsFile(path, before, after, 300);
    writeSync(theirs, "[b]\nregion = us-east-1\n[c]\n");
    closeSync(theirs);
    const result = await writing;
    assert.equal(result.kind, "refused");
    assert.match(result.message, /Nothing was written/);
    assert.equal(text(), "[b]\nregion = us-east-1\n[c]\n");
  });

  it("removes what a killed process left, after a while", async () => {
    writeFileSync(path, before);
    const left = join(folder, ".config.0123456789ab.tmp");
    const fresh = join(folder, ".config.ba9876543210.tmp");
    const other = join(folder, ".config.backup.tmp");
    for (const file of [left, fresh, other]) writeFileSync(file, "x");
    const old = new Date(Date.now() - 3_600_000);
    utimesSync(left, old, old);
    utimesSync(other, old, old);
    assert.deepEqual(await write(before), { kind: "written" });
    assert.deepEqual([existsSync(left), existsSync(fresh), existsSync(other)], [false, true, true]);
  });
});

/** Root may do anything: it becomes somebody else for as long as it takes. */
async function asNobody(work: () => Promise<void>): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
