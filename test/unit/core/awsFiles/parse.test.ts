import assert from "node:assert/strict";
import type { AwsEntry, AwsFileKind } from "../../../../src/core/awsFiles/model.ts";
import { parseAwsFile } from "../../../../src/core/awsFiles/parse.ts";
import { readCases } from "../profiles/caseFile.ts";

interface ParseCase {
  readonly name: string;
  readonly kind: AwsFileKind;
  readonly text?: readonly string[];
  readonly raw?: string;
  readonly lines?: readonly string[];
  readonly sections: readonly {
    readonly type: string;
    readonly name: string;
    /** What `nameSpan` covers, where it is worth saying. */
    readonly at?: string;
    readonly unclosed?: boolean;
    readonly entries: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
    readonly notes?: readonly string[];
  }[];
  readonly problems: readonly { readonly code: string; readonly severity: string; readonly at: string }[];
}

// The case file is ours and has this shape.
const { cases } = readCases("awsFiles/parse.json") as { readonly cases: readonly ParseCase[] };

describe("parseAwsFile", () => {
  for (const given of cases) {
    it(given.name, () => {
      const text = given.raw ?? (given.text ?? []).join("\n");
      const file = parseAwsFile(given.kind, text);
      const at = (span: { start: number; end: number }): string => text.slice(span.start, span.end);
      assert.deepEqual(
        file.sections.map((section) => ({
          type: section.type,
          name: section.name,
          unclosed: section.unclosed,
          entries: Object.fromEntries(section.entries.map((entry) => [entry.key, entryValue(entry)])),
        })),
        given.sections.map(({ type, name, unclosed, entries }) => ({
          type,
          name,
          unclosed: unclosed ?? false,
          entries,
        })),
      );
      given.sections.forEach((expected, index) => {
        const section = file.sections[index];
        assert.ok(section);
        if (expected.at !== undefined) assert.equal(at(section.nameSpan), expected.at);
        if (expected.notes !== undefined) {
          assert.deepEqual(
            section.entries.flatMap(({ noteSpan }) => (noteSpan === undefined ? [] : [at(noteSpan)])),
            expected.notes,
          );
        }
        for (const entry of section.entries) {
          assert.equal(at(entry.keySpan), entry.key);
          if (!entry.value.includes("\n")) assert.equal(at(entry.valueSpan), entry.value);
        }
      });
      assert.deepEqual(
        file.problems.map(({ code, severity, span }) => ({ code, severity, at: at(span) })),
        given.problems,
      );
      if (given.lines !== undefined)
        assert.deepEqual(
          file.lines.map(({ kind }) => kind),
          given.lines,
        );
      assert.equal(file.lines.map(({ span }) => at(span)).join(""), text);
    });
  }

  it("takes time in proportion to the text, whatever is in it", () => {
    const hard = [
      "[".repeat(200_000),
      "[x\n".repeat(50_000),
      `[profile a]\ns3 =\n${"  nothing\n".repeat(50_000)}`,
      `[profile a]\ns3 =\n${"  k = v\n".repeat(50_000)}`,
      `[profile a]\nk = v\n${"  more\n".repeat(50_000)}`,
      "\r".repeat(200_000),
      `[profile a]\n${"k".repeat(200_000)}`,
      `[profile ${" ".repeat(100_000)}`,
      `[profile a]\n${" # ".repeat(100_000)}`,
      `[profile a]\nk = ${"a # ".repeat(50_000)}`,
    ];
    for (const text of hard) {
      const start = process.cpuUsage();
      const file = parseAwsFile("config", text);
      const milliseconds = process.cpuUsage(start).user / 1000;
      assert.equal(file.lines.at(-1)?.span.end, text.length);
      assert.ok(milliseconds < 1500, `${text.slice(0, 20)}… took ${Math.round(milliseconds)} ms`);
    }
  });
});

function entryValue(entry: AwsEntry): string | Record<string, string> {
  if (entry.nested.length === 0) return entry.value;
  return Object.fromEntries(entry.nested.map(({ key, value }) => [key, value]));
}
