import type { XmlElement } from "./xmlTree.ts";

interface Shape {
  readonly required: readonly string[];
  readonly attributes: readonly string[];
  readonly children: readonly string[];
  readonly text: boolean;
}

/**
 * What the schema that CI servers share allows of the elements we write (Jenkins' junit-10.xsd).
 * https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
 */
const shapes: Readonly<Record<string, Shape>> = {
  testsuites: {
    required: [],
    attributes: ["name", "time", "tests", "failures", "errors", "skipped", "disabled"],
    children: ["testsuite"],
    text: false,
  },
  testsuite: {
    required: ["name", "tests"],
    attributes: [
      "name",
      "tests",
      "failures",
      "errors",
      "skipped",
      "time",
      "timestamp",
      "hostname",
      "id",
      "package",
    ],
    children: ["testcase"],
    text: false,
  },
  testcase: {
    required: ["name"],
    attributes: ["name", "classname", "time", "status", "assertions"],
    children: ["skipped", "error", "failure"],
    text: false,
  },
  skipped: { required: [], attributes: ["message", "type"], children: [], text: true },
  failure: { required: [], attributes: ["message", "type"], children: [], text: true },
  error: { required: [], attributes: ["message", "type"], children: [], text: true },
};

/** What in a document is not JUnit XML, counts that do not fit included; none when it is. */
export function junitProblems(root: XmlElement): string[] {
  if (root.name !== "testsuites") return [`The root is <${root.name}>.`];
  return [...elementProblems(root), ...countProblems(root), ...root.children.flatMap(countProblems)];
}

function elementProblems({ name, attributes, children, text }: XmlElement): string[] {
  const shape = shapes[name];
  if (shape === undefined) return [`There is no <${name}>.`];
  const names = Object.keys(attributes);
  return [
    ...shape.required.filter((one) => !names.includes(one)).map((one) => `<${name}> needs ${one}.`),
    ...names.filter((one) => !shape.attributes.includes(one)).map((one) => `<${name}> has no ${one}.`),
    ...children
      .filter((child) => !shape.children.includes(child.name))
      .map((child) => `<${child.name}> in <${name}>.`),
    ...(shape.text || text.trim() === "" ? [] : [`Text in <${name}>.`]),
    ...children.flatMap(elementProblems),
  ];
}

function countProblems(suite: XmlElement): string[] {
  const cases =
    suite.name === "testsuites" ? suite.children.flatMap(({ children }) => children) : suite.children;
  const having = (child: string) =>
    cases.filter(({ children }) => children.some(({ name }) => name === child)).length;
  const counts = {
    tests: cases.length,
    failures: having("failure"),
    errors: having("error"),
    skipped: having("skipped"),
  };
  return Object.entries(counts).flatMap(([name, count]) =>
    suite.attributes[name] === String(count)
      ? []
      : [`${name} is ${suite.attributes[name] ?? "absent"}, not ${count}.`],
  );
}
