import assert from "node:assert/strict";
import type { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import { defaultSettings } from "../../../../src/language/diagnostics/settings.ts";
import { CrossFileDiagnosis } from "../../../../src/language/workspace/crossFileDiagnosis.ts";
import { WorkspaceIndex } from "../../../../src/language/workspace/workspaceIndex.ts";
import { openCatalogue } from "../rules/ruleCases.ts";
import { caseFiles, readCrossFileCases, workspaceFile } from "./crossFileCases.ts";

/** A small generator with a seed, so that a failure can be repeated. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe("workspace index", () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await openCatalogue();
  });

  const agreeing = () => caseFiles({ name: "shared", findings: [] });

  it("says nothing has changed for a text that it has", () => {
    const index = new WorkspaceIndex();
    for (const [name, text] of agreeing()) assert.ok(index.update(workspaceFile(name, text)).size > 0);
    for (const [name, text] of agreeing()) assert.equal(index.update(workspaceFile(name, text)).size, 0);
  });

  it("fills the policies of a role config when the role config comes later, and again when it changes", () => {
    const index = new WorkspaceIndex();
    const policy = {
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: "arn:aws:iam::<B>:role/MyRoleB" }],
    };
    const config = (account: string) => ({
      version: 1,
      variables: { B: account },
      caller: { principal: "arn:aws:iam::111122223333:role/A", policies: ["a.inline-policy.json"] },
      hops: [],
    });
    index.update(workspaceFile("a.inline-policy.json", JSON.stringify(policy)));
    const named = (account: string) =>
      index.filesWith(`names role ${account} myroleb`).map(({ path }) => path);
    assert.deepEqual(named("444455556666"), []);
    index.update(workspaceFile("x.assume-role.json", JSON.stringify(config("444455556666"))));
    assert.deepEqual(named("444455556666"), ["/a.inline-policy.json"]);
    const changed = index.update(workspaceFile("x.assume-role.json", JSON.stringify(config("777788889999"))));
    assert.deepEqual(named("444455556666"), []);
    assert.deepEqual(named("777788889999"), ["/a.inline-policy.json"]);
    assert.ok(
      changed.has("names role 444455556666 myroleb") && changed.has("names role 777788889999 myroleb"),
    );
    index.remove("/x.assume-role.json");
    assert.deepEqual(named("777788889999"), []);
    assert.equal(index.size, 1);
  });

  it("keeps no text of a file of profiles", () => {
    const index = new WorkspaceIndex();
    index.update(
      workspaceFile(
        ".aws/config",
        "[default]\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\nrole_arn = arn:aws:iam::111122223333:role/A\n",
      ),
    );
    const [file] = index.filesWith("names role 111122223333 a");
    assert.equal(file?.kind, "awsConfig");
    assert.ok(!JSON.stringify(file).includes("EXAMPLEKEY"));
  });

  it("judges again only what has changed, and never too little", async () => {
    const pool = readCrossFileCases().flatMap(({ cases }) => cases.flatMap((one) => [...caseFiles(one)]));
    const pick = random(7);
    const index = new WorkspaceIndex();
    const diagnosis = new CrossFileDiagnosis(index, catalogue);
    const texts = new Map<string, string>();
    const known = new Map<string, string>();
    const judge = async (with_: CrossFileDiagnosis, path: string) =>
      JSON.stringify(await with_.judge(path, defaultSettings));
    let judged = 0;
    let files = 0;
    for (let step = 0; step < 150; step++) {
      const [name, text] = pool[pick(pool.length)] ?? ["", ""];
      const path = `/${name}`;
      const remove = texts.has(name) && pick(6) === 0;
      const changed = remove ? index.remove(path) : index.update(workspaceFile(name, text));
      if (remove) texts.delete(name);
      else texts.set(name, text);
      const again = new Set([path, ...diagnosis.outdated(changed)]);
      for (const one of again) known.set(one, await judge(diagnosis, one));
      judged += again.size;
      files += texts.size;
      const fresh = new WorkspaceIndex();
      for (const [other, its] of texts) fresh.update(workspaceFile(other, its));
      const freshDiagnosis = new CrossFileDiagnosis(fresh, catalogue);
      for (const other of texts.keys()) {
        assert.equal(
          known.get(`/${other}`),
          await judge(freshDiagnosis, `/${other}`),
          `step ${step}, ${other}`,
        );
      }
    }
    assert.ok(judged < files, `${judged} judgements for ${files} files`);
  });
});
