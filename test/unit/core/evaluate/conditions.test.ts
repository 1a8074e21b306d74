import assert from "node:assert/strict";
import { readDecisionRequest } from "../../../../src/cli/decisionRequest.ts";
import { decide } from "../../../../src/core/evaluate/decide.ts";
import { caseFiles } from "./caseFiles.ts";

/** One Condition block against one context: does the statement that has it apply? */
interface ConditionCase {
  readonly name: string;
  readonly condition: object;
  readonly context: Readonly<Record<string, unknown>>;
  readonly applies: "yes" | "no" | "unknown";
  /** Null for a policy without Version. */
  readonly version?: string | null;
  readonly open?: boolean;
  readonly caller?: unknown;
  readonly action?: string;
  readonly resource?: string;
  readonly resourceAccount?: string;
  readonly unknownKeys?: readonly string[];
  readonly problems?: readonly string[];
}

describe("conditions", () => {
  for (const { file, source, cases } of caseFiles<ConditionCase>("conditions")) {
    describe(`${file} (${source})`, () => {
      for (const one of cases) {
        it(one.name, () => {
          check(one);
        });
      }
    });
  }
});

function check(one: ConditionCase): void {
  const { version = "2012-10-17", action = "s3:GetObject" } = one;
  const isTrust = action.startsWith("sts:");
  const read = readDecisionRequest(
    JSON.stringify({
      principal: one.caller ?? "arn:aws:iam::111111111111:user/David",
      action,
      resource: one.resource ?? "arn:aws:s3:::bucket/key",
      ...(one.resourceAccount === undefined ? {} : { resourceAccount: one.resourceAccount }),
      context: one.context,
      ...(one.open === true ? { openContext: true } : {}),
      policies: {
        resource: {
          ...(version === null ? {} : { Version: version }),
          Statement: {
            Effect: "Allow",
            Principal: "*",
            Action: isTrust ? "sts:*" : "*",
            ...(isTrust ? {} : { Resource: "*" }),
            Condition: one.condition,
          },
        },
      },
    }),
  );
  assert.ok(read.ok, JSON.stringify(read));
  const decision = decide(read.request);
  const outcome = decision.layers.find(({ side }) => side === "resource")?.documents[0]?.outcomes[0];
  assert.equal(outcome?.applies, one.applies);
  const unknownKeys = outcome.reasons.flatMap((reason) =>
    reason.element === "condition" && reason.truth === "unknown" ? reason.unknownKeys : [],
  );
  if (one.applies === "unknown") assert.deepEqual(unknownKeys, one.unknownKeys);
  assert.deepEqual(
    decision.problems.map(({ code }) => code),
    one.problems ?? [],
  );
}
