import assert from "node:assert/strict";
import type { LiveFailure } from "../../../src/core/livePort.ts";
import type { Hop } from "../../../src/core/profiles/model.ts";
import { explain } from "../../../src/live/failures/explain.ts";
import type { Problem, Situation } from "../../../src/live/failures/problem.ts";
import { liveCases } from "./caseFile.ts";

interface FailureCase {
  readonly name: string;
  readonly source: string;
  readonly problem: Problem;
  readonly situation: Omit<Partial<Situation>, "at" | "hop"> & {
    readonly at: LiveFailure["at"]["kind"];
    readonly hop?: Partial<Hop>;
  };
  readonly expect: {
    /** A part of the headline. */
    readonly headline?: string;
    readonly look: string | null;
    /** Parts that causes hold, in this order. */
    readonly causes?: readonly string[];
    readonly fixes?: readonly string[];
    /** Absent: the answer is no refusal by a policy. */
    readonly refusal?: "explicit" | "implicit" | "unsaid";
  };
}

// The case file is ours and has this shape.
const { cases } = liveCases("failures.json") as { readonly cases: readonly FailureCase[] };

const hop: Hop = {
  kind: "assumeRole",
  roleArn: "arn:aws:iam::444455556666:role/Deploy",
  from: "profile 'base'",
  sessionName: "first-session",
  tags: {},
  transitiveTagKeys: [],
  sessionPolicyArns: [],
  sts: { region: "us-east-1" },
};

describe("explain", () => {
  for (const given of cases) {
    it(given.name, () => {
      assert.match(given.source, /^https:\/\//);
      const failure = explain(given.problem, situationOf(given));
      const { expect } = given;
      assert.ok(failure.headline.includes(expect.headline ?? ""), failure.headline);
      assert.equal(failure.look ?? null, expect.look);
      assertInOrder(failure.causes, expect.causes ?? []);
      assertInOrder(failure.fixes, expect.fixes ?? []);
      assert.ok(failure.fixes.length > 0, "every failure says what to do");
      for (const sentence of [failure.headline, ...failure.causes, ...failure.fixes]) {
        assert.doesNotMatch(sentence, /undefined|\bNaN\b|  |\s$|^\s/, sentence);
      }
      assert.equal(refusalWord(failure.refusal), expect.refusal);
      assert.equal(failure.code, given.problem.code);
      assert.equal(failure.serviceMessage, given.problem.message);
      assert.equal(failure.httpStatus, given.problem.httpStatus);
      assert.equal(failure.requestId, given.problem.requestId);
      assert.equal(failure.endpoint, given.problem.endpoint);
    });
  }
});

function refusalWord(refusal: LiveFailure["refusal"]): FailureCase["expect"]["refusal"] {
  if (refusal?.explicit === undefined) return refusal && "unsaid";
  return refusal.explicit ? "explicit" : "implicit";
}

function situationOf({ situation }: FailureCase): Situation {
  const { at, hop: changes, ...rest } = situation;
  return {
    source: "static keys of profile 'base' in ~/.aws/credentials",
    profile: "base",
    bucket: "s3-bucket-name",
    ...(at === "source" ? {} : { hop: { ...hop, ...changes } }),
    ...rest,
    at: at === "hop" ? { kind: "hop", hop: 0 } : { kind: at },
  };
}

function assertInOrder(sentences: readonly string[], parts: readonly string[]): void {
  let from = 0;
  for (const part of parts) {
    const at = sentences.findIndex((sentence, index) => index >= from && sentence.includes(part));
    assert.notEqual(at, -1, `'${part}' is not in ${JSON.stringify(sentences, undefined, 2)}`);
    from = at + 1;
  }
}
