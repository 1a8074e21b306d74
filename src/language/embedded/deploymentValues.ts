import type { Span } from "../../core/text/span.ts";
import type { JsonMember, JsonNode, JsonObject } from "../cursor/jsonTree.ts";
import type { Opaque } from "./embeddedText.ts";

/**
 * A value that CloudFormation makes when it deploys: an intrinsic function, or an object that a macro or a loop adds
 * members to. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function isIntrinsic({ members }: JsonObject): boolean {
  return members.some(
    ({ name }) => name.value.startsWith("Fn::") || (name.value === "Ref" && members.length === 1),
  );
}

/**
 * Dynamic references are filled at deployment too:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
function isDynamicReference(text: string): boolean {
  return text.includes("{{resolve:");
}

/** Our word for such a value, in the place of the value. */
const word = (index: number) => `"<deployment${index}>"`;

/** A sentence about a policy without words of ours, which nobody has written. */
export function withValuesOpen(said: string): string {
  return said.replace(/<deployment\d+>/g, "…");
}

/** The value that a loop of the template language or a choice gives, one for each way it can go. */
export function choicesOf(node: JsonNode, depth = 0): readonly JsonNode[] {
  if (node.type !== "object" || depth > 20) return [node];
  const [only] = node.members;
  if (node.members.length !== 1 || only?.name.value !== "Fn::If" || only.value?.type !== "array") {
    return [node];
  }
  return only.value.items.slice(1, 3).flatMap((item) => choicesOf(item, depth + 1));
}

/** What only the deployment decides in a policy. */
export interface DeploymentValues {
  /** The values with what is read in their place, in the order of the text. */
  readonly opaque: readonly Opaque[];
  /**
   * Statements whose actions or conditions are not all known, and statements that are not known at all: of them it
   * cannot be said what they lack.
   */
  readonly partlyKnown: readonly Span[];
}

export function deploymentValues(policy: JsonObject): DeploymentValues {
  const opaque: Opaque[] = [];
  const partlyKnown: Span[] = [];
  // Two equal calls may be two values, so each has a word of its own.
  const hide = (node: JsonNode, shown: (word: string) => string) => {
    opaque.push({ span: spanOf(node), shown: shown(word(opaque.length)) });
  };
  for (const { name, value } of policy.members) {
    if (value === undefined) continue;
    if (name.value === "Version" && isDecidedLater(value)) hide(value, () => '"2012-10-17"');
    else if (name.value !== "Statement") hideAll(value, hide);
    else {
      for (const statement of value.type === "array" ? value.items : [value]) {
        if (isDecidedLater(statement)) {
          hide(statement, wholeStatement);
          partlyKnown.push(spanOf(statement));
        } else if (statement.type === "object") {
          if (statement.members.some(isPartlyKnown)) partlyKnown.push(spanOf(statement));
          for (const member of statement.members) if (member.value !== undefined) hideAll(member.value, hide);
        }
      }
    }
  }
  return { opaque: opaque.sort((a, b) => a.span.start - b.span.start), partlyKnown };
}

function hideAll(value: JsonNode, hide: (node: JsonNode, shown: (word: string) => string) => void): void {
  const open: JsonNode[] = [value];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isDecidedLater(node)) hide(node, (word) => word);
    else if (node.type === "array") open.push(...node.items);
    else if (node.type === "object") open.push(...node.members.flatMap((member) => member.value ?? []));
  }
}

/** A statement that grants nothing and narrows nothing, whatever the kind of the policy. */
function wholeStatement(word: string): string {
  return `{"Effect":"Deny","Action":${word},"Resource":${word}}`;
}

function isPartlyKnown({ name, value }: JsonMember): boolean {
  if (value === undefined) return false;
  switch (name.value) {
    case "Action":
    case "NotAction":
      return isDecidedLater(value) || (value.type === "array" && value.items.some(isDecidedLater));
    case "Condition":
      return (
        isDecidedLater(value) ||
        (value.type === "object" &&
          value.members.some((row) => row.value !== undefined && isDecidedLater(row.value)))
      );
    default:
      return false;
  }
}

function isDecidedLater(node: JsonNode): boolean {
  return node.type === "object"
    ? isIntrinsic(node)
    : node.type === "string" && isDynamicReference(node.value);
}

function spanOf({ start, end }: JsonNode): Span {
  return { start, end };
}
