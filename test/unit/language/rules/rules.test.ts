import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import { parsePolicy } from "../../../../src/core/policy/parse.ts";
import { PolicyDiagnosis, severityOf } from "../../../../src/language/diagnostics/diagnose.ts";
import type { Finding } from "../../../../src/language/diagnostics/finding.ts";
import { applyEdits } from "../../../../src/language/fixes/edit.ts";
import { rules } from "../../../../src/language/rules/all.ts";
import {
  caseDocument,
  caseSettings,
  caseText,
  openCatalogue,
  readRuleCases,
  type ExpectedFinding,
  type RuleCase,
} from "./ruleCases.ts";

/** Documents are written in different ways; what a fix adds must look like the rest. */
const styles: readonly {
  readonly name: string;
  readonly write: (ruleCase: RuleCase) => string | undefined;
  readonly check: (text: string, title: string) => void;
}[] = [
  {
    name: "two blanks",
    write: (ruleCase) => caseText(ruleCase),
    check: (text, title) => {
      assertIndentation(text, "  ", title);
    },
  },
  {
    name: "tabs and CRLF",
    write: (ruleCase) => {
      const document = caseDocument(ruleCase);
      return document === undefined
        ? undefined
        : JSON.stringify(document, null, "\t").replaceAll("\n", "\r\n");
    },
    check: (text, title) => {
      assert.doesNotMatch(text, /[^\r]\n/, title);
      assertIndentation(text, "\t", title);
    },
  },
  {
    name: "on one line",
    write: (ruleCase) => {
      const document = caseDocument(ruleCase);
      return document === undefined ? undefined : JSON.stringify(document);
    },
    check: (text, title) => {
      assert.equal(text, JSON.stringify(JSON.parse(text)), title);
    },
  },
];

