import assert from "node:assert/strict";
import { readDecisionRequest } from "../../../../src/cli/decisionRequest.ts";
import { decide } from "../../../../src/core/evaluate/decide.ts";
import { caseFiles } from "./caseFiles.ts";

/** A whole request, in the form of `assume-role decide`, and its answer. Members left out are not compared. */
interface DecisionCase {
  readonly name: string;
  /** In `policies`, a text stands for the document of that name. */
  readonly request: { readonly policies: object };
  readonly expect: {
    readonly decision: string;
    /** `policy#statement sid`. */
    readonly decidedBy?: readonly string[];
    /** The sides that lack an Allow. */
    readonly missing?: readonly string[];
    readonly suggestions?: readonly object[];
    readonly undetermined?: readonly string[];
    /** Codes, the barrier last. */
    readonly problems?: readonly string[];
  };
}

describe("decisions", () => {
  for (const { file, source, cases, ...rest } of caseFiles<DecisionCase>("decisions")) {
    const documents = documentsOf(rest);
    describe(`${file} (${source})`, () => {
      for (const one of cases) {
        it(one.name, () => {
          check(one, documents);
        });
      }
    });
  }
});

function documentsOf(file: object): ReadonlyMap<string, unknown> {
  return new Map(
    Object.entries("documents" in file && file.documents instanceof Object ? file.documents : {}),
  );
}

function check({ request, expect }: DecisionCase, documents: ReadonlyMap<string, unknown>): void {
  const policies = fill(request.policies, documents);
  const read = readDecisionRequest(JSON.stringify({ ...request, policies }));
  assert.ok(read.ok, JSON.stringify(read));
  const answer = decide(read.request);
  const decidedBy = answer.decidedBy.map(({ policy, statement, sid }) =>
    sid === undefined ? `${policy}#${statement}` : `${policy}#${statement} ${sid}`,
  );
  assert.equal(answer.decision, expect.decision, JSON.stringify({ decidedBy, missing: answer.missing }));
  if (expect.decidedBy !== undefined) assert.deepEqual(decidedBy, expect.decidedBy);
  if (expect.missing !== undefined) {
    assert.deepEqual(
      answer.missing.map(({ side }) => side),
      expect.missing,
    );
  }
  if (expect.suggestions !== undefined) {
    assert.deepEqual(
      answer.missing.map(({ suggestion }) => suggestion),
      expect.suggestions,
    );
  }
  if (expect.undetermined !== undefined) assert.deepEqual(answer.undetermined, expect.undetermined);
  assert.deepEqual(
    [
      ...answer.problems.map(({ code }) => code),
      ...(answer.barrier === undefined ? [] : [answer.barrier]),
    ].filter((code) => code !== "callerIdentityNeedsNoPermission"),
    expect.problems ?? [],
  );
}

/** Puts the named documents in their places in the layers; what has no name stays a text. */
function fill(value: unknown, documents: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === "string") return documents.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => fill(item, documents));
  if (!(value instanceof Object) || "Statement" in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, documents)]));
}
