import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeLauncher } from "../../../src/host/node/launcher.ts";

describe("the command in the editor's terminals", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "launcher-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("runs the file with its arguments as they are, by the Node that it was made with", () => {
    const cli = join(folder, "it's $HOME.cjs");
    writeFileSync(
      cli,
      "console.log(JSON.stringify([process.argv.slice(2), process.env.ELECTRON_RUN_AS_NODE]))",
    );
    const bin = join(folder, "a bin");
    const path = writeLauncher(bin, cli);
    assert.equal(path, `:${bin}`);
    const words = ["exec", "--", "$HOME", "a b", "*", ""];
    const output = execFileSync("assume-role", words, {
      encoding: "utf8",
      env: { PATH: `${process.env["PATH"] ?? ""}${path}` },
    });
    assert.deepEqual(JSON.parse(output), [words, "1"]);
  });

  it("is replaced as a whole where the extension moved, and left alone where it did not", () => {
    const bin = join(folder, "bin");
    const file = join(bin, "assume-role");
    writeLauncher(bin, "/one/cli.js");
    const first = statSync(file);
    writeLauncher(bin, "/one/cli.js");
    assert.equal(statSync(file).ino, first.ino);
    writeLauncher(bin, "/two/cli.js");
    assert.match(readFileSync(file, "utf8"), /'\/two\/cli\.js' "\$@"\n$/);
    assert.equal(statSync(file).mode & 0o777, 0o700);
    assert.deepEqual(readdirSync(bin), ["assume-role"]);
  });

  it("is a batch file on Windows", () => {
    writeLauncher(folder, String.raw`C:\ext 100%\cli.js`, String.raw`C:\Code\Code.exe`, "win32");
    assert.equal(
      readFileSync(join(folder, "assume-role.cmd"), "utf8"),
      `@echo off\r\nsetlocal\r\nset ELECTRON_RUN_AS_NODE=1\r\n"C:\\Code\\Code.exe" "C:\\ext 100%%\\cli.js" %*\r\n`,
    );
  });
});
