import assert from "node:assert/strict";
import { findDocuments, isOwn } from "../../../../src/cli/lintDocuments.ts";
import type { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import { LineIndex } from "../../../../src/core/text/lineIndex.ts";
import type { Position } from "../../../../src/core/text/span.ts";
import type { Finding } from "../../../../src/language/diagnostics/finding.ts";
import { defaultSettings } from "../../../../src/language/diagnostics/settings.ts";
import { applyEdits, type Fix, type TextEdit } from "../../../../src/language/fixes/edit.ts";
import { severityOf } from "../../../../src/language/diagnostics/diagnose.ts";
import { rules } from "../../../../src/language/rules/all.ts";
import { CrossFileDiagnosis } from "../../../../src/language/workspace/crossFileDiagnosis.ts";
import { crossFileRules } from "../../../../src/language/workspace/rules/all.ts";
import { WorkspaceIndex } from "../../../../src/language/workspace/workspaceIndex.ts";
import { openCatalogue } from "../rules/ruleCases.ts";
import { caseFiles, readCrossFileCases, workspaceFile } from "./crossFileCases.ts";

interface Located extends Finding {
  readonly file: string;
}

describe("rules across files", () => {
  const all = readCrossFileCases();
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await openCatalogue();
  });

  async function findingsOf(files: ReadonlyMap<string, string>): Promise<Located[]> {
    const index = new WorkspaceIndex();
    for (const [name, text] of files) index.update(workspaceFile(name, text));
    const diagnosis = new CrossFileDiagnosis(index, catalogue);
    const found: Located[] = [];
    for (const file of [...files.keys()].sort()) {
      for (const finding of await diagnosis.judge(`/${file}`, defaultSettings))
        found.push({ ...finding, file });
    }
    return found;
  }

  it("has a file of cases for each rule, and no other", () => {
    const codes = crossFileRules.map(({ code }) => code);
    assert.deepEqual(
      all.map(({ code }) => code),
      codes,
    );
    assert.deepEqual(codes, [...new Set(codes)].sort());
    for (const { code } of rules) assert.ok(!codes.includes(code), code);
  });

  it("say nothing where all sides agree", async () => {
    assert.deepEqual(await findingsOf(caseFiles({ name: "shared", findings: [] })), []);
  });

  it("say nothing about the examples", async () => {
    const index = new WorkspaceIndex();
    const documents = findDocuments({ folder: "examples", home: "examples/none", environment: {} }).filter(
      isOwn,
    );
    assert.ok(documents.length > 20);
    for (const { file, kind, text } of documents) index.update({ uri: file, path: `/${file}`, kind, text });
    const diagnosis = new CrossFileDiagnosis(index, catalogue);
    for (const { file } of documents) {
      const findings = await diagnosis.judge(`/${file}`, defaultSettings);
      assert.deepEqual(
        findings.map(({ code, message }) => [file, code, message]),
        [],
      );
    }
  });

  for (const { code, source, cases } of all) {
    describe(code, () => {
      it("has a finding and a near miss", () => {
        assert.ok(cases.some(({ findings }) => findings.length > 0));
        assert.ok(cases.some(({ findings }) => findings.length === 0));
        assert.match(source, /^https:\/\//);
      });
      for (const one of cases) {
        it(one.name, async () => {
          const files = caseFiles(one);
          const before = await findingsOf(files);
          const own = before.filter((finding) => finding.code === code);
          assert.deepEqual(
            own.map(({ file, span }) => [file, files.get(file)?.slice(span.start, span.end)]),
            one.findings.map(({ file, text }) => [file, text]),
            own.map(({ message }) => message).join("\n"),
          );
          const rule = crossFileRules.find((known) => known.code === code);
          assert.ok(rule !== undefined);
          for (const [index, expected] of one.findings.entries()) {
            const finding = own[index];
            assert.ok(finding !== undefined);
            assert.equal(finding.severity, severityOf(rule));
            assert.ok(finding.message.includes(expected.message ?? ""), finding.message);
            if (expected.fixes !== undefined)
              assert.deepEqual(
                finding.fixes.map(({ title }) => title),
                expected.fixes,
              );
            if (expected.related !== undefined)
              assert.deepEqual(
                finding.related?.map(({ uri }) => uri),
                expected.related.map((name) => `file:///${name}`),
              );
            for (const fix of finding.fixes) {
              const mended = applied(files, finding.file, fix);
              for (const [name, text] of mended) {
                if (name !== ".aws/config")
                  assert.doesNotThrow(() => void JSON.parse(text), `${fix.title}\n${text}`);
              }
              const after = await findingsOf(mended);
              const count = (found: readonly Located[], wanted: string) =>
                found.filter((other) => other.code === wanted).length;
              assert.ok(count(after, code) < count(before, code), `still there after: ${fix.title}`);
              for (const other of new Set(after.map((found) => found.code))) {
                if (one.left === true) continue;
                assert.ok(count(after, other) <= count(before, other), `${other} is new after: ${fix.title}`);
              }
            }
            const [first] = finding.fixes;
            for (const [name, text] of Object.entries(expected.fixed ?? {})) {
              assert.ok(first !== undefined);
              assert.ok(applied(files, finding.file, first).get(name)?.includes(text), text);
            }
          }
        });
      }
    });
  }
});

/** The files after a fix, wherever it changes something. */
function applied(files: ReadonlyMap<string, string>, file: string, fix: Fix): Map<string, string> {
  const edits = new Map<string, TextEdit[]>([[file, [...fix.edits]]]);
  for (const { uri, range, newText } of fix.elsewhere ?? []) {
    const name = uri.slice("file:///".length);
    const text = files.get(name) ?? "";
    const span = { start: offsetOf(text, range.start), end: offsetOf(text, range.end) };
    edits.set(name, [...(edits.get(name) ?? []), { span, newText }]);
  }
  return new Map([...files].map(([name, text]) => [name, applyEdits(text, edits.get(name) ?? [])]));
}

function offsetOf(text: string, position: Position): number {
  const lines = new LineIndex(text);
  for (let offset = 0; offset <= text.length; offset++) {
    const at = lines.position(offset);
    if (at.line === position.line && at.character === position.character) return offset;
  }
  throw new Error("The text has no such place.");
}
