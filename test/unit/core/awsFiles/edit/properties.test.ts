import assert from "node:assert/strict";
import fc from "fast-check";
import { applyEdits } from "../../../../../src/core/awsFiles/edit/applyEdits.ts";
import type { AwsFiles, FileEdits, TextEdit } from "../../../../../src/core/awsFiles/edit/model.ts";
import type { AwsFileKind } from "../../../../../src/core/awsFiles/model.ts";
import { parseAwsFile } from "../../../../../src/core/awsFiles/parse.ts";
import { loadProfiles } from "../../../../../src/core/profiles/load.ts";
import type { Profiles } from "../../../../../src/core/profiles/model.ts";
import { awsFileText, change } from "./arbitraries.ts";
import { make, type Change } from "./change.ts";
import { intended, type Values } from "./intended.ts";

const numRuns = 4000;
/** AWS_EDIT_SEED=… tries other files; without it every run tries the same. */
const seed = Number(process.env["AWS_EDIT_SEED"] ?? 1);
const kinds = ["config", "credentials"] as const;
type Texts = Readonly<Record<AwsFileKind, string>>;

const cases = (mess: boolean) =>
  fc.record({
    config: awsFileText("config", mess),
    credentials: awsFileText("credentials", mess),
    change: change(),
  });

describe("edits of generated ~/.aws files", function () {
  this.timeout(120_000);

  it("change the lines they are about and no other byte", () => {
    check(false, (before, after, made, edits) => {
      for (const kind of kinds) {
        const [old, now] = [lines(before[kind]), lines(after[kind])];
        const touched = edits.find(({ file }) => file === kind)?.edits ?? [];
        assert.equal(after[kind].startsWith("\ufeff"), before[kind].startsWith("\ufeff"));
        if (touched.length === 0) assert.equal(after[kind], before[kind]);
        else if (made.kind === "remove") assertSubsequence(now, old);
        else if (made.kind === "unset") assertOnlyGone(now, old, made);
        else if (made.kind === "add") assertStartsWith(after[kind], before[kind]);
        else if (made.kind === "replace") assertReplaced(before[kind], after[kind], touched);
        else assertFewLines(old, now, made);
      }
    });
  });

  it("give the profiles that were meant, whatever stands around them", () => {
    for (const mess of [false, true]) {
      check(mess, (before, after, made) => {
        const [old, now] = [values(load(before)), values(load(after))];
        assert.deepEqual(now, intended(old, made));
      });
    }
  });

  it("leave a file that is read as before after the way back", () => {
    check(true, (before, after, made) => {
      if (made.kind === "rename" && !usesName(before, made.to)) {
        const back = make(parsed(after), { kind: "rename", from: made.to, to: made.from });
        assert.deepEqual(values(load(applied(after, back))), values(load(before)));
      } else if (made.kind === "set" && !isSet(before, made)) {
        const back = make(parsed(after), { ...made, kind: "unset" });
        assert.deepEqual(values(load(applied(after, back))), values(load(before)));
      } else if (made.kind === "add" && !has(before, made.name)) {
        const back = make(parsed(after), { kind: "remove", profile: made.name });
        assert.deepEqual(values(load(applied(after, back))), values(load(before)));
      }
    });
  });

  it("are refused only for a reason, and never on a well-formed file with the profile in it", () => {
    fc.assert(
      fc.property(cases(false), ({ change: made, ...before }) => {
        const result = make(parsed(before), made);
        if (result.kind === "edits") return;
        assert.match(
          result.message,
          /already|neither file|twice|its name already|block of keys|has no '|Mend the lines/,
        );
        if (result.message.includes("Mend the lines")) {
          // An empty value above deeper lines is the one thing here that reads otherwise when it is filled.
          // And what stood below a line that goes may come to stand below another one.
          assert.ok(made.kind === "set" || made.kind === "unset");
        }
      }),
      { numRuns, seed },
    );
  });
});

/** Runs a property on every change that was made; a generator that only gave refusals would prove nothing. */
function check(
  mess: boolean,
  property: (before: Texts, after: Texts, made: Change, edits: readonly FileEdits[]) => void,
): void {
  const edited = new Map<Change["kind"], number>();
  fc.assert(
    fc.property(cases(mess), ({ change: made, ...before }) => {
      const result = make(parsed(before), made);
      if (result.kind === "refused") return;
      edited.set(made.kind, (edited.get(made.kind) ?? 0) + 1);
      property(before, applied(before, result), made, result.files);
    }),
    { numRuns, seed },
  );
  for (const kind of ["add", "set", "unset", "rename", "remove"] as const) {
    const made = edited.get(kind) ?? 0;
    assert.ok(made > numRuns / 40, `only ${made} of ${numRuns} changes were of kind '${kind}'`);
  }
}

