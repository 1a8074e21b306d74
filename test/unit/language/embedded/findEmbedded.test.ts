import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { DocumentSymbol } from "vscode-languageserver-types";
import { longestEmbedding } from "../../../../src/core/policy/mayEmbed.ts";
import { LineIndex } from "../../../../src/core/text/lineIndex.ts";
import type { EmbeddedPolicies } from "../../../../src/language/embedded/embeddedPolicy.ts";
import {
  embeddedLinks,
  embeddedSymbols,
  hoverEmbedded,
} from "../../../../src/language/embedded/embeddedService.ts";
import { findEmbedded } from "../../../../src/language/embedded/findEmbedded.ts";
import { noFacts } from "../../../../src/language/workspaceFacts.ts";
import { openCatalogue } from "../completion/openCatalogue.ts";
import { inPlan, inTemplate } from "./embedding.ts";

interface Case {
  readonly name: string;
  readonly document?: unknown;
  /** In place of a document: a text that is no plain JSON. */
  readonly text?: string;
  /** Left out where nothing is found. */
  readonly format?: EmbeddedPolicies["format"];
  /** Name, kind, and `copy` for one that is not judged; in the order of the text. */
  readonly policies?: readonly (readonly string[])[];
  readonly notRead?: readonly string[];
}

const bucketArn = "arn:aws:s3:::b/*";
const example = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "Read",
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: bucketArn,
      Condition: { ArnEquals: { "iam:PolicyARN": "arn:aws:iam::aws:policy/ReadOnlyAccess" } },
    },
  ],
};

describe("policies in other documents", () => {
  const { cases } = JSON.parse(readFileSync("test/cases/embedded/recognised.json", "utf8")) as {
    readonly cases: readonly Case[];
  };
  for (const one of cases) {
    it(one.name, () => {
      for (const text of one.text === undefined
        ? [JSON.stringify(one.document, null, 2), JSON.stringify(one.document)]
        : [one.text]) {
        const found = findEmbedded(text);
        assert.equal(found?.format, one.format);
        assert.deepEqual(
          found?.policies.map(({ name, kind, judged }) => [name, kind, ...(judged ? [] : ["copy"])]),
          one.policies,
        );
        assert.deepEqual(found?.notRead.map(({ name }) => name) ?? [], one.notRead ?? []);
        for (const { span, text: embedded } of found?.policies ?? []) {
          assert.match(text.slice(span.start, span.end), /^\{/);
          assert.match(embedded.text, /^\s*\{[^]*Statement/);
        }
      }
    });
  }

  it("leaves a document alone that is longer than any that is written by hand", () => {
    const text = inTemplate(example, "identity");
    assert.ok(findEmbedded(text) !== undefined);
    assert.equal(findEmbedded(text + " ".repeat(longestEmbedding)), undefined);
  });

  it("shows one symbol for each policy, with its statements at their places", () => {
    for (const text of [
      inTemplate(example, "identity"),
      inPlan(JSON.stringify(example, null, 2), "identity"),
    ]) {
      const found = findEmbedded(text);
      assert.ok(found !== undefined);
      const symbols = embeddedSymbols(text, found);
      assert.deepEqual(
        symbols.map(({ detail, children }) => [detail, children?.map(({ name }) => name)]),
        [["identity", ["Read"]]],
      );
      const lines = new LineIndex(text);
      const at = ({ range }: DocumentSymbol) =>
        text.slice(lines.offset(range.start), lines.offset(range.end));
      const [policy] = symbols;
      const [statement] = policy?.children ?? [];
      assert.ok(policy !== undefined && statement !== undefined);
      assert.match(at(statement), /^\{[^]*ReadOnlyAccess[^]*\}$/);
      const { selectionRange: selection } = statement;
      assert.match(text.slice(lines.offset(selection.start), lines.offset(selection.end)), /^\\?"Read\\?"$/);
    }
  });

  it("links the ARN of an AWS managed policy, without the quotes around it", () => {
    for (const text of [inTemplate(example, "identity"), inPlan(JSON.stringify(example), "identity")]) {
      const found = findEmbedded(text);
      assert.ok(found !== undefined);
      const lines = new LineIndex(text);
      assert.deepEqual(
        embeddedLinks(text, found).map(({ range }) =>
          text.slice(lines.offset(range.start), lines.offset(range.end)),
        ),
        ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
      );
    }
  });

  it("says of what it does not read that it does not", async () => {
    const catalogue = await openCatalogue();
    const words = async (text: string, at: string) => {
      const found = findEmbedded(text);
      assert.ok(found !== undefined);
      const offset = text.indexOf(at) + 1;
      const hover = await hoverEmbedded(() => Promise.resolve(catalogue), {
        text,
        found,
        offset,
        facts: noFacts,
      });
      return JSON.stringify(hover?.contents);
    };
    const value = {
      ...example,
      Statement: { ...example.Statement[0], Resource: { "Fn::Sub": "${Bucket}" } },
    };
    assert.match(await words(inTemplate(value, "identity"), "Fn::Sub"), /makes this value when it deploys/);
    assert.match(
      await words(inTemplate({ Ref: "Document" }, "identity"), 'Ref": "Doc'),
      /text is not known here/,
    );
  });
});
