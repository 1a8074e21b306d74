import assert from "node:assert/strict";
import { awsKeys } from "../../../../src/core/profiles/keys.ts";
import { completeAwsFile } from "../../../../src/language/awsFiles/complete.ts";
import { keysOfSection } from "../../../../src/language/awsFiles/keyFacts.ts";
import { noFacts } from "../../../../src/language/workspaceFacts.ts";
import { acceptItem, passesFilter, typedWord } from "../completion/acceptItem.ts";
import { readCaretCases, requestOf, type CaretFiles } from "./caretCase.ts";

interface Case extends CaretFiles {
  readonly labels?: readonly string[];
  readonly first?: readonly string[];
  readonly all?: readonly string[];
  readonly absent?: readonly string[];
  readonly accept?: string;
  readonly result?: readonly string[];
  /** A label whose documentation `says` something. */
  readonly documentation?: string;
  readonly says?: string;
}

// The file is ours and has this shape.
const cases = readCaretCases("awsCompletion/completion.json") as readonly Case[];

describe("completion in ~/.aws files", () => {
  for (const one of cases) {
    it(one.name, () => {
      const { text, ...request } = requestOf(one);
      const { items } = completeAwsFile(request);
      assert.equal(new Set(items.map(({ label }) => label)).size, items.length, "a label is offered twice");
      const shown = items
        .filter((item) => passesFilter(typedWord(text, request.offset, item), item.filterText ?? item.label))
        .sort((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1));
      const labels = shown.map(({ label }) => label);
      for (const label of one.labels ?? [])
        assert.ok(labels.includes(label), `${label}: ${labels.join(" ")}`);
      for (const label of one.absent ?? []) assert.ok(!labels.includes(label), `${label} is offered`);
      if (one.all !== undefined) assert.deepEqual(labels, one.all);
      if (one.first !== undefined) assert.deepEqual(labels.slice(0, one.first.length), one.first);
      if (one.accept !== undefined) {
        const item = shown.find(({ label }) => label === one.accept);
        assert.ok(item !== undefined, `${one.accept}: ${labels.join(" ")}`);
        assert.deepEqual(acceptItem(text, item).replace("$0", "").split("\n"), one.result);
      }
      if (one.documentation !== undefined) {
        const item = shown.find(({ label }) => label === one.documentation);
        assert.ok(JSON.stringify(item?.documentation).includes(one.says ?? ""));
      }
    });
  }

  it("knows every key that AWS tools read", () => {
    const known = (["profile", "ssoSession"] as const).flatMap((type) =>
      keysOfSection(type).map(({ name }) => name),
    );
    assert.deepEqual([...new Set(known)].sort(), [...awsKeys].sort());
    for (const type of ["profile", "ssoSession", "services"] as const) {
      for (const { text, source } of keysOfSection(type)) {
        assert.match(source, /^https:\/\/docs\.aws\.amazon\.com\//);
        assert.match(text, /\.$/);
      }
    }
  });

  it("answers at every offset of half-typed text, inside the line of the caret", () => {
    const text =
      '[profile "a]\nrole_arn = \n  x\n[sso-session\ns3 =\n  a =\n#\n= x\r\n[]\nregion = a # b\n[profile b]\n';
    for (const file of ["config", "credentials"] as const) {
      for (let offset = 0; offset <= text.length; offset++) {
        const { items } = completeAwsFile({ file, texts: { [file]: text }, offset, facts: noFacts });
        for (const item of items) {
          const word = typedWord(text, offset, item);
          assert.doesNotMatch(word, /[\r\n]/, `${file} ${offset} ${item.label}`);
        }
      }
    }
  });
});
