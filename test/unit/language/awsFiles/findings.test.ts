import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { defaultSettings } from "../../../../src/language/diagnostics/settings.ts";
import { awsFileFindings } from "../../../../src/language/awsFiles/findings.ts";
import { layoutFixes } from "../../../../src/language/awsFiles/layoutFixes.ts";
import { settingFixes } from "../../../../src/language/awsFiles/settingFixes.ts";
import { applyEdits } from "../../../../src/language/fixes/edit.ts";

interface Files {
  readonly config?: readonly string[];
  readonly credentials?: readonly string[];
}

interface FixCase extends Files {
  readonly code: string;
  readonly name?: string;
  /** The file to look at, where the case has both. */
  readonly file?: "config" | "credentials";
  /** The text under the finding. */
  readonly at: string;
  /** By title: the file afterwards. All fixes there are, unless `all` is false. */
  readonly fixes: Readonly<Record<string, readonly string[]>>;
  readonly all?: false;
  readonly first?: string;
  /** What stands behind the finding and is seen once it is gone. */
  readonly reveals?: readonly string[];
}

// The file is ours and has this shape.
const { cases, silent, withoutFix } = JSON.parse(
  readFileSync("test/cases/awsFindings/fixes.json", "utf8"),
) as {
  readonly cases: readonly FixCase[];
  readonly silent: readonly (Files & { readonly name: string })[];
  readonly withoutFix: Readonly<Record<string, string>>;
};

const textsOf = ({ config, credentials }: Files) => ({
  ...(config === undefined ? {} : { config: config.join("\n") }),
  ...(credentials === undefined ? {} : { credentials: credentials.join("\n") }),
});

const fileOf = (one: FixCase) => one.file ?? (one.config === undefined ? "credentials" : "config");

describe("findings in ~/.aws files", () => {
  for (const one of cases) {
    it(`${one.code}${one.name === undefined ? "" : `: ${one.name}`}`, () => {
      const file = fileOf(one);
      const texts = textsOf(one);
      const text = texts[file] ?? "";
      const before = awsFileFindings(file, texts, defaultSettings);
      const found = before.find(({ code }) => code === one.code);
      assert.ok(found !== undefined, before.map(({ code }) => code).join(", "));
      assert.equal(text.slice(found.span.start, found.span.end), one.at);
      const results = Object.fromEntries(
        found.fixes.map(({ title, edits }) => [title, applyEdits(text, edits).split("\n")]),
      );
      if (one.all !== false) assert.deepEqual(Object.keys(results), Object.keys(one.fixes));
      for (const [title, lines] of Object.entries(one.fixes)) assert.deepEqual(results[title], lines, title);
      if (one.first !== undefined) assert.equal(found.fixes[0]?.title, one.first);
      const count = (findings: typeof before, wanted: string) =>
        findings.filter(({ code }) => code === wanted).length;
      for (const { title, edits, placeholder } of found.fixes) {
        const after = awsFileFindings(file, { ...texts, [file]: applyEdits(text, edits) }, defaultSettings);
        assert.ok(count(after, one.code) < count(before, one.code), `${title}: it is still there`);
        for (const { code, severity, message } of after) {
          const known = one.reveals?.includes(code) === true || placeholder === true;
          if (severity !== "suggestion" && !known)
            assert.ok(count(after, code) <= count(before, code), `${title}: ${message}`);
        }
      }
    });

    it(`${one.code}${one.name === undefined ? "" : `: ${one.name}`}: fixes keep the line ends`, () => {
      const file = fileOf(one);
      if (one.code === "loneCarriageReturn") return;
      const texts = { [file]: (one[file] ?? []).join("\r\n") };
      for (const finding of awsFileFindings(file, { ...textsOf(one), ...texts }, defaultSettings)) {
        for (const { edits, title } of finding.fixes) {
          assert.doesNotMatch(applyEdits(texts[file] ?? "", edits), /[^\r]\n/, title);
        }
      }
    });
  }

  it("have a fix and a case for each code, or a reason", () => {
    const codes = Object.keys({ ...layoutFixes, ...settingFixes });
    const tried = new Set(
      cases
        .filter(({ fixes, first }) => Object.keys(fixes).length > 0 || first !== undefined)
        .map(({ code }) => code),
    );
    assert.deepEqual(codes.filter((code) => !tried.has(code)).sort(), Object.keys(withoutFix).sort());
  });

  for (const one of silent) {
    it(`say nothing of ${one.name}`, () => {
      const texts = textsOf(one);
      assert.deepEqual(
        (["config", "credentials"] as const).flatMap((file) => awsFileFindings(file, texts, defaultSettings)),
        [],
      );
    });
  }

  it("follow the severities and codes of the settings", () => {
    const texts = { config: "[profile a]\nREGION = eu-west-1 # mine\ncredential_process = x\n" };
    const codes = (settings: object) =>
      awsFileFindings("config", texts, { ...defaultSettings, ...settings }).map(({ code, severity }) => [
        code,
        severity,
      ]);
    assert.deepEqual(codes({}), [
      ["upperCaseKey", "warning"],
      ["inlineNote", "warning"],
    ]);
    assert.deepEqual(codes({ severities: { upperCaseKey: "error", inlineNote: "off" } }), [
      ["upperCaseKey", "error"],
    ]);
    assert.deepEqual(codes({ ignoredCodes: ["upperCaseKey"] }), [["inlineNote", "warning"]]);
    assert.deepEqual(codes({ ignoredCodes: ["*"] }), []);
  });

  it("write no secret into a message or a fix", () => {
    const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    const texts = {
      config: `[profile a]\nAWS_SECRET_ACCESS_KEY: ${secret} # ${secret}\n  x_token = ${secret}\n[profile a]\naws_session_token = ${secret}\n`,
      credentials: `[a]\naws_secret_access_key = ${secret}\n  aws_session_token = ${secret}\n[a]\naws_access_key_id = ${secret}\n`,
    };
    for (const file of ["config", "credentials"] as const) {
      const findings = awsFileFindings(file, texts, defaultSettings);
      assert.ok(findings.length > 1);
      assert.ok(!JSON.stringify(findings).includes(secret));
    }
  });
});
