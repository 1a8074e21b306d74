import type { ActionAnswer, LevelAccess, ResourceAccess } from "./roleAccess.ts";

/** Columns that a line of action names may take before it goes on in the next. */
const width = 100;

/** The whole answer as plain text: for each resource the actions by access level, and what they still depend on. */
export function renderAccess(
  title: string,
  about: readonly string[],
  access: readonly ResourceAccess[],
): string {
  return [
    title,
    "Simulated from the policies · nothing was asked of AWS",
    ...about.map((line) => `  ${line}`),
    "",
    ...access.flatMap(resourceLines),
  ].join("\n");
}

function resourceLines({ resource, levels }: ResourceAccess): string[] {
  const heading = resource === undefined ? "Actions without a resource" : resource.arn;
  return [heading, ...(levels.length === 0 ? ["  nothing"] : levels.flatMap(levelLines)), ""];
}

function levelLines({ level, asked, answers }: LevelAccess): string[] {
  const allowed = answers.filter(({ answer }) => answer === "allowed");
  const other = answers.filter(({ answer }) => answer === "otherSide");
  return [
    `  ${level}: ${answers.length} of ${asked}`,
    ...wrapped(allowed.map(({ action }) => action)),
    ...(other.length === 0
      ? []
      : [
          "    if the policy of the resource allows it too:",
          ...wrapped(other.map(({ action }) => action)).map((line) => `  ${line}`),
        ]),
    ...dependent(answers.filter(({ answer }) => answer === "undetermined")),
  ];
}

/** Actions that wait for the same keys stand together. */
function dependent(answers: readonly ActionAnswer[]): string[] {
  const byKeys = new Map<string, string[]>();
  for (const { action, keys } of answers) {
    const key = keys.join(", ");
    byKeys.set(key, [...(byKeys.get(key) ?? []), action]);
  }
  return [...byKeys].flatMap(([keys, actions]) => [
    `    depending on ${keys}:`,
    ...wrapped(actions).map((line) => `  ${line}`),
  ]);
}

function wrapped(names: readonly string[]): string[] {
  const lines: string[] = [];
  let line = "";
  for (const name of names) {
    if (line !== "" && line.length + name.length + 2 > width) {
      lines.push(`    ${line},`);
      line = "";
    }
    line = line === "" ? name : `${line}, ${name}`;
  }
  return line === "" ? lines : [...lines, `    ${line}`];
}
