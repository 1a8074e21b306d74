import assert from "node:assert/strict";
import { parseAwsFile } from "../../../src/core/awsFiles/parse.ts";
import { loadProfiles } from "../../../src/core/profiles/load.ts";
import { profileRows, type ProfileTreeRow } from "../../../src/host/views/profileRows.ts";

/** The tree as indented text. */
function tree(config: string): string[] {
  const lines = (rows: readonly ProfileTreeRow[], depth: number): string[] =>
    rows.flatMap((row) => {
      if (row.kind === "session") return [];
      const label = row.kind === "profile" ? row.profile.name : `! ${row.title}`;
      return [" ".repeat(depth) + label, ...(row.kind === "profile" ? lines(row.children, depth + 1) : [])];
    });
  return lines(profileRows(loadProfiles({ config: parseAwsFile("config", config) })), 0);
}

const role = (name: string, source: string) =>
  `[profile ${name}]\nrole_arn = arn:aws:iam::111122223333:role/${name}\nsource_profile = ${source}\n`;

describe("rows of the profiles view", () => {
  it("puts roles under their source profile, at any depth, whatever the order of the file", () => {
    const config = role("read", "deploy") + role("deploy", "base") + "[profile base]\nregion = eu-west-1\n";
    assert.deepEqual(tree(config), ["base", " deploy", "  read"]);
  });

  it("keeps a role whose source is missing at the top", () => {
    assert.deepEqual(tree(role("deploy", "gone")), ["deploy"]);
  });

  it("shows every profile of a cycle, once, and what hangs below it", () => {
    assert.deepEqual(tree(role("a", "b") + role("b", "a") + role("c", "a")), ["a", " c", "b"]);
  });

  it("shows a section that no tool reads as a row of its own, and the rest still", () => {
    assert.deepEqual(tree("[base]\nregion = eu-west-1\n[profile good]\nregion = eu-west-1\n"), [
      "good",
      "! [base]",
    ]);
  });
});
