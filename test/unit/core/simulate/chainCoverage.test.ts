import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../../scripts/repository.ts";
import { chainCoverage } from "../../../../src/core/simulate/chainCoverage.ts";
import { simulate, textsBeside, textsFrom } from "./texts.ts";

/** As `hop 0`, `check 1`. */
const named = (by: readonly { readonly kind: string; readonly index: number }[]) =>
  by.map(({ kind, index }) => `${kind} ${index}`);

function coverageOf(path: string, document: string) {
  const file = join(root, "examples", path);
  const found = chainCoverage(simulate(readFileSync(file, "utf8"), textsBeside(file))).find(
    (one) => one.document.name === document,
  );
  assert.ok(found);
  return found.statements.map(({ sid, matched, conditions }) => [
    sid,
    named(matched),
    ...conditions.map(({ key, held, refuted }) => [key, named(held), named(refuted)]),
  ]);
}

describe("coverage of a chain", () => {
  it("says which steps each statement applies to, and in which its conditions hold and do not", () => {
    assert.deepEqual(
      coverageOf("cross-account-bucket/instance.assume-role.jsonc", "account-a/my-role-a.inline-policy.json"),
      [
        ["Stmt1487884001000", []],
        ["PassMyRoleA", ["check 0"], ["iam:PassedToService", ["check 0"], ["check 1"]]],
      ],
    );
  });

  it("counts hops for trust policies, and leaves out what no step exercises", () => {
    assert.deepEqual(
      coverageOf("cross-account-bucket/instance.assume-role.jsonc", "account-a/my-role-a.trust-policy.json"),
      [
        ["TrustEc2", ["hop 0"]],
        ["TrustDeveloper", []],
      ],
    );
    assert.deepEqual(
      coverageOf("third-party-role/my-app.assume-role.jsonc", "third-party/my-s3-access.trust-policy.json"),
      [["TrustCustomer", ["hop 0"], ["sts:ExternalId", ["hop 0"], []]]],
    );
  });

  it("counts a check once, however many actions it asks for", () => {
    assert.deepEqual(
      coverageOf("ecs-task-buckets/ecs.assume-role.jsonc", "fire-insight-role.inline-policy.json"),
      [
        [undefined, ["check 3"]],
        [undefined, ["check 0", "check 1", "check 2"]],
        [undefined, ["check 4"]],
      ],
    );
  });

  it("counts what a call needs beside its own action, and a condition that is open as neither", () => {
    const config = {
      version: 1,
      caller: { principal: "arn:aws:iam::111122223333:user/Ana", policies: [] },
      hops: [
        {
          roleArn: "arn:aws:iam::111122223333:role/R",
          trustPolicy: "trust.json",
          policies: [],
          sessionName: "one",
          tags: { Team: "red" },
        },
      ],
    };
    const allow = (Action: string, Condition?: object) => ({
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:user/Ana" },
      Action,
      ...(Condition === undefined ? {} : { Condition }),
    });
    const statements = [
      allow("sts:AssumeRole", { Bool: { "aws:MultiFactorAuthPresent": "true" } }),
      allow("sts:TagSession"),
    ];
    const texts = textsFrom(() => JSON.stringify({ Version: "2012-10-17", Statement: statements }));
    const [trust] = chainCoverage(simulate(JSON.stringify(config), texts));
    assert.deepEqual(
      trust?.statements.map(({ matched }) => named(matched)),
      [["hop 0"], ["hop 0"]],
    );
    assert.deepEqual(
      trust.statements[0]?.conditions.map(({ held, refuted }) => [held, refuted]),
      [[[], []]],
    );
  });
});
