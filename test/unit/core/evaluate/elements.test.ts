import assert from "node:assert/strict";
import { readDecisionRequest } from "../../../../src/cli/decisionRequest.ts";
import { decide } from "../../../../src/core/evaluate/decide.ts";
import { caseFiles } from "./caseFiles.ts";

/** One statement against one request: does it apply? */
interface ElementCase {
  readonly name: string;
  /** Without Effect, it is an Allow; an Effect of null is left out. */
  readonly statement: Readonly<Record<string, unknown>>;
  readonly applies: "yes" | "no" | "unknown";
  /** Where the statement stands: in an identity policy unless told otherwise. */
  readonly side?: "identity" | "resource";
  readonly version?: string;
  readonly principal?: unknown;
  readonly action?: string;
  readonly resource?: string;
  readonly context?: object;
  readonly open?: boolean;
  readonly boundary?: object;
  readonly problems?: readonly string[];
}

describe("elements", () => {
  for (const { file, source, cases } of caseFiles<ElementCase>("elements")) {
    describe(`${file} (${source})`, () => {
      for (const one of cases) {
        it(one.name, () => {
          check(one);
        });
      }
    });
  }
});

function check(one: ElementCase): void {
  const { side = "identity" } = one;
  const statement = Object.fromEntries(
    Object.entries<unknown>({ Effect: "Allow", ...one.statement }).filter(([, value]) => value !== null),
  );
  const policy = { Version: one.version ?? "2012-10-17", Statement: [statement] };
  const read = readDecisionRequest(
    JSON.stringify({
      principal: one.principal ?? "arn:aws:iam::111111111111:user/David",
      action: one.action ?? "s3:GetObject",
      resource: one.resource ?? "arn:aws:s3:::bucket/key",
      context: one.context ?? {},
      openContext: one.open ?? false,
      policies: {
        [side]: side === "identity" ? [policy] : policy,
        ...(one.boundary === undefined ? {} : { permissionsBoundary: one.boundary }),
      },
    }),
  );
  assert.ok(read.ok, JSON.stringify(read));
  const decision = decide(read.request);
  const layer = decision.layers.find((candidate) => candidate.side === side);
  assert.equal(layer?.documents[0]?.outcomes[0]?.applies, one.applies);
  assert.deepEqual(
    decision.problems.map(({ code }) => code),
    one.problems ?? [],
  );
}
