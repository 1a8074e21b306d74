import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../scripts/repository.ts";
import { documentKindByName } from "../../../src/core/policy/kindByName.ts";

interface Contributes {
  readonly languages: readonly {
    readonly id: string;
    readonly filenamePatterns: readonly string[];
    readonly configuration: string;
  }[];
  readonly grammars: readonly {
    readonly language: string;
    readonly scopeName: string;
    readonly path: string;
  }[];
  readonly snippets: readonly { readonly language: string; readonly path: string }[];
  readonly jsonValidation: readonly { readonly fileMatch: readonly string[]; readonly url: string }[];
}

const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));
const { contributes } = read("package.json") as { readonly contributes: Contributes };
const languages = contributes.languages.filter(({ id }) => id.startsWith("aws-"));
const grammars = contributes.grammars.filter(({ language }) => language.startsWith("aws-"));

const kindOfSchema: Readonly<Record<string, string>> = {
  "./schemas/trust-policy.schema.json": "trust",
  "./schemas/inline-policy.schema.json": "identity",
  "./schemas/bucket-policy.schema.json": "bucket",
  "./schemas/assume-role.schema.json": "roleConfig",
};

/** The part of glob syntax that the patterns use. */
const matches = (pattern: string, name: string) =>
  new RegExp(`^${pattern.replace(/[.]/g, "\\.").replace(/\*/g, ".*")}$`).test(name);

describe("contributed schemas", () => {
  it("are files", () => {
    assert.deepEqual(
      contributes.jsonValidation.map(({ url }) => url).sort(),
      Object.keys(kindOfSchema).sort(),
    );
    for (const { url } of contributes.jsonValidation) assert.ok(existsSync(join(root, url)), url);
  });

  it("belong to the names that the product takes for the same kind", () => {
    for (const { fileMatch, url } of contributes.jsonValidation) {
      for (const pattern of fileMatch.filter((glob) => !glob.startsWith("!"))) {
        assert.equal(documentKindByName(pattern.replaceAll("*", "x")), kindOfSchema[url], pattern);
      }
    }
    const { byName } = read("test/cases/policyKind/kinds.json") as {
      readonly byName: readonly (readonly [string, string | null])[];
    };
    for (const [path, kind] of byName) {
      const name = path.slice(path.lastIndexOf("/") + 1);
      // The editor's patterns mind case, ours do not.
      const found = contributes.jsonValidation.filter(({ fileMatch }) =>
        fileMatch.some((pattern) => matches(pattern, name.toLowerCase())),
      );
      assert.deepEqual(
        found.map(({ url }) => kindOfSchema[url]),
        kind === null ? [] : [kind],
        path,
      );
    }
  });

  it("leave installed packages and synthesized templates alone", () => {
    for (const { fileMatch } of contributes.jsonValidation) {
      assert.deepEqual(fileMatch.slice(-2), ["!**/node_modules/**", "!**/cdk.out/**"]);
    }
  });
});

describe("contributed languages", () => {
  it("are those of the two files in ~/.aws, with configuration, grammar and snippets", () => {
    assert.deepEqual(
      languages.map(({ id, filenamePatterns }) => [id, filenamePatterns]),
      [
        ["aws-config", ["**/.aws/config"]],
        ["aws-credentials", ["**/.aws/credentials"]],
      ],
    );
    const ids = languages.map(({ id }) => id);
    assert.deepEqual(
      grammars.map(({ language }) => language),
      ids,
    );
    assert.deepEqual(
      contributes.snippets.map(({ language }) => language),
      ids,
    );
    const paths = [
      ...languages.map(({ configuration }) => configuration),
      ...grammars.map(({ path }) => path),
      ...contributes.snippets.map(({ path }) => path),
    ];
    for (const path of paths) assert.ok(existsSync(join(root, path)), path);
  });

  it("offer no policy snippet by language: it would appear in every JSON document", () => {
    for (const { language } of contributes.snippets) assert.doesNotMatch(language, /^jsonc?$/);
  });
});

describe("the grammar of ~/.aws files", () => {
  interface Rule {
    readonly match: string;
    readonly name?: string;
    readonly captures?: Readonly<Record<string, { readonly name: string }>>;
  }
  const grammar = read("syntaxes/aws-files.tmLanguage.json") as {
    readonly scopeName: string;
    readonly patterns: readonly { readonly include: string }[];
    readonly repository: Readonly<Record<string, Rule>>;
  };

  /** The scopes of a line's parts by the first rule that matches. The patterns are ones that JavaScript reads too. */
  function scopes(line: string): Record<string, string> {
    for (const { include } of grammar.patterns) {
      const rule = grammar.repository[include.slice(1)];
      assert.ok(rule, include);
      const match = new RegExp(rule.match).exec(line);
      if (match === null) continue;
      const parts = match
        .slice(1)
        .flatMap((part: string | undefined, index): [string, string][] =>
          part === undefined || part === ""
            ? []
            : [[part, rule.captures?.[index + 1]?.name.split(".").slice(0, -1).join(".") ?? ""]],
        );
      return parts.length === 0 ? { [line]: rule.name ?? "" } : Object.fromEntries(parts);
    }
    return {};
  }

  it("has the scope that package.json names", () => {
    for (const { scopeName } of grammars) assert.equal(scopeName, grammar.scopeName);
  });

  it("tells comments, headers, keys and values apart", () => {
    assert.deepEqual(scopes("# a note"), { "# a note": "comment.line.number-sign.aws-files" });
    assert.deepEqual(Object.keys(scopes("  ; a note")), ["  ; a note"]);
    assert.deepEqual(scopes("[profile dev]"), {
      "[": "punctuation.definition.section.begin",
      profile: "keyword.other.section",
      dev: "entity.name.section",
      "]": "punctuation.definition.section.end",
    });
    assert.equal(scopes("[default]")["default"], "entity.name.section");
    assert.equal(scopes("[sso-session my-sso]")["my-sso"], "entity.name.section");
    assert.deepEqual(scopes("role_arn = arn:aws:iam::111122223333:role/R"), {
      role_arn: "variable.other.property",
      "=": "keyword.operator.assignment",
      "arn:aws:iam::111122223333:role/R": "string.unquoted.arn",
    });
    assert.equal(scopes("duration_seconds=3600")["3600"], "constant.numeric");
    assert.equal(scopes("use_fips_endpoint = true")["true"], "constant.language.boolean");
    assert.equal(scopes("region = us-east-1")["us-east-1"], "string.unquoted");
    assert.equal(scopes("s3 =")["s3"], "entity.name.tag");
    assert.deepEqual(scopes("no assignment"), {});
  });
});
