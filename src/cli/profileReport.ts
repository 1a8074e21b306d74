import type { AwsFiles } from "../core/awsFiles/edit/model.ts";
import type { AwsFileKind } from "../core/awsFiles/model.ts";
import { optional } from "../core/optional.ts";
import type { Environment, Plan, ProfileProblem, Profiles } from "../core/profiles/model.ts";
import { planDifferences } from "../core/profiles/differences.ts";
import { withoutPassword } from "../core/profiles/endpointText.ts";
import { describePlan, planForProfile } from "../core/profiles/plan.ts";
import { visible } from "../core/text/visible.ts";
import { LineIndex } from "../core/text/lineIndex.ts";
import type { Range, Span } from "../core/text/span.ts";
import { counted } from "../core/text/counted.ts";

/** The files as they were read, and where. */
export interface ReadFiles {
  readonly paths: Readonly<Record<AwsFileKind, string>>;
  readonly files: AwsFiles;
}

/** One profile, or one section that should be one, in the documented shape. `file` and `range` say where it stands. */
export interface ProfileRow {
  readonly name: string;
  readonly file: string;
  readonly region?: string;
  readonly plan: Plan | null;
  readonly problems: readonly LocatedProblem[];
}

interface LocatedProblem {
  readonly code: string;
  readonly severity: "error" | "warning" | "suggestion";
  readonly message: string;
  readonly file: string;
  readonly range: Range;
}

/** Every profile in file order, then the sections that no tool finds as one. */
export function profileRows(
  profiles: Profiles,
  { environment, ...read }: ReadFiles & { readonly environment: Environment },
): readonly ProfileRow[] {
  const locate = locator(read);
  const fileOf = (places: readonly { readonly file: AwsFileKind }[]): string =>
    read.paths[places[0]?.file ?? "config"];
  return [
    ...profiles.profiles.map((profile): ProfileRow => {
      const result = planForProfile(profiles, profile.name, environment);
      const own = new Set(profile.problems);
      // A plan that cannot be made may have a reason that is not in the files.
      if (result.kind === "broken") for (const problem of result.problems) own.add(problem);
      return {
        name: profile.name,
        file: fileOf(profile.places),
        ...optional("region", profile.region),
        plan:
          result.kind === "plan"
            ? { ...withoutPasswords(result.plan), differences: planDifferences(result) }
            : null,
        problems: [...own].map(locate),
      };
    }),
    ...profiles.unreachable.map(({ title, file, problems }): ProfileRow => ({
      name: title,
      file: fileOf([{ file }]),
      plan: null,
      problems: problems.map(locate),
    })),
  ];
}

function locator({ paths, files }: ReadFiles): (problem: ProfileProblem) => LocatedProblem {
  const indexes = new Map<AwsFileKind, LineIndex>();
  const rangeOf = (file: AwsFileKind, span: Span): Range => {
    let index = indexes.get(file);
    if (index === undefined) indexes.set(file, (index = new LineIndex(files[file]?.text ?? "")));
    return index.range(span);
  };
  return ({ code, severity, message, file, span }) => ({
    code,
    // As `lint` calls it.
    severity: severity === "information" ? "suggestion" : severity,
    message,
    file: paths[file],
    range: rangeOf(file, span),
  });
}

/** A URL may carry a name and a password; they are no part of where a call goes. */
function withoutPasswords(plan: Plan): Plan {
  return JSON.parse(
    JSON.stringify(plan, (key, value: unknown) =>
      key === "url" && typeof value === "string" ? withoutPassword(value) : value,
    ),
  ) as Plan;
}

export function jsonReport(rows: readonly ProfileRow[]): string {
  return `${JSON.stringify(rows, null, 2)}\n`;
}

/** For a terminal: each profile with its plan and problems, then the set-up. */
export function textReport(rows: readonly ProfileRow[], setup: readonly string[]): string {
  const lines = rows.flatMap(({ name, file, plan, problems }) => [
    visible(`${name}  (${file})`),
    ...(plan === null ? ["no call can be made"] : planLines(plan)).map((line) => `  ${line}`),
    ...problems.map((problem) => `  ${problemLine(problem)}`),
    "",
  ]);
  const broken = rows.filter(({ plan }) => plan === null).length;
  const count = `${counted(rows.length, "profile")}, ${broken} without a plan`;
  return [
    ...lines,
    ...(setup.length === 0 ? [] : ["Set-up", ...setup.map((line) => `  ${line}`), ""]),
    count,
    "",
  ].join("\n");
}

/** A plan, and behind it what the AWS CLI and the SDKs would do otherwise. */
function planLines(plan: Plan): string[] {
  return [...describePlan(plan), ...plan.differences.map((difference) => visible(`Differs: ${difference}`))];
}

export function problemLines(problems: readonly ProfileProblem[], read: ReadFiles): string[] {
  return problems.map(locator(read)).map(problemLine);
}

function problemLine({ code, severity, message, file, range: { start } }: LocatedProblem): string {
  return visible(`${file}:${start.line + 1}:${start.character + 1}: ${severity} ${code} ${message}`);
}
