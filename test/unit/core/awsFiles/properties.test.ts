import assert from "node:assert/strict";
import type { AwsEntry, AwsFile } from "../../../../src/core/awsFiles/model.ts";
import { parseAwsFile } from "../../../../src/core/awsFiles/parse.ts";
import { loadProfiles, problemsOf } from "../../../../src/core/profiles/load.ts";
import { describePlan, planForProfile } from "../../../../src/core/profiles/plan.ts";
import { Random } from "./random.ts";
import { randomAwsFile, randomJunk } from "./randomAwsFile.ts";

const runs = 3000;

describe("parseAwsFile on random files", () => {
  it("keeps every character, and every span where it says", () => {
    for (let seed = 0; seed < runs; seed++) {
      const text = randomJunk(new Random(seed));
      for (const kind of ["config", "credentials"] as const) checkSpans(parseAwsFile(kind, text), seed);
    }
  });

  it("reads well-formed files as they were meant, without a problem", () => {
    for (let seed = 0; seed < runs; seed++) {
      const random = new Random(seed);
      const kind = random.chance(50) ? "config" : "credentials";
      const { text, sections } = randomAwsFile(random, kind);
      const file = parseAwsFile(kind, text);
      assert.deepEqual(
        file.sections.map(({ name, entries }) => ({
          name,
          entries: entries.map(({ key, value }) => [key, value]),
        })),
        sections,
        `seed ${seed}`,
      );
      const codes = new Set(file.problems.map(({ code }) => code));
      codes.delete("nameUnreachableInSdk");
      assert.deepEqual([...codes], [], `seed ${seed}`);
    }
  });

  it("finds the same in a file with CRLF line ends", () => {
    for (let seed = 0; seed < runs; seed++) {
      const text = randomJunk(new Random(seed)).replace(/\r/g, "");
      const read = (source: string) =>
        parseAwsFile("config", source).sections.map(({ type, name, entries }) => ({
          type,
          name,
          entries: entries.map(flat),
        }));
      assert.deepEqual(read(text.replace(/\n/g, "\r\n")), read(text), `seed ${seed}`);
    }
  });
});

describe("loadProfiles and planForProfile on random files", () => {
  it("never throw, end every walk to the root, and give a plan or a reason", () => {
    for (let seed = 0; seed < runs; seed++) {
      const random = new Random(seed);
      const config = parseAwsFile("config", randomJunk(random));
      const credentials = parseAwsFile("credentials", randomJunk(random));
      const profiles = loadProfiles({ config, credentials });
      for (const problem of problemsOf(profiles)) {
        const { text } = problem.file === "config" ? config : credentials;
        assert.ok(problem.span.start <= problem.span.end && problem.span.end <= text.length, `seed ${seed}`);
      }
      for (const profile of profiles.profiles) {
        let depth = 0;
        for (let at = profile.parent; at !== undefined; at = profiles.byName.get(at)?.parent) depth++;
        assert.ok(depth <= profiles.profiles.length, `seed ${seed}`);
        const result = planForProfile(profiles, profile.name, {});
        if (result.kind === "plan") assert.ok(describePlan(result.plan).length > 0);
        else assert.ok(result.problems.length > 0, `seed ${seed}: ${profile.name}`);
      }
    }
  });
});

function checkSpans(file: AwsFile, seed: number): void {
  const { text } = file;
  const at = (span: { readonly start: number; readonly end: number }): string =>
    text.slice(span.start, span.end);
  let end = 0;
  for (const { span } of file.lines) {
    assert.equal(span.start, end, `seed ${seed}`);
    end = span.end;
  }
  assert.equal(end, text.length, `seed ${seed}`);
  assert.equal(file.lines.map(({ span }) => at(span)).join(""), text, `seed ${seed}`);

  let sectionStart = file.sections[0]?.span.start ?? text.length;
  for (const section of file.sections) {
    assert.equal(section.span.start, sectionStart, `seed ${seed}`);
    sectionStart = section.span.end;
    assert.ok(within(section.headerSpan, section.span) && within(section.nameSpan, section.headerSpan));
    assert.equal(at(section.headerSpan), `[${section.title}${section.unclosed ? "" : "]"}`);
    for (const entry of section.entries) {
      assert.ok(within(entry.span, section.span), `seed ${seed}`);
      for (const each of [entry, ...entry.nested]) {
        assert.ok(within(each.keySpan, entry.span) && within(each.valueSpan, entry.span), `seed ${seed}`);
        assert.equal(at(each.keySpan), each.key);
        if (!each.value.includes("\n")) assert.equal(at(each.valueSpan), each.value);
        assert.doesNotMatch(each.key, /^[ \t]|[ \t]$/, `seed ${seed}`);
      }
    }
  }
  assert.equal(sectionStart, text.length);
  for (const { span, section } of file.problems) {
    assert.ok(span.start <= span.end && span.end <= text.length, `seed ${seed}`);
    assert.ok(section === undefined || section < file.sections.length);
  }
}

function within(
  inner: { readonly start: number; readonly end: number },
  outer: { readonly start: number; readonly end: number },
): boolean {
  return inner.start >= outer.start && inner.start <= inner.end && inner.end <= outer.end;
}

function flat(entry: AwsEntry): unknown {
  return [entry.key, entry.value, entry.nested.map(({ key, value }) => [key, value])];
}
