import assert from "node:assert/strict";
import { parseAwsFile } from "../../../src/core/awsFiles/parse.ts";
import { loadProfiles } from "../../../src/core/profiles/load.ts";
import { ProfileRowTree } from "../../../src/host/views/profileRowTree.ts";

const load = (config: string) => loadProfiles({ config: parseAwsFile("config", config) });
const base = "[profile base]\ncredential_process = x\n";
const role = (name: string, region: string): string =>
  `[profile ${name}]\nrole_arn = arn:aws:iam::111122223333:role/${name}\nsource_profile = base\nregion = ${region}\n`;

describe("rows of the profiles view over time", () => {
  /** The names of the rows to render, or "all". */
  const told = (tree: ProfileRowTree, config: string): string | string[] => {
    const changed = tree.update(load(config));
    return changed === "all"
      ? "all"
      : changed.flatMap((row) =>
          row.kind === "session" ? [] : row.kind === "profile" ? row.profile.name : row.title,
        );
  };

  it("are all new at first, and the one that was edited after that", () => {
    const tree = new ProfileRowTree();
    assert.equal(told(tree, base + role("a", "x") + role("b", "x")), "all");
    const [first] = tree.roots;
    assert.deepEqual(told(tree, base + role("a", "y") + role("b", "x")), ["a"]);
    assert.equal(tree.roots[0], first);
  });

  it("are told where an edit elsewhere breaks them", () => {
    const tree = new ProfileRowTree();
    tree.update(load(base + role("a", "x") + role("b", "x")));
    assert.deepEqual(
      told(tree, base.replace("credential_process", "nothing") + role("a", "x") + role("b", "x")),
      ["base", "a", "b"],
    );
  });

  it("are not told of comments and blank lines, but know their new places", () => {
    const tree = new ProfileRowTree();
    tree.update(load(base + role("a", "x")));
    assert.deepEqual(told(tree, `# note\n\n${base}${role("a", "x")}`), []);
    const row = tree.rowOf("a");
    assert.ok(row?.kind === "profile");
    assert.equal(row.profile.places[0]?.span.start, "# note\n\n".length + base.length);
  });

  it("are all told where one comes, goes or moves", () => {
    const tree = new ProfileRowTree();
    const both = base + role("a", "x") + role("b", "x");
    tree.update(load(base + role("a", "x")));
    assert.equal(told(tree, both), "all");
    assert.equal(told(tree, base + role("b", "x")), "all");
    assert.equal(
      told(tree, base + role("b", "x").replace("source_profile = base", "credential_source = Environment")),
      "all",
    );
  });
});
