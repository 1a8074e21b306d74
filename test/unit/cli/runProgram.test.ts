import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

describe("a program that is run with a session", function () {
  this.timeout(60_000);
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "run-program-"));
    await build({
      entryPoints: [join(import.meta.dirname, "runProgramDriver.ts")],
      outfile: join(folder, "driver.mjs"),
      bundle: true,
      platform: "node",
      format: "esm",
      logLevel: "error",
    });
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (...words: readonly string[]): ChildProcess =>
    spawn(process.execPath, [join(folder, "driver.mjs"), ...words], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = (child: ChildProcess): Promise<{ code: number | null; out: string; error: string }> =>
    new Promise((resolve) => {
      let out = "";
      let error = "";
      child.stdout?.on("data", (chunk) => (out += String(chunk)));
      child.stderr?.on("data", (chunk) => (error += String(chunk)));
      child.once("close", (code) => {
        resolve({ code, out, error });
      });
    });
  const node = (script: string): ChildProcess => start(process.execPath, "-e", script);

  it("gets its arguments and variables as they are, through no shell", async () => {
    const words = ["$HOME", "a b", "*", "; exit 3", "--", "-x", ""];
    const script = "console.log(JSON.stringify([process.argv.slice(1), process.env.GIVEN]))";
    const { out, code } = await ended(start(process.execPath, "-e", script, "--", ...words));
    assert.deepEqual(JSON.parse(out), [words, "a b"]);
    assert.equal(code, 0);
  });

  it("passes its exit code on", async () => {
    assert.equal((await ended(node("process.exitCode = 7"))).code, 7);
  });

  for (const [signal, code] of [
    ["SIGTERM", 143],
    ["SIGKILL", 137],
    ["SIGINT", 130],
  ] as const)
    it(`ends with ${code} where ${signal} ended it`, async () => {
      const script = `process.kill(process.pid, "${signal}"); setInterval(() => undefined, 1000)`;
      assert.equal((await ended(node(script))).code, code);
    });

  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP", "SIGUSR2"] as const)
    it(`is handed ${signal}, and ends as it likes`, async () => {
      const child = node(
        `process.on("${signal}", () => { console.log("caught"); process.exit(5); }); console.log("ready"); setInterval(() => undefined, 1000)`,
      );
      const end = ended(child);
      child.stdout?.once("data", () => child.kill(signal));
      const { code, out } = await end;
      assert.deepEqual([code, out], [5, "ready\ncaught\n"]);
    });

  it("gets an interrupt of the terminal's key once", async () => {
    const log = join(folder, "interrupts");
    const script = `const fs = require("fs"); fs.writeFileSync("${log}", "");
process.on("SIGINT", () => fs.appendFileSync("${log}", "interrupt\\n"));
console.log("ready"); setTimeout(() => process.exit(9), 1500);`;
    writeFileSync(join(folder, "program.cjs"), script);
    // A terminal of its own for the driver, whose interrupt key is pressed once the program is there.
    const terminal = `
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
seen = b""
pressed = False
while True:
    try:
        seen += os.read(terminal, 1024)
    except OSError:
        break
    if b"ready" in seen and not pressed:
        pressed = True
        os.write(terminal, b"\\x03")
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;
    const words = [
      process.execPath,
      join(folder, "driver.mjs"),
      process.execPath,
      join(folder, "program.cjs"),
    ];
    const { out, error } = await ended(
      spawn("python3", ["-c", terminal, ...words], { stdio: ["ignore", "pipe", "pipe"] }),
    );
    assert.deepEqual([out, error], ["9\n", ""]);
    assert.equal(readFileSync(log, "utf8"), "interrupt\n");
  });

  it("is told where it is not found, or is no program", async () => {
    const missing = await ended(start("no-such-program-here"));
    assert.deepEqual([missing.code, missing.error], [127, "no-such-program-here is not found.\n"]);
    const file = join(folder, "no-program");
    writeFileSync(file, "text", { mode: 0o600 });
    const forbidden = await ended(start(file));
    assert.equal(forbidden.code, 126);
    assert.match(forbidden.error, /may not be run/);
  });
});
