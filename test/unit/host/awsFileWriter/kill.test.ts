import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { Random } from "../../core/awsFiles/random.ts";
import { texts } from "./killTexts.ts";

const kills = 240;
const atOnce = 4;

describe("a process killed while it writes an AWS file", function () {
  this.timeout(240_000);
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "kill-"));
    // One file: loading TypeScript anew for each process would take most of the time.
    await build({
      entryPoints: [join(import.meta.dirname, "endlessWriter.ts")],
      outfile: join(folder, "endlessWriter.cjs"),
      bundle: true,
      platform: "node",
      format: "cjs",
      logLevel: "error",
    });
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it(`leaves the old file or the new one, ${kills} times`, async () => {
    const random = new Random(20);
    const seen = new Set<string>();
    let inTheMiddle = 0;
    const one = async (worker: number): Promise<void> => {
      const own = join(folder, String(worker));
      const path = join(own, "config");
      for (let run = 0; run < kills / atOnce; run++) {
        rmSync(own, { recursive: true, force: true });
        mkdirSync(own);
        writeFileSync(path, texts[0]);
        await killedWhileWriting(path, random.below(40));
        const text = readFileSync(path, "utf8");
        assert.ok(texts.includes(text), `neither file after kill ${run}: ${text.length} characters`);
        seen.add(text);
        if (readdirSync(own).length > 1) inTheMiddle++;
      }
    };
    const killedWhileWriting = async (path: string, delay: number): Promise<void> => {
      const child = spawn(process.execPath, [join(folder, "endlessWriter.cjs"), path], {
        stdio: ["ignore", "pipe", "pipe"],
      });
      let errors = "";
      child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
      const ended = once(child, "exit");
      await Promise.race([once(child.stdout, "data"), ended]);
      await new Promise((done) => setTimeout(done, delay));
      child.kill("SIGKILL");
      const [, signal] = (await ended) as [number | null, NodeJS.Signals | null];
      assert.equal(signal, "SIGKILL", errors);
    };
    await Promise.all(Array.from({ length: atOnce }, (_, worker) => one(worker)));
    // Else the kills came at moments that prove nothing.
    assert.ok(inTheMiddle > kills / 20, `only ${inTheMiddle} kills came in the middle of a write`);
    assert.equal(seen.size, 2, "the kills all came before or after everything");
  });
});
