import assert from "node:assert/strict";
import { problemsOf } from "../../../../src/core/profiles/load.ts";
import type { ProfileProblem } from "../../../../src/core/profiles/model.ts";
import { readCases } from "./caseFile.ts";
import { loadLines, type ExpectedProblem, type FileLines } from "./loadCase.ts";

interface LoadCase extends FileLines {
  readonly name: string;
  readonly document: string;
  readonly profiles: Readonly<
    Record<
      string,
      {
        /** Each of these is compared where the case names it; null says that it is absent. */
        readonly parent?: string | null;
        readonly accountId?: string | null;
        readonly region?: string | null;
        readonly roleArn?: string | null;
        readonly keys?: { readonly file: string; readonly session: boolean } | null;
        readonly problems: readonly ExpectedProblem[];
      }
    >
  >;
  readonly unreachable?: readonly { readonly title: string; readonly problems: readonly ExpectedProblem[] }[];
  readonly problems?: readonly ExpectedProblem[];
}

// The case file is ours and has this shape.
const { cases } = readCases("profiles/load.json") as { readonly cases: readonly LoadCase[] };

describe("loadProfiles", () => {
  for (const given of cases) {
    it(`${given.name} (${given.document})`, () => {
      const { profiles, textAt } = loadLines(given);
      const check = (problems: readonly ProfileProblem[], expected: readonly ExpectedProblem[]): void => {
        assert.deepEqual(
          problems.map((problem) => ({
            code: problem.code,
            severity: problem.severity,
            at: textAt(problem),
          })),
          expected.map(({ code, severity, at }) => ({ code, severity, at })),
        );
        problems.forEach(({ message }, index) => {
          const says = expected[index]?.says ?? "";
          assert.ok(message.includes(says), `'${message}' does not say '${says}'`);
        });
      };
      assert.deepEqual(
        profiles.profiles.map(({ name }) => name),
        Object.keys(given.profiles),
      );
      for (const profile of profiles.profiles) {
        const expected = given.profiles[profile.name];
        assert.ok(expected);
        assert.equal(profiles.byName.get(profile.name), profile);
        for (const key of ["parent", "accountId", "region", "roleArn", "keys"] as const) {
          if (expected[key] !== undefined) assert.deepEqual(profile[key] ?? null, expected[key], key);
        }
        check(profile.problems, expected.problems);
      }
      assert.deepEqual(
        profiles.unreachable.map(({ title }) => title),
        (given.unreachable ?? []).map(({ title }) => title),
      );
      profiles.unreachable.forEach((section, index) => {
        check(section.problems, given.unreachable?.[index]?.problems ?? []);
      });
      check(profiles.problems, given.problems ?? []);
      for (const { message } of problemsOf(profiles)) assert.match(message, /^[^a-z].*[.?]$/);
    });
  }

  it("keeps no secret in what it answers", () => {
    const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    const { profiles } = loadLines({
      config: [
        "[profile a]",
        `x_password = ${secret}`,
        `AWS_SECRET_ACCESS_KEY = ${secret}`,
        `aws_session_token = ${secret} # ${secret}`,
      ],
      credentials: [
        "[a]",
        `aws_access_key_id = ${secret}`,
        `aws_secret_access_key: ${secret}`,
        `aws_security_token = ${secret}`,
      ],
    });
    const shown = JSON.stringify(profiles, (_key, value: unknown) =>
      value instanceof Map ? [...(value as Map<unknown, unknown>)] : value,
    );
    assert.ok(shown.includes("aws_secret_access_key"));
    assert.ok(!shown.includes(secret));
  });
});
