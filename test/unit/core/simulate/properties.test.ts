import assert from "node:assert/strict";
import * as fc from "fast-check";
import { parseRoleConfig } from "../../../../src/core/roleConfig/parse.ts";
import { chainCoverage } from "../../../../src/core/simulate/chainCoverage.ts";
import { explainRequest } from "../../../../src/core/simulate/explainRequest.ts";
import { loadChain } from "../../../../src/core/simulate/loadChain.ts";
import type { ChainResult, ChainStep } from "../../../../src/core/simulate/model.ts";
import { PolicyLibrary } from "../../../../src/core/simulate/policyLibrary.ts";
import { simulateChain } from "../../../../src/core/simulate/simulateChain.ts";
import { simulate, textsFrom } from "./texts.ts";

const runs = { numRuns: 100, seed: 20110615 };

interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: unknown;
  readonly Action: string;
  readonly Resource?: string;
  readonly Condition?: object;
}

/** A chain with each policy in a file of its own. */
interface Chain {
  readonly config: object;
  readonly files: Readonly<Record<string, readonly Statement[]>>;
}

const first = "111111111111";
const second = "222222222222";
const user = `arn:aws:iam::${first}:user/Ana`;
const roleA = `arn:aws:iam::${first}:role/A`;
const roleB = `arn:aws:iam::${second}:role/team/B`;
const sessionA = `arn:aws:sts::${first}:assumed-role/A/one`;

