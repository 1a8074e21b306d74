import type { Span } from "../../core/text/span.ts";
import { caretAt, isContainer, type Caret } from "./caret.ts";
import type { JsonNode, JsonObject, JsonTree } from "./jsonTree.ts";

/** What an offset of a policy means in the grammar of policies. */
export type PolicyPlace =
  /** No text yet, or not yet a brace. */
  | { readonly kind: "document" }
  | { readonly kind: "policyElement"; readonly present: ReadonlySet<string> }
  | { readonly kind: "version" }
  /** The value of Statement, or an item in it. */
  | { readonly kind: "statement"; readonly inArray: boolean }
  | {
      readonly kind: "statementElement";
      readonly present: ReadonlySet<string>;
      readonly statement: StatementText;
    }
  | { readonly kind: "effect"; readonly statement: StatementText }
  | { readonly kind: "sid"; readonly statement: StatementText }
  | { readonly kind: "action"; readonly negated: boolean; readonly statement: StatementText }
  | { readonly kind: "resource"; readonly negated: boolean; readonly statement: StatementText }
  /** The value of Principal itself: `"*"` or an object. */
  | { readonly kind: "principal"; readonly statement: StatementText }
  | {
      readonly kind: "principalType";
      readonly present: ReadonlySet<string>;
      readonly statement: StatementText;
    }
  | { readonly kind: "principalValue"; readonly type: string; readonly statement: StatementText }
  | { readonly kind: "condition"; readonly statement: StatementText }
  | {
      readonly kind: "conditionOperator";
      readonly present: ReadonlySet<string>;
      readonly keys: readonly string[];
      readonly statement: StatementText;
    }
  | {
      readonly kind: "conditionKey";
      readonly present: ReadonlySet<string>;
      readonly operator: string;
      readonly statement: StatementText;
    }
  | {
      readonly kind: "conditionValue";
      readonly operator: string;
      readonly key: string;
      readonly statement: StatementText;
    };

/** What could be read of the statement around the caret, in spite of what is missing in it. */
export interface StatementText {
  readonly span: Span;
  readonly effect: string | undefined;
  /** Values of Action, or of NotAction where there is no Action. */
  readonly actions: readonly string[];
  readonly actionsNegated: boolean;
  readonly resources: readonly string[];
  readonly principals: readonly { readonly type: string; readonly value: string }[];
  readonly conditions: readonly {
    readonly operator: string;
    readonly key: string;
    readonly values: readonly string[];
  }[];
}

/** An offset, what it means, and the text that belongs to it. */
export interface PolicyCaret {
  readonly place: PolicyPlace;
  readonly caret: Caret;
  /** Version as written; policy variables work from 2012-10-17. */
  readonly version: string | undefined;
  /** Other strings of the same list, in order. */
  readonly siblings: readonly string[];
}

/**
 * Says what an offset means. `within` is the span of the policy where it is a part of a larger document. Undefined
 * where nothing of ours can stand.
 */
export function policyCaretAt(tree: JsonTree, offset: number, within?: Span): PolicyCaret | undefined {
  const caret = caretAt(tree, offset);
  if (caret === undefined) return undefined;
  if (caret.slot === "document") {
    return within === undefined
      ? { place: { kind: "document" }, caret, version: undefined, siblings: [] }
      : undefined;
  }
  const root =
    within === undefined ? 0 : caret.way.findIndex(({ container }) => container.start === within.start);
  const policy = caret.way[root]?.container;
  if (policy?.type !== "object") return undefined;
  const place = placeOf(caret, root, policy);
  if (place === undefined) return undefined;
  return { place, caret, version: scalarOf(memberOf(policy, "Version")), siblings: siblingsOf(caret) };
}