describe("rules", () => {
  const files = readRuleCases();
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await openCatalogue();
  });

  const diagnose = (text: string, ruleCase: RuleCase) =>
    new PolicyDiagnosis(catalogue).load(text, ruleCase.kind, caseSettings(ruleCase));

  it("has a file of cases for each rule, and no other", () => {
    assert.deepEqual(
      files.map(({ file }) => file),
      rules.map(({ code }) => `${code}.json`).sort(),
    );
    for (const { file, rule } of files) assert.equal(file, `${rule.code}.json`);
  });

  it("leaves out no finding of a rule that reads a Condition", async () => {
    const conditional = rules.flatMap((rule) =>
      rule.scope === "statement" && rule.reads === "Condition" ? [rule] : [],
    );
    assert.ok(conditional.length > 40);
    let asked = 0;
    for (const { rule: described } of files) {
      for (const ruleCase of described.cases) {
        const text = caseText(ruleCase);
        // Loads what the case names, as the rules need it.
        await diagnose(text, ruleCase);
        const policy = parsePolicy(text);
        const context = {
          text,
          policy,
          kind: ruleCase.kind,
          variables: policy.version?.value === "2012-10-17",
          catalogue,
          settings: caseSettings(ruleCase),
        };
        for (const statement of policy.statements) {
          if (statement.members.some(({ name }) => name.value.toLowerCase() === "condition")) continue;
          for (const rule of conditional.filter(({ kinds }) => kinds.includes(ruleCase.kind))) {
            asked++;
            assert.deepEqual([...rule.check(statement, context)], [], `${rule.code} on ${text}`);
          }
        }
      }
    }
    assert.ok(asked > 1_000);
  });

  it("lists every rule that stands in a file, by code", async () => {
    const folder = "src/language/rules";
    const found: unknown[] = [];
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".ts") || !file.includes("/")) continue;
      const module: unknown = await import(pathToFileURL(join(folder, file)).href);
      const values: unknown[] = Object.values(module as object);
      found.push(...values.filter(isRule));
    }
    assert.equal(new Set(found).size, rules.length);
    for (const rule of rules) assert.ok(found.includes(rule), rule.code);
    const codes = rules.map(({ code }) => code);
    assert.deepEqual(codes, [...new Set(codes)].sort());
  });

  for (const { rule } of files) {
    describe(rule.code, () => {
      it("has a finding and a near miss", () => {
        assert.ok(rule.cases.some(({ findings }) => findings.length > 0));
        assert.ok(rule.cases.some(({ findings }) => findings.length === 0));
        assert.match(rule.source, /^https:\/\//);
      });
      for (const ruleCase of rule.cases) {
        it(ruleCase.name, async () => {
          const text = caseText(ruleCase);
          const own = (await diagnose(text, ruleCase)).filter(({ code }) => code === rule.code);
          assert.deepEqual(
            own.map((finding) => text.slice(finding.span.start, finding.span.end)),
            ruleCase.findings.map((finding) => finding.text),
            own.map(({ message }) => message).join("\n"),
          );
          const type = rules.find(({ code }) => code === rule.code);
          assert.ok(type !== undefined);
          for (const [index, expected] of ruleCase.findings.entries()) {
            const finding = own[index];
            assert.ok(finding !== undefined);
            assert.equal(finding.severity, expected.severity ?? severityOf(type));
            if (expected.message !== undefined)
              assert.ok(finding.message.includes(expected.message), finding.message);
            if (expected.fixes !== undefined) {
              assert.deepEqual(
                finding.fixes.map(({ title }) => title),
                expected.fixes,
              );
            }
          }
        });
        if (ruleCase.findings.length === 0) continue;
        for (const style of styles) {
          it(`${ruleCase.name}: fixes, ${style.name}`, async () => {
            const text = style.write(ruleCase);
            if (text === undefined) return;
            const before = await diagnose(text, ruleCase);
            const own = before.filter(({ code }) => code === rule.code);
            for (const [index, finding] of own.entries()) {
              for (const fix of finding.fixes) {
                const after = applyEdits(text, fix.edits);
                assert.ok(!parsePolicy(after).problems.some(({ code }) => code === "jsonSyntax"), after);
                style.check(after, fix.title);
                const left = await diagnose(after, ruleCase);
                assertFixed(
                  rule.code,
                  before,
                  left,
                  fix.placeholder === true,
                  ruleCase.findings[index],
                  `${fix.title}\n${after}`,
                );
              }
            }
          });
        }
      }
    });
  }
});

/** The finding is gone and nothing came in its place. */
function assertFixed(
  code: string,
  before: readonly Finding[],
  after: readonly Finding[],
  placeholder: boolean,
  expected: ExpectedFinding | undefined,
  message: string,
): void {
  const count = (findings: readonly Finding[], wanted: string) =>
    findings.filter((finding) => finding.code === wanted).length;
  assert.ok(count(after, code) < count(before, code), `${code} is still there after: ${message}`);
  for (const other of new Set(after.map((finding) => finding.code))) {
    if (expected?.reveals?.includes(other) === true) continue;
    if (placeholder && other === "PLACEHOLDER_LEFT") continue;
    assert.ok(count(after, other) <= count(before, other), `${other} is new after: ${message}`);
  }
}

/** Each line is indented by one unit for every bracket that is open at its beginning. */
function assertIndentation(text: string, unit: string, title: string): void {
  let depth = 0;
  for (const line of text.split(/\r?\n/)) {
    const content = line.trim();
    if (content === "" || content.startsWith("//")) continue;
    const closing = /^[\]}]+/.exec(content)?.[0].length ?? 0;
    assert.equal(
      line.slice(0, line.length - line.trimStart().length),
      unit.repeat(depth - Math.min(closing, 1)),
      `${title}\n${text}`,
    );
    const brackets = content.replace(/"(?:[^"\\]|\\.)*"/g, "");
    depth += (brackets.match(/[[{]/g) ?? []).length - (brackets.match(/[\]}]/g) ?? []).length;
  }
}

function isRule(value: unknown): boolean {
  return typeof value === "object" && value !== null && "code" in value && "check" in value;
}
