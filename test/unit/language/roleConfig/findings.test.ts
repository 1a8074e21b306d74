import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import { parseJson } from "../../../../src/core/json/parseJson.ts";
import { defaultSettings } from "../../../../src/language/diagnostics/settings.ts";
import { applyEdits } from "../../../../src/language/fixes/edit.ts";
import { RoleConfigDiagnosis } from "../../../../src/language/roleConfig/findings.ts";
import { fixesByCode } from "../../../../src/language/roleConfig/roleConfigFixes.ts";
import { openCatalogue } from "../completion/openCatalogue.ts";
import { files } from "./world.ts";

interface Case {
  readonly code: string;
  readonly name?: string;
  /** The whole config, or the value of one member of it. */
  readonly text?: string;
  readonly caller?: string;
  readonly hops?: string;
  readonly buckets?: string;
  readonly checks?: string;
  readonly at: string;
  /** By title, what the text or that member is afterwards. */
  readonly fixes: Readonly<Record<string, string>>;
  readonly all?: false;
  readonly reveals?: readonly string[];
}

// The file is ours and has this shape.
const { cases, withoutFix } = JSON.parse(
  readFileSync("test/cases/roleConfigFindings/fixes.json", "utf8"),
) as { readonly cases: readonly Case[]; readonly withoutFix: Readonly<Record<string, string>> };

const user = '{ "principal": "arn:aws:iam::111122223333:user/u" }';

function textOf({ text, caller = user, hops = "[]", buckets = "[]", checks = "[]" }: Case): string {
  return (
    text ??
    `{ "version": 1, "caller": ${caller}, "hops": ${hops}, "buckets": ${buckets}, "checks": ${checks} }`
  );
}

describe("findings in role configs", () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await openCatalogue();
  });
  const find = (text: string, settings: object = {}) =>
    new RoleConfigDiagnosis(catalogue).load(text, files, { ...defaultSettings, ...settings });

  for (const one of cases) {
    it(`${one.code}${one.name === undefined ? "" : `: ${one.name}`}`, async () => {
      const text = textOf(one);
      const before = await find(text);
      const found = before.find(({ code }) => code === one.code);
      assert.ok(found !== undefined, before.map(({ code }) => code).join(", "));
      assert.equal(text.slice(found.span.start, found.span.end), one.at);
      const results = new Map(found.fixes.map(({ title, edits }) => [title, applyEdits(text, edits)]));
      if (one.all !== false) assert.deepEqual([...results.keys()], Object.keys(one.fixes));
      for (const [title, value] of Object.entries(one.fixes)) {
        const part = (["hops", "caller", "buckets", "checks"] as const).find(
          (name) => one[name] !== undefined && (name !== "caller" || one.hops === undefined),
        );
        const expected =
          one.text === undefined && part !== undefined ? textOf({ ...one, [part]: value }) : value;
        assert.equal(results.get(title), expected);
      }
      const count = (findings: typeof before, wanted: string) =>
        findings.filter(({ code }) => code === wanted).length;
      for (const { title, edits } of found.fixes) {
        const fixed = applyEdits(text, edits);
        assert.deepEqual(parseJson(fixed).problems, [], title);
        const after = await find(fixed);
        if (one.reveals?.includes(one.code) !== true) {
          assert.ok(count(after, one.code) < count(before, one.code), `${title}: it is still there`);
        }
        for (const { code, message } of after) {
          if (one.reveals?.includes(code) === true) continue;
          assert.ok(count(after, code) <= count(before, code), `${title}: ${message}`);
        }
      }
    });
  }

  it("have a fix and a case for each code, or a reason", () => {
    const tried = new Set(cases.map(({ code }) => code));
    assert.deepEqual(
      Object.keys(fixesByCode)
        .filter((code) => !tried.has(code))
        .sort(),
      Object.keys(withoutFix).sort(),
    );
  });

  it("judge the policies in the config by the rules, with their fixes and the config's variables", async () => {
    const text = JSON.stringify(
      {
        version: 1,
        variables: { NO: "111122223333" },
        caller: { principal: "arn:aws:iam::<NO>:user/u" },
        hops: [
          {
            roleArn: "arn:aws:iam::<NO>:role/R",
            trustPolicy: {
              Version: "2012-10-17",
              Statement: [
                { Effect: "Allow", Principal: { AWS: "arn:aws:iam::<NO>:user/u" }, Action: "sts:AssumeRol" },
              ],
            },
          },
        ],
      },
      null,
      2,
    );
    const findings = await find(text);
    assert.deepEqual(
      findings.map(({ code, span }) => [code, text.slice(span.start, span.end)]),
      [
        ["INVALID_ACTION", '"sts:AssumeRol"'],
        ["UNSUPPORTED_ACTION_IN_POLICY", '"sts:AssumeRol"'],
      ],
    );
    const fix = findings[0]?.fixes[0];
    assert.ok(fix !== undefined);
    assert.deepEqual(await find(applyEdits(text, fix.edits)), []);
  });

  it("follow the settings and comments", async () => {
    const text =
      '{ "version": 2, // assume-role: ignore badVersion\n "caller": { "principal": "arn:aws:iam::111122223333:user/u" },\n\n "hop": [], "hops": [] }';
    const codes = async (settings: object) =>
      (await find(text, settings)).map(({ code, severity }) => [code, severity]);
    assert.deepEqual(await codes({}), [["unknownMember", "error"]]);
    assert.deepEqual(await codes({ severities: { unknownMember: "warning" } }), [
      ["unknownMember", "warning"],
    ]);
    assert.deepEqual(await codes({ severities: { unknownMember: "off" } }), []);
    assert.deepEqual(await codes({ ignoredCodes: ["*"] }), []);
  });
});
