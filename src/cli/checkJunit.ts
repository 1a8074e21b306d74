import type { CheckedConfig, CheckedStep, LiveStep } from "./checkedConfig.ts";
import { placeText, stepText } from "./checkText.ts";

/**
 * JUnit XML as CI servers read it: a suite for each role config, a case for each hop and check. What is undetermined is
 * skipped with its reason; what cannot run, and a config with an error, is an error.
 */
export function checkJunit(configs: readonly CheckedConfig[]): string {
  const suites = configs.map(suiteOf);
  const total = (pick: (suite: Suite) => number) => suites.reduce((sum, suite) => sum + pick(suite), 0);
  const attributes = attributesOf({
    name: "assume-role check",
    tests: total(({ tests }) => tests),
    failures: total(({ failures }) => failures),
    errors: total(({ errors }) => errors),
    skipped: total(({ skipped }) => skipped),
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes}>`,
    ...suites.flatMap(({ lines }) => lines),
    "</testsuites>",
    "",
  ].join("\n");
}

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
  readonly lines: readonly string[];
}

function suiteOf({ file, problems, steps, live }: CheckedConfig): Suite {
  const broken = problems.filter(({ severity }) => severity === "error");
  const count = (outcome: CheckedStep["outcome"]) => steps.filter((step) => step.outcome === outcome).length;
  const config = broken.map(({ code, message, range }) =>
    element("error", { type: code, message }, `${placeText({ file, range })}: ${message}`),
  );
  const cases = [
    ...(config.length === 0 ? [] : [caseOf(file, "the role config itself", config.slice(0, 1))]),
    ...steps.map((step) => caseOf(file, step.name, resultOf(file, step))),
    ...steps.flatMap(({ name, live: answer }) =>
      answer === undefined ? [] : [caseOf(file, `${name} (live)`, liveResultOf(answer))],
    ),
    ...(live?.refused === undefined
      ? []
      : [caseOf(file, "AWS is asked", [element("error", { type: "refused", message: live.refused }, "")])]),
  ];
  const answered = (outcome: LiveStep["outcome"]) =>
    steps.filter((step) => step.live?.outcome === outcome).length;
  const counts = {
    tests: cases.length,
    failures: count("failed") + answered("failed"),
    errors:
      count("cannotRun") +
      answered("errored") +
      (config.length === 0 ? 0 : 1) +
      (live?.refused === undefined ? 0 : 1),
    skipped: count("undetermined") + answered("skipped"),
  };
  return {
    ...counts,
    lines: [`  <testsuite${attributesOf({ name: file, ...counts })}>`, ...cases.flat(), "  </testsuite>"],
  };
}

function caseOf(file: string, name: string, result: readonly string[]): string[] {
  const attributes = attributesOf({ classname: file, name });
  if (result.length === 0) return [`    <testcase${attributes}/>`];
  return [`    <testcase${attributes}>`, ...result.map((line) => `      ${line}`), "    </testcase>"];
}

function resultOf(file: string, step: CheckedStep): readonly string[] {
  const { outcome, expected, actual, message = "" } = step;
  switch (outcome) {
    case "passed":
      return [];
    case "failed":
      return [
        element(
          "failure",
          { type: "unexpectedDecision", message: `expected ${expected}, is ${actual ?? "unknown"}` },
          stepText(file, step),
        ),
      ];
    case "undetermined":
      return [`<skipped${attributesOf({ message })}/>`];
    case "cannotRun":
      return [element("error", { type: "cannotRun", message }, stepText(file, step))];
  }
}

function liveResultOf({ outcome, message, difference }: LiveStep): readonly string[] {
  const text = [message, ...(difference?.causes ?? [])].join("\n");
  switch (outcome) {
    case "passed":
      return [];
    case "failed":
      return [element("failure", { type: "liveAnswer", message: difference?.headline ?? message }, text)];
    case "errored":
      return [element("error", { type: "noAnswer", message }, text)];
    case "skipped":
      return [`<skipped${attributesOf({ message })}/>`];
  }
}

function element(name: string, attributes: Readonly<Record<string, string>>, text: string): string {
  return `<${name}${attributesOf(attributes)}>${escaped(text)}</${name}>`;
}

function attributesOf(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join("");
}

/** XML 1.0 allows no other control characters, escaped or not. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