function placeOf(caret: Caret, root: number, policy: JsonObject): PolicyPlace | undefined {
  const way = caret.way.slice(root);
  const [top, ...rest] = way;
  if (top === undefined) return undefined;
  if (rest.length === 0) {
    if (caret.slot === "name") return { kind: "policyElement", present: namesOf(policy, caret) };
    if (top.key === "Version") return { kind: "version" };
    return top.key === "Statement" ? { kind: "statement", inArray: false } : undefined;
  }
  if (top.key !== "Statement") return undefined;
  const inArray = rest[0]?.container.type === "array";
  const [statementStep, ...inner] = inArray ? rest.slice(1) : rest;
  if (statementStep === undefined) return { kind: "statement", inArray };
  if (statementStep.container.type !== "object") return undefined;
  const statement = readStatement(statementStep.container);
  const [first, second, ...deeper] = inner;
  if (first === undefined) {
    return caret.slot === "name"
      ? { kind: "statementElement", present: namesOf(statementStep.container, caret), statement }
      : elementValue(statementStep.key, statement);
  }
  switch (statementStep.key) {
    case "Action":
    case "NotAction":
    case "Resource":
    case "NotResource":
      return second === undefined && first.container.type === "array"
        ? elementValue(statementStep.key, statement)
        : undefined;
    case "Principal":
    case "NotPrincipal": {
      if (first.container.type !== "object" || deeper.length > 0) return undefined;
      if (second === undefined && caret.slot === "name") {
        return { kind: "principalType", present: namesOf(first.container, caret), statement };
      }
      if (second !== undefined && second.container.type !== "array") return undefined;
      return { kind: "principalValue", type: String(first.key), statement };
    }
    case "Condition": {
      if (first.container.type !== "object" || deeper.length > 1) return undefined;
      if (second === undefined) {
        if (caret.slot !== "name") return undefined;
        const keys = caret.member?.value?.type === "object" ? namesOf(caret.member.value, undefined) : [];
        return {
          kind: "conditionOperator",
          present: namesOf(first.container, caret),
          keys: [...keys],
          statement,
        };
      }
      const operator = String(first.key);
      const { container } = second;
      if (container.type !== "object") return undefined;
      const list = deeper[0];
      if (list === undefined && caret.slot === "name") {
        return { kind: "conditionKey", present: namesOf(container, caret), operator, statement };
      }
      if (list !== undefined && list.container.type !== "array") return undefined;
      return { kind: "conditionValue", operator, key: String(second.key), statement };
    }
    default:
      return undefined;
  }
}

function elementValue(
  element: string | number | undefined,
  statement: StatementText,
): PolicyPlace | undefined {
  switch (element) {
    case "Effect":
      return { kind: "effect", statement };
    case "Sid":
      return { kind: "sid", statement };
    case "Action":
    case "NotAction":
      return { kind: "action", negated: element === "NotAction", statement };
    case "Resource":
    case "NotResource":
      return { kind: "resource", negated: element === "NotResource", statement };
    case "Principal":
    case "NotPrincipal":
      return { kind: "principal", statement };
    case "Condition":
      return { kind: "condition", statement };
    default:
      return undefined;
  }
}

function readStatement(node: JsonObject): StatementText {
  const action = memberOf(node, "Action");
  const notAction = action === undefined ? memberOf(node, "NotAction") : undefined;
  const principal = memberOf(node, "Principal") ?? memberOf(node, "NotPrincipal");
  return {
    span: { start: node.start, end: node.end },
    effect: scalarOf(memberOf(node, "Effect")),
    actions: stringsOf(action ?? notAction),
    actionsNegated: notAction !== undefined,
    resources: stringsOf(memberOf(node, "Resource") ?? memberOf(node, "NotResource")),
    principals: entriesOf(principal).flatMap(({ name, value }) =>
      stringsOf(value).map((text) => ({ type: name, value: text })),
    ),
    conditions: entriesOf(memberOf(node, "Condition")).flatMap(({ name: operator, value }) =>
      entriesOf(value).map((entry) => ({
        operator,
        key: entry.name,
        values: stringsOf(entry.value),
      })),
    ),
  };
}

function memberOf(node: JsonObject, name: string): JsonNode | undefined {
  return node.members.find((member) => member.name.value === name)?.value;
}

function entriesOf(node: JsonNode | undefined): { name: string; value: JsonNode | undefined }[] {
  if (node?.type !== "object") return [];
  return node.members.map(({ name, value }) => ({ name: name.value, value }));
}

/** A value that may be one string or a list of them. */
function stringsOf(node: JsonNode | undefined): string[] {
  if (node === undefined || node.type === "object") return [];
  const items = node.type === "array" ? node.items : [node];
  return items.flatMap((item) => (isContainer(item) ? [] : [item.value]));
}

function scalarOf(node: JsonNode | undefined): string | undefined {
  return node?.type === "string" ? node.value : undefined;
}

function namesOf(node: JsonObject, caret: Caret | undefined): Set<string> {
  return new Set(
    node.members
      .filter(({ name }) => name !== caret?.token && name.value !== "")
      .map(({ name }) => name.value),
  );
}

function siblingsOf({ way, token, slot }: Caret): string[] {
  const container = way.at(-1)?.container;
  if (slot !== "item" || container?.type !== "array") return [];
  return container.items.flatMap((item) => (item === token || isContainer(item) ? [] : [item.value]));
}
