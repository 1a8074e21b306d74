import assert from "node:assert/strict";
import type { Endpoint, Environment, Hop } from "../../../../src/core/profiles/model.ts";
import { planForEnvironment, planForProfile } from "../../../../src/core/profiles/plan.ts";
import { readCases } from "./caseFile.ts";
import { loadLines, type ExpectedProblem, type FileLines } from "./loadCase.ts";

interface PlanCase extends FileLines {
  readonly name: string;
  readonly document: string;
  readonly environment?: Environment;
  /** Absent: the environment alone. */
  readonly profile?: string;
  readonly plan?: {
    readonly source: unknown;
    /** What a hop leaves out has its default. */
    readonly hops: readonly Partial<Hop>[];
    /** Of STS, and of every call that does not name its own. */
    readonly endpoint: Endpoint;
    readonly s3?: Endpoint;
    readonly iam?: Endpoint;
    /** What named the region of STS; where it is left out, that is not looked at. */
    readonly regionFrom?: string;
    /** A part of each note, in order. */
    readonly notes?: readonly string[];
    /** A part of each difference that files and environment make, in order. */
    readonly differences?: readonly string[];
    readonly problems?: readonly string[];
  };
  readonly broken?: readonly ExpectedProblem[];
}

// The case file is ours and has this shape.
const { cases } = readCases("profiles/plan.json") as { readonly cases: readonly PlanCase[] };

describe("planForProfile and planForEnvironment", () => {
  for (const given of cases) {
    it(`${given.name} (${given.document})`, () => {
      const { profiles, textAt } = loadLines(given);
      const environment = given.environment ?? {};
      const result =
        given.profile === undefined
          ? planForEnvironment(environment)
          : planForProfile(profiles, given.profile, environment);
      if (result.kind === "broken") {
        assert.deepEqual(
          result.problems.map((problem) => ({
            code: problem.code,
            severity: problem.severity,
            at: textAt(problem),
          })),
          given.broken?.map(({ code, severity, at }) => ({ code, severity, at })),
        );
        result.problems.forEach(({ message }, index) => {
          const says = given.broken?.[index]?.says ?? "";
          assert.ok(message.includes(says), `'${message}' does not say '${says}'`);
        });
        return;
      }
      const expected = given.plan;
      assert.ok(expected, "the plan should be broken");
      const { endpoint } = expected;
      const { notes, differences, ...plan } = result.plan;
      assert.deepEqual(withoutOrigins(plan), {
        ...(given.profile === undefined ? {} : { profile: given.profile }),
        source: expected.source,
        hops: expected.hops.map((hop) => ({ ...defaultHop, sts: endpoint, ...hop })),
        sts: endpoint,
        s3: expected.s3 ?? { region: endpoint.region, ...ofAllServices(endpoint) },
        iam: expected.iam ?? { region: endpoint.region, ...ofAllServices(endpoint) },
      });
      assertNotes(notes, expected.notes ?? []);
      assertNotes(differences, expected.differences ?? []);
      const defaulted = notes.some((note) => note.startsWith("No region is set"));
      assert.equal(plan.sts.regionFrom === undefined, defaulted);
      if (expected.regionFrom !== undefined) assert.equal(plan.sts.regionFrom, expected.regionFrom);
      assert.deepEqual(
        result.problems.map(({ code }) => code),
        expected.problems ?? [],
      );
    });
  }

  it("names no secret", () => {
    const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    const { profiles } = loadLines({
      credentials: [
        "[a]",
        `aws_access_key_id = ${secret}`,
        `aws_secret_access_key = ${secret}`,
        `aws_session_token = ${secret}`,
      ],
    });
    const environment = {
      AWS_ACCESS_KEY_ID: secret,
      AWS_SECRET_ACCESS_KEY: secret,
      AWS_SESSION_TOKEN: secret,
    };
    assert.equal(planForProfile(profiles, "a", environment).kind, "plan");
    assert.ok(!JSON.stringify(planForProfile(profiles, "a", environment)).includes(secret));
    assert.ok(!JSON.stringify(planForEnvironment(environment)).includes(secret));
  });
});

const defaultHop = {
  kind: "assumeRole",
  sessionName: "assume-role-workbench",
  tags: {},
  transitiveTagKeys: [],
  sessionPolicyArns: [],
};

/** The URL, where it is one for all services and not that of STS alone. */
function ofAllServices({ url, urlFrom }: Endpoint): Partial<Endpoint> {
  return url === undefined || urlFrom === undefined || urlFrom.includes("STS") ? {} : { url, urlFrom };
}

/** The same plan without what named its regions. */
function withoutOrigins(plan: object): unknown {
  return JSON.parse(
    JSON.stringify(plan, (key, value: unknown) => (key === "regionFrom" ? undefined : value)),
  );
}

function assertNotes(notes: readonly string[], expected: readonly string[]): void {
  assert.equal(notes.length, expected.length, notes.join("\n"));
  notes.forEach((note, index) => {
    assert.ok(note.includes(expected[index] ?? ""), `'${note}' does not say '${expected[index] ?? ""}'`);
    assert.match(note, /[.]$/);
  });
}