const effect = fc.constantFrom<Statement["Effect"]>("Allow", "Allow", "Allow", "Deny");
const condition = fc.option(
  fc.constantFrom(
    { StringEquals: { "sts:ExternalId": "id-1" } },
    { Bool: { "aws:MultiFactorAuthPresent": "true" } },
    { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
    { StringEquals: { "aws:PrincipalTag/Team": "red" } },
    { StringLike: { "aws:PrincipalArn": `arn:aws:iam::${first}:*` } },
    { ForAnyValue: { "aws:TagKeys": "x" } },
  ),
  { nil: undefined, freq: 3 },
);
const withCondition = (statement: fc.Arbitrary<Statement>) =>
  fc
    .tuple(statement, condition)
    .map(([one, Condition]) => (Condition === undefined ? one : { ...one, Condition }));
const identity = fc.array(
  withCondition(
    fc.record({
      Effect: effect,
      Action: fc.constantFrom("sts:AssumeRole", "sts:*", "s3:GetObject", "s3:*", "*"),
      Resource: fc.constantFrom("*", roleA, roleB, "arn:aws:s3:::data", "arn:aws:s3:::data/*"),
    }),
  ),
  { minLength: 1, maxLength: 3 },
);
const trust = (callers: readonly string[]) =>
  fc.array(
    withCondition(
      fc.record({
        Effect: effect,
        Principal: fc.constantFrom<unknown>(...callers.map((AWS) => ({ AWS })), "*"),
        Action: fc.constantFrom("sts:AssumeRole", "sts:*"),
      }),
    ),
    { minLength: 1, maxLength: 3 },
  );
const bucket = fc.array(
  withCondition(
    fc.record({
      Effect: effect,
      Principal: fc.constantFrom<unknown>(
        { AWS: roleB },
        { AWS: second },
        { AWS: `arn:aws:iam::${second}:root` },
        "*",
      ),
      Action: fc.constantFrom("s3:GetObject", "s3:ListBucket", "s3:*"),
      Resource: fc.constantFrom("arn:aws:s3:::data", "arn:aws:s3:::data/*"),
    }),
  ),
  { minLength: 1, maxLength: 3 },
);
const chains: fc.Arbitrary<Chain> = fc
  .record({
    files: fc.record({
      "user.json": identity,
      "a.trust.json": trust([user, first, `arn:aws:iam::${second}:root`]),
      "a.json": identity,
      "b.trust.json": trust([roleA, sessionA, first, user]),
      "b.json": identity,
      "boundary.json": identity,
      "bucket.json": bucket,
    }),
    externalId: fc.boolean(),
    boundary: fc.boolean(),
    owner: fc.constantFrom(second, "333333333333"),
    expect: fc.constantFrom("allow", "deny", "implicitDeny", "explicitDeny"),
  })
  .map(({ files, externalId, boundary, owner, expect }) => ({
    files,
    config: {
      version: 1,
      caller: { principal: user, policies: ["user.json"] },
      hops: [
        {
          roleArn: roleA,
          trustPolicy: "a.trust.json",
          policies: ["a.json"],
          sessionName: "one",
          ...(externalId ? { externalId: "id-1" } : {}),
        },
        {
          roleArn: roleB,
          trustPolicy: "b.trust.json",
          policies: ["b.json"],
          sessionName: "two",
          ...(boundary ? { permissionsBoundary: "boundary.json" } : {}),
        },
      ],
      buckets: [{ name: "data", account: owner, policy: "bucket.json" }],
      checks: [
        { list: "s3://data/x/", expect },
        { action: "s3:GetObject", resource: "arn:aws:s3:::data/x", expect },
        { identity: roleB },
      ],
    },
  }));

const textOf = (statements: readonly Statement[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements }, undefined, 1);

function run({ config, files }: Chain, edit: (text: string) => string = (text) => text): ChainResult {
  const texts = textsFrom((path) => (path in files ? edit(textOf(files[path] ?? [])) : undefined));
  return simulate(edit(JSON.stringify(config, undefined, 1)), texts);
}

const steps = ({ hops, checks }: ChainResult): ChainStep[] => [...hops, ...checks];
const kinds = (result: ChainResult) =>
  steps(result).map(({ outcome, requests }) => [outcome.kind, requests.map(({ decision }) => decision)]);
/** What a step gives: 2 yes, 1 perhaps, 0 no, nobody being there to ask included. */
const gives = (result: ChainResult) =>
  steps(result).map((step) => {
    if (step.kind === "identity") return step.outcome.kind === "passed" ? 2 : 0;
    const decision = step.requests[0]?.decision;
    return decision === "allowed" ? 2 : decision === "undetermined" ? 1 : 0;
  });

function change(
  chain: Chain,
  file: string,
  edit: (statements: readonly Statement[]) => readonly Statement[],
): Chain {
  return { ...chain, files: { ...chain.files, [file]: edit(chain.files[file] ?? []) } };
}

const fileNames = fc.constantFrom(
  "user.json",
  "a.trust.json",
  "a.json",
  "b.trust.json",
  "b.json",
  "boundary.json",
  "bucket.json",
);
/** A statement of a file's kind that is about everything. */
const about = (file: string, Effect: Statement["Effect"], Action: string): Statement => ({
  Effect,
  Action,
  ...(file.includes("trust") || file === "bucket.json" ? { Principal: "*" } : {}),
  ...(file.includes("trust") ? {} : { Resource: file === "bucket.json" ? "arn:aws:s3:::data/*" : "*" }),
});

describe("properties of chains", () => {
  it("come in every kind of outcome from the chains made here", () => {
    const seen = new Set<string>();
    for (const chain of fc.sample(chains, { numRuns: 300, seed: runs.seed })) {
      for (const { kind, outcome } of steps(run(chain))) seen.add(`${kind} ${outcome.kind}`);
    }
    for (const kind of ["hop", "check"]) {
      for (const outcome of ["passed", "failed", "undetermined", "cannotRun"])
        assert.ok(seen.has(`${kind} ${outcome}`), `${kind} ${outcome}`);
    }
  });

  it("a Deny more gives no step more, here and further down the chain", () => {
    fc.assert(
      fc.property(
        chains,
        fileNames,
        fc.constantFrom("sts:AssumeRole", "s3:GetObject", "s3:*"),
        (chain, file, action) => {
          if (file.includes("trust") && action.startsWith("s3:")) return;
          const before = gives(run(chain));
          const after = gives(run(change(chain, file, (all) => [...all, about(file, "Deny", action)])));
          after.forEach((now, index) => {
            assert.ok(now <= (before[index] ?? 0), `step ${index}`);
          });
        },
      ),
      runs,
    );
  });

  it("an Allow of something else changes nothing", () => {
    fc.assert(
      fc.property(chains, fileNames, (chain, file) => {
        const other = file.includes("trust") ? "sts:SetContext" : "s3:GetBucketTagging";
        const changed = change(chain, file, (all) => [about(file, "Allow", other), ...all]);
        assert.deepEqual(kinds(run(changed)), kinds(run(chain)));
      }),
      runs,
    );
  });

  it("the order of statements does not matter", () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const files = Object.fromEntries(
          Object.entries(chain.files).map(([name, all]) => [name, [...all].reverse()]),
        );
        assert.deepEqual(kinds(run({ ...chain, files })), kinds(run(chain)));
      }),
      runs,
    );
  });

  it("a placeholder with its value is the value, and every place stays where it is written", () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const placeholder = (text: string) => text.replaceAll(second, "<OTHER_ACCOUNT>");
        const config = { ...chain.config, variables: { OTHER_ACCOUNT: second } };
        const result = run(
          {
            ...chain,
            config: JSON.parse(
              placeholder(JSON.stringify(config)).replace(
                '"OTHER_ACCOUNT":"<OTHER_ACCOUNT>"',
                `"OTHER_ACCOUNT":"${second}"`,
              ),
            ) as object,
          },
          (text) => (text.includes('"variables"') ? text : placeholder(text)),
        );
        assert.deepEqual(kinds(result), kinds(run(chain)));
        for (const { name, policy } of result.chain.documents) {
          const written = placeholder(textOf(chain.files[name] ?? []));
          for (const { resource, span } of policy.statements) {
            assert.equal(written[span.start], "{");
            const item = resource?.items[0];
            if (item !== undefined) {
              assert.equal(
                item.value,
                written.slice(item.span.start + 1, item.span.end - 1).replaceAll("<OTHER_ACCOUNT>", second),
              );
            }
          }
        }
      }),
      runs,
    );
  });

  it("a placeholder that nothing fills never decides: what is still decided is so for every value", () => {
    fc.assert(
      fc.property(chains, fc.constantFrom(second, first, "999999999999"), fileNames, (chain, value, file) => {
        const open = (text: string) => text.replaceAll(second, "<OTHER_ACCOUNT>");
        const withText = (edit: (text: string) => string) =>
          simulate(
            JSON.stringify(chain.config),
            textsFrom((path) => {
              const text = textOf(chain.files[path] ?? []);
              return path === file ? edit(text) : text;
            }),
          );
        const unfilled = steps(withText(open));
        const filled = steps(withText((text) => text.replaceAll(second, value)));
        for (const [index, step] of unfilled.entries()) {
          const other = filled[index];
          if (
            step.kind === "identity" ||
            step.outcome.kind === "undetermined" ||
            step.outcome.kind === "cannotRun"
          )
            continue;
          // A hop further up that is open may be denied with this value; then there is nobody to ask.
          if (other?.outcome.kind === "cannotRun") continue;
          assert.equal(other?.outcome.kind, step.outcome.kind, `${file}, ${step.label}`);
        }
      }),
      runs,
    );
  });

  it("after an edit of one policy the answers are those of a fresh simulation, and untouched steps are the same objects", () => {
    fc.assert(
      fc.property(chains, fileNames, (chain, file) => {
        const library = new PolicyLibrary();
        const config = parseRoleConfig(JSON.stringify(chain.config));
        const load = ({ files }: Chain) =>
          loadChain(
            config,
            textsFrom((path) => (path in files ? textOf(files[path] ?? []) : undefined)),
            library,
          );
        const edited = change(chain, file, (all) => [
          ...all,
          about(file, "Deny", file.includes("trust") ? "sts:*" : "s3:GetObject"),
        ]);
        const before = simulateChain(load(chain));
        const after = simulateChain(load(edited), before);
        assert.deepEqual(kinds(after), kinds(simulateChain(load(edited))));
        const same = simulateChain(load(chain), before);
        for (const [index, step] of steps(same).entries()) {
          if (step.requests.length > 0) assert.equal(step, steps(before)[index]);
        }
        for (const [index, step] of after.hops.entries()) {
          const uses = step.requests.some(({ request: { policies } }) =>
            [...(policies.identity ?? []), policies.resource, policies.permissionsBoundary].some(
              (one) => one?.name === file,
            ),
          );
          if (!uses && step.requests.length > 0) assert.equal(step, before.hops[index]);
        }
      }),
      runs,
    );
  });

  it("the suggested statements, put where they belong, let a denied step through", () => {
    let tried = 0;
    fc.assert(
      fc.property(chains, (chain) => {
        const result = run(chain);
        for (const [index, step] of steps(result).entries()) {
          const [request] = step.requests;
          if (request?.decision !== "implicitlyDenied") continue;
          const { missing, decision } = explainRequest(result, request);
          // A denial that may come on top is no lack of an Allow.
          if (decision.possible.length > 1) continue;
          let fixed = chain;
          for (const { document, suggestion } of missing) {
            assert.ok(document !== undefined);
            fixed = change(fixed, document.name, (all) => [...all, suggestion as Statement]);
          }
          // What is open beside it stays open.
          const then = steps(run(fixed))[index]?.requests[0]?.decision;
          assert.ok(then === "allowed" || then === "undetermined", `${step.label} is ${then ?? "not asked"}`);
          tried++;
        }
      }),
      runs,
    );
    assert.ok(tried > 20);
  });

  it("coverage counts a statement for exactly the steps that it applies to, and the deciding ones are among them", () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const result = run(chain);
        const covered = new Map(
          chainCoverage(result).map(({ document, statements }) => [document.name, statements]),
        );
        for (const step of steps(result)) {
          if (step.kind === "identity") continue;
          for (const request of step.requests) {
            for (const { document, statement } of explainRequest(result, request).decidedBy) {
              const matched = covered.get(document.name)?.[statement]?.matched ?? [];
              assert.ok(matched.some(({ kind, index }) => kind === step.kind && index === step.index));
            }
          }
        }
        const asked = steps(result).some(({ requests }) => requests.length > 0);
        if (!asked)
          for (const statements of covered.values())
            for (const { matched } of statements) assert.deepEqual(matched, []);
      }),
      runs,
    );
  });

  it("cut off anywhere, config and policies are answered and give nothing that the whole did not", () => {
    const [chain] = fc.sample(chains, { numRuns: 1, seed: 7 });
    assert.ok(chain !== undefined);
    const text = JSON.stringify(chain.config, undefined, 1);
    const texts = textsFrom((path) => textOf(chain.files[path] ?? []));
    for (let end = 0; end < text.length; end += 7) {
      const result = simulate(text.slice(0, end), texts);
      assert.ok(result.chain.problems.length > 0);
    }
    for (const name of Object.keys(chain.files)) {
      const whole = textOf(chain.files[name] ?? []);
      for (let end = 0; end < whole.length; end += 11) {
        const result = simulate(
          text,
          textsFrom((path) => (path === name ? whole.slice(0, end) : textOf(chain.files[path] ?? []))),
        );
        const uses = result.chain.problems.some(({ code }) => code === "unparsablePolicy");
        assert.ok(uses || !text.includes(`"${name}"`), `${name} cut at ${end}: ${whole.slice(0, end)}`);
      }
    }
  });
});
