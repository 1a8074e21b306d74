import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { applyEdits } from "../../../src/core/awsFiles/edit/applyEdits.ts";
import { setValue } from "../../../src/core/awsFiles/edit/setValue.ts";
import { parseAwsFile } from "../../../src/core/awsFiles/parse.ts";
import { loadProfiles } from "../../../src/core/profiles/load.ts";
import { valueOf } from "../../../src/core/profiles/setting.ts";
import { readAwsFile, writeAwsFile } from "../../../src/host/node/awsFileWriter.ts";

const ours = 20;
const commands = 10;
const loops = 60;

describe("our writer and `aws configure set` on one file", function () {
  this.timeout(300_000);
  let folder: string;
  let path: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "two-writers-"));
    path = join(folder, "config");
    writeFileSync(
      path,
      "# kept\n[profile ours]\nregion = eu-west-1\n\n[profile theirs]\nregion = eu-west-1\n",
    );
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("lose nothing that ours confirmed, and ours says when it did not get through", async () => {
    const state = { running: true };
    // One behind the other: the AWS CLI fails on the half file that another AWS CLI is writing.
    const others = awsConfigureSet()
      .then(loop)
      .finally(() => {
        state.running = false;
      });
    const confirmed: string[] = [];
    let refused = 0;
    for (let number = 0; confirmed.length < ours || state.running; number++) {
      assert.ok(number < 2000, "ours never gets through");
      const key = `ours_${number}`;
      if (await set(key)) confirmed.push(key);
      else refused++;
    }
    await others;
    const read = readAwsFile(path);
    assert.ok(read.kind === "text" && read.text !== undefined);
    assert.ok(read.text.startsWith("# kept\n"));
    const profile = loadProfiles({ config: parseAwsFile("config", read.text) }).byName.get("ours");
    assert.ok(profile);
    assert.deepEqual(
      confirmed.filter((key) => valueOf(profile, key) !== "ours"),
      [],
      "lost although it was confirmed",
    );
    // Else the two never met.
    assert.ok(refused > 0, `${confirmed.length} confirmed, none refused`);
  });

  /** One setting; true where it was confirmed. */
  async function set(key: string): Promise<boolean> {
    const read = readAwsFile(path);
    assert.ok(read.kind === "text");
    // The AWS CLI empties the file before it writes it.
    if (read.text === undefined || read.text === "") return false;
    const result = setValue({ config: parseAwsFile("config", read.text) }, "ours", { key }, "ours");
    if (result.kind === "refused") return false;
    const after = applyEdits(read.text, result.files[0]?.edits ?? []);
    return (await writeAwsFile(path, read.text, after)).kind === "written";
  }

  async function awsConfigureSet(): Promise<void> {
    for (let number = 0; number < commands; number++) {
      await python([
        "-m",
        "awscli",
        "configure",
        "set",
        `command_${number}`,
        "theirs",
        "--profile",
        "theirs",
      ]);
    }
  }

  function loop(): Promise<void> {
    return python([fileURLToPath(new URL("writer.py", import.meta.url)), path, String(loops), "0.6"]);
  }

  async function python(args: readonly string[]): Promise<void> {
    const program = process.env["AWS_CLI_PYTHON"];
    assert.ok(
      program,
      "Set AWS_CLI_PYTHON to a Python that has the AWS CLI 1: python3 -m venv DIR && DIR/bin/pip install awscli, then AWS_CLI_PYTHON=DIR/bin/python.",
    );
    const child = spawn(program, args, {
      env: { PATH: process.env["PATH"], HOME: folder, AWS_CONFIG_FILE: path },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    const [code] = (await once(child, "exit")) as [number | null];
    assert.equal(code, 0, errors);
  }
});