function parsed(texts: Texts): Required<AwsFiles> {
  return {
    config: parseAwsFile("config", texts.config),
    credentials: parseAwsFile("credentials", texts.credentials),
  };
}

function applied(before: Texts, result: ReturnType<typeof make>): Texts {
  assert.equal(result.kind, "edits", result.kind === "refused" ? result.message : "");
  const of = (kind: AwsFileKind): string =>
    applyEdits(before[kind], result.files.find(({ file }) => file === kind)?.edits ?? []);
  return { config: of("config"), credentials: of("credentials") };
}

function load(texts: Texts): Profiles {
  return loadProfiles(parsed(texts));
}

/** What every profile says, by name. No key of these files is a secret. */
function values({ profiles }: Profiles): Values {
  return Object.fromEntries(
    profiles.map(({ name, settings }) => [
      name,
      Object.fromEntries(
        [...settings].map(([key, setting]): [string, string] => [key, setting.secret ? "" : setting.value]),
      ),
    ]),
  );
}

function has(texts: Texts, name: string): boolean {
  return load(texts).byName.has(name);
}

/** Whether a profile has a setting, or its block, which would not go again. */
function isSet(texts: Texts, { profile, key, nestedIn }: Extract<Change, { kind: "set" }>): boolean {
  const settings = load(texts).byName.get(profile)?.settings;
  return (
    settings?.has(nestedIn === undefined ? key : `${nestedIn}.${key}`) === true ||
    (nestedIn !== undefined && settings?.has(nestedIn) === true)
  );
}

/** Whether a name is in use at all: then the way back would also turn what had it before. */
function usesName(texts: Texts, name: string): boolean {
  return Object.values(texts).some((text) => text.includes(name));
}

/** Without the byte order mark: when the first section goes, it is another line that it stands before. */
function lines(text: string): readonly string[] {
  return text.replace(/^\ufeff/, "").split("\n");
}

function assertStartsWith(text: string, start: string): void {
  assert.ok(text.startsWith(start), `${JSON.stringify(text)} does not start with ${JSON.stringify(start)}`);
}

/** What stays is as it was and in its order; all that is new stands behind it. */
function assertReplaced(before: string, after: string, edits: readonly TextEdit[]): void {
  const kept = applyEdits(
    before,
    edits.map(({ span }) => ({ span, newText: "" })),
  );
  assertStartsWith(after, kept);
  assertSubsequence(lines(kept), lines(before));
}

/** Every line of `some` stands in `all` in this order, so that nothing was changed or added. */
function assertSubsequence(some: readonly string[], all: readonly string[]): void {
  let at = 0;
  for (const line of some) {
    const found = all.indexOf(line, at);
    // What is cut off at the end of a file leaves an empty last line.
    assert.ok(found !== -1 || line === "", `${JSON.stringify(line)} is new`);
    if (found !== -1) at = found + 1;
  }
}

/** Every line is still there but for those of the key and, where a whole block goes, those down to its end. */
function assertOnlyGone(
  now: readonly string[],
  old: readonly string[],
  { key, nestedIn }: Extract<Change, { kind: "unset" }>,
): void {
  assertSubsequence(now, old);
  const mayGo =
    key === "s3"
      ? ["s3", "max_queue_size", "addressing_style"]
      : [key, ...(nestedIn === undefined ? [] : [nestedIn])];
  const left = [...now];
  for (const line of old) {
    const at = left.indexOf(line);
    if (at === -1)
      assert.ok(
        mayGo.some((word) => line.toLowerCase().includes(word)),
        `${JSON.stringify(line)} went`,
      );
    else left.splice(at, 1);
  }
}

/** Line by line the same but for new lines, one or two with a block, and for lines that name the profile or hold the key. */
function assertFewLines(
  old: readonly string[],
  now: readonly string[],
  made: Extract<Change, { kind: "set" | "rename" }>,
): void {
  const about =
    made.kind === "rename"
      ? [made.from]
      : [made.key, ...(made.nestedIn === undefined ? [] : [made.nestedIn])];
  const mayCome = made.kind === "rename" ? 0 : about.length;
  const isAbout = (line = ""): boolean => about.some((word) => line.toLowerCase().includes(word));
  const come = now.length - old.length;
  assert.ok(come >= 0 && come <= mayCome, `${come} lines came`);
  let at = 0;
  let different = 0;
  for (const line of now) {
    if (line === old[at]) at++;
    else if (come > 0) {
      // A new line; the last line of a file without a line end gets one (and its carriage return).
      different++;
      if (line === `${old[at] ?? ""}\r`) at++;
      else assert.ok(isAbout(line), `${JSON.stringify(line)} changed`);
    } else {
      different++;
      assert.ok(isAbout(old[at]), `${JSON.stringify(old[at])} changed`);
      at++;
    }
  }
  assert.equal(at, old.length);
  if (made.kind === "set") assert.ok(different <= mayCome + 1);
}
