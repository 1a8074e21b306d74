import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parsePolicy } from "../../../src/core/policy/parse.ts";
import { parseRoleConfig } from "../../../src/core/roleConfig/parse.ts";
import { readManifest, root } from "../../../scripts/repository.ts";

const read = (path: string) => readFileSync(join(root, path), "utf8");
const markdownIn = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name));

/** The documents that people write; the pages of findings are generated and have tests of their own. */
const documents = [
  ...[".", "docs", "walkthrough", "examples"].flatMap(markdownIn),
  ...readdirSync(join(root, "examples"), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? markdownIn(join("examples", entry.name)) : [],
  ),
];

const manifest = JSON.parse(read("package.json")) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
    readonly languageModelTools: readonly { readonly toolReferenceName: string }[];
  };
};
const { commands, views } = readManifest().contributes;
const titles = [
  ...commands.map(({ title }) => title),
  ...Object.values(views)
    .flat()
    .map(({ name }) => name),
];

/** The texts of a document that stand in back quotes or are set in italics, without its fenced blocks. */
function quoted(text: string): readonly string[] {
  const prose = text.replace(/^```.*?^```/gms, "");
  return [...prose.matchAll(/`([^`]+)`|(?<![\w*])_([^_\n]+)_(?!\w)|\*\*([^*\n]+)\*\*/g)].map(
    ([, code, italic, bold]) => code ?? italic ?? bold ?? "",
  );
}

/** The first cells of the table under a heading, without their back quotes. */
function firstCells(path: string, heading: string): readonly (readonly string[])[] {
  const [, section = ""] = read(path).split(new RegExp(`^#+ ${heading}$`, "m"));
  const [table = ""] = /^\|.*(?:\n\|.*)*/m.exec(section) ?? [];
  return table
    .split("\n")
    .slice(2)
    .map((row) =>
      row
        .split(/(?<!\\)\|/)
        .slice(1, 3)
        .map((cell) => cell.trim().replace(/^`|`$/g, "").replaceAll("\\|", "|")),
    );
}

describe("what the documents claim", () => {
  it("README's settings are those of package.json, with their defaults", () => {
    assert.deepEqual(
      Object.fromEntries(firstCells("README.md", "Settings")),
      Object.fromEntries(
        Object.entries(manifest.contributes.configuration.properties).map(([name, setting]) => [
          name,
          JSON.stringify(setting.default),
        ]),
      ),
    );
  });

  it("the calls of the command line are those that it names itself", () => {
    const { stderr, status } = spawnSync(process.execPath, ["--import", "tsx", "src/cli/main.ts"], {
      cwd: root,
      encoding: "utf8",
    });
    assert.equal(status, 2, stderr);
    const calls = [...stderr.matchAll(/^ {2}assume-role (.+?) {5}/gm)].map(([, call = ""]) => call);
    assert.ok(calls.length >= 5, stderr);
    assert.deepEqual(
      firstCells("docs/command-line.md", "The command line: .*")
        .map(([call]) => call)
        .sort(),
      calls.sort(),
    );
    assert.deepEqual(
      firstCells("README.md", "Command line")
        .map(([call]) => call)
        .sort(),
      calls.map((call) => call.split(" ")[0]).sort(),
    );
  });

  it("commands and views have the names that the documents call them by", () => {
    const runProfiles = [...read("src/host/testing/checkController.ts").matchAll(/l10n\.t\("(.+?)"\)/g)];
    const known = new Set([...titles, ...runProfiles.map(([, name]) => name)]);
    let seen = 0;
    for (const path of documents) {
      for (const text of quoted(read(path))) {
        const [, named = text] = /^Assume Role: (.+)$/.exec(text) ?? [];
        // Words in capitals, as titles of commands are: "Copy as AWS CLI Command".
        if (named === text && !/^[A-Z][a-z]+(?: (?:as|in|to|with|a|an|of))*(?: [A-Z]\w*[?…]?)+$/.test(text))
          continue;
        if (path === "CHANGELOG.md" && text === "Unreleased") continue;
        seen += 1;
        assert.ok(known.has(named), `${path} names ${text}`);
      }
    }
    assert.ok(seen > 30, `only ${seen} names were recognised`);
    const [tool] = manifest.contributes.languageModelTools;
    assert.match(read("README.md"), new RegExp(`#${tool?.toolReferenceName ?? "?"}\\b`));
  });

  it("links and pictures lead to files", () => {
    for (const path of documents) {
      for (const [, target = ""] of read(path).matchAll(/\]\((?!https?:|command:)([^)#\s]+)/g)) {
        assert.ok(existsSync(join(root, dirname(path), target)), `${path} links to ${target}`);
      }
    }
  });

  it("files and folders of the repository that a document names exist", () => {
    const roots = ["", "src", "src/host"];
    let seen = 0;
    for (const path of ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]) {
      for (const text of quoted(read(path))) {
        if (
          !/^(?:src|core|language|live|host|cli|data|docs|examples|scripts|schemas|snippets|test|authoring)\/[\w./-]*$/.test(
            text,
          )
        )
          continue;
        seen += 1;
        assert.ok(
          roots.some(
            (folder) => existsSync(join(root, folder, text)) || existsSync(join(root, folder, `${text}.ts`)),
          ),
          `${path} names ${text}`,
        );
      }
    }
    assert.ok(seen > 20, `only ${seen} paths were recognised`);
  });

  it("role configs and policies that a document shows have no problem", () => {
    const shown = documents.flatMap((path) =>
      [...read(path).matchAll(/^```jsonc?\n(.*?)^```/gms)].map(([, text = ""]) => ({ path, text })),
    );
    assert.ok(shown.length >= 3, "the examples are not found");
    for (const { path, text } of shown) {
      const { problems } = text.includes('"version"') ? parseRoleConfig(text) : parsePolicy(text);
      assert.deepEqual(problems, [], `${path}:\n${text}`);
    }
  });

  it("scripts that a document runs are in package.json", () => {
    for (const path of documents) {
      for (const [, name = ""] of read(path).matchAll(/\bnpm run ([\w:]+)/g)) {
        assert.ok(name in manifest.scripts, `${path} runs ${name}`);
      }
    }
  });
});
