import type { Node } from "jsonc-parser";
import { parseJson } from "../json/parseJson.ts";
import { optional } from "../optional.ts";
import type { Span } from "../text/span.ts";
import type {
  Condition,
  Member,
  Policy,
  PolicyProblem,
  PrincipalElement,
  Statement,
  Text,
  TextList,
} from "./model.ts";

/**
 * Reads one policy document with the place of everything in it. Never throws: half-typed text gives what could be
 * read and a problem for the rest. Comments and trailing commas are accepted (`jsonc`).
 * Grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(text: string): Policy {
  const { root, problems } = parseJson(text);
  return readPolicy(
    root,
    problems.map((problem) => ({ code: "jsonSyntax", ...problem })),
  );
}

/** The same for a JSON node inside a larger document, such as a policy nested in a role config. */
export function readPolicy(root: Node | undefined, problems: PolicyProblem[] = []): Policy {
  const empty: Policy = { span: spanOf(root), members: [], singleStatement: false, statements: [], problems };
  if (root === undefined) return empty;
  if (root.type !== "object") {
    problems.push({ code: "notAnObject", message: "A policy is a JSON object.", span: spanOf(root) });
    return empty;
  }
  const members = membersOf(root, problems);
  const statement = valueOf(root, "Statement");
  if (statement === undefined) {
    problems.push({ code: "missingStatement", message: "The policy has no Statement.", span: spanOf(root) });
  }
  const statementNodes =
    statement === undefined ? [] : statement.type === "array" ? (statement.children ?? []) : [statement];
  const statements = statementNodes.flatMap((node, index) => readStatement(node, index, problems));
  return {
    span: spanOf(root),
    members,
    ...optional("version", readText(valueOf(root, "Version"), "Version", problems)),
    ...optional("id", readText(valueOf(root, "Id"), "Id", problems)),
    singleStatement: statement?.type === "object",
    statements,
    problems,
  };
}

function readStatement(node: Node, index: number, problems: PolicyProblem[]): Statement[] {
  if (node.type !== "object") {
    problems.push({ code: "wrongType", message: "A statement is a JSON object.", span: spanOf(node) });
    return [];
  }
  const members = membersOf(node, problems);
  // This runs for every statement after every keystroke: each member is looked at once.
  const values = new Map<string, Node | undefined>();
  for (const { children = [] } of node.children ?? []) {
    const name = String(children[0]?.value);
    if (!values.has(name)) values.set(name, children[1]);
  }
  const sid = readText(values.get("Sid"), "Sid", problems);
  const effect = readText(values.get("Effect"), "Effect", problems);
  const principal = readPrincipal(values.get("Principal"), "Principal", problems);
  const notPrincipal = readPrincipal(values.get("NotPrincipal"), "NotPrincipal", problems);
  const action = readList(values.get("Action"), "Action", problems);
  const notAction = readList(values.get("NotAction"), "NotAction", problems);
  const resource = readList(values.get("Resource"), "Resource", problems);
  const notResource = readList(values.get("NotResource"), "NotResource", problems);
  return [
    {
      index,
      span: spanOf(node),
      members,
      ...(sid && { sid }),
      ...(effect && { effect }),
      ...(principal && { principal }),
      ...(notPrincipal && { notPrincipal }),
      ...(action && { action }),
      ...(notAction && { notAction }),
      ...(resource && { resource }),
      ...(notResource && { notResource }),
      conditions: readConditions(values.get("Condition"), problems),
    },
  ];
}

function readPrincipal(
  node: Node | undefined,
  name: string,
  problems: PolicyProblem[],
): PrincipalElement | undefined {
  if (node === undefined) return undefined;
  if (node.type === "string") {
    const text = textOf(node);
    if (text.value !== "*") {
      problems.push({
        code: "wrongType",
        message: `${name} is "*" or an object such as { "AWS": "…" }.`,
        span: spanOf(node),
      });
    }
    return { span: spanOf(node), everyone: text.value === "*", entries: [] };
  }
  if (node.type !== "object") {
    problems.push({ code: "wrongType", message: `${name} is "*" or an object.`, span: spanOf(node) });
    return { span: spanOf(node), everyone: false, entries: [] };
  }
  const entries = properties(node).flatMap(({ key, value }) => {
    const values = readList(value, `${name}.${String(key.value)}`, problems);
    return values === undefined ? [] : [{ type: textOf(key), values }];
  });
  membersOf(node, problems);
  return { span: spanOf(node), everyone: false, entries };
}

function readConditions(node: Node | undefined, problems: PolicyProblem[]): Condition[] {
  if (node === undefined) return [];
  if (node.type !== "object") {
    problems.push({ code: "wrongType", message: "Condition is an object of operators.", span: spanOf(node) });
    return [];
  }
  return properties(node).flatMap(({ key: operator, value: keys }) => {
    if (keys === undefined) return [];
    if (keys.type !== "object") {
      problems.push({
        code: "wrongType",
        message: `${String(operator.value)} is an object of condition keys.`,
        span: spanOf(keys),
      });
      return [];
    }
    return properties(keys).flatMap(({ key, value }): Condition[] => {
      const values = readList(value, String(key.value), problems);
      if (values === undefined) return [];
      return [
        {
          operator: textOf(operator),
          key: textOf(key),
          values,
          span: { start: key.offset, end: values.span.end },
        },
      ];
    });
  });
}

/** Numbers and booleans are legal condition values and are kept as text, as AWS does. */
function readList(node: Node | undefined, name: string, problems: PolicyProblem[]): TextList | undefined {
  if (node === undefined) return undefined;
  const single = node.type !== "array";
  const items: Text[] = [];
  for (const item of single ? [node] : (node.children ?? [])) {
    if (item.type === "string" || item.type === "number" || item.type === "boolean") {
      items.push(textOf(item));
      continue;
    }
    problems.push({
      code: "wrongType",
      message: `${name} is a string or an array of strings.`,
      span: spanOf(item),
    });
  }
  return { span: spanOf(node), single, items };
}

function readText(node: Node | undefined, name: string, problems: PolicyProblem[]): Text | undefined {
  if (node === undefined) return undefined;
  if (node.type === "string") return textOf(node);
  problems.push({ code: "wrongType", message: `${name} is a string.`, span: spanOf(node) });
  return undefined;
}

function membersOf(node: Node, problems: PolicyProblem[]): Member[] {
  const seen = new Set<string>();
  return properties(node).map(({ property, key, value }) => {
    const name = textOf(key);
    if (seen.has(name.value)) {
      problems.push({
        code: "duplicateElement",
        message: `${name.value} stands here twice; AWS refuses the document.`,
        span: name.span,
      });
    }
    seen.add(name.value);
    return { name, span: spanOf(property), valueSpan: value === undefined ? undefined : spanOf(value) };
  });
}

function properties(node: Node): { property: Node; key: Node; value: Node | undefined }[] {
  const found: { property: Node; key: Node; value: Node | undefined }[] = [];
  for (const property of node.children ?? []) {
    const key = property.children?.[0];
    if (key !== undefined) found.push({ property, key, value: property.children?.[1] });
  }
  return found;
}

function valueOf(node: Node, name: string): Node | undefined {
  return properties(node).find(({ key }) => key.value === name)?.value;
}

function textOf(node: Node): Text {
  return { value: String(node.value), span: spanOf(node) };
}

function spanOf(node: Node | undefined): Span {
  return node === undefined ? { start: 0, end: 0 } : { start: node.offset, end: node.offset + node.length };
}
