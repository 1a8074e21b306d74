import { getNodeValue, type Node } from "jsonc-parser";
import { optional } from "../optional.ts";
import { fillPlaceholders, fillPlaceholdersInJson, findPlaceholders } from "../placeholder.ts";
import { nearestName } from "../text/nearest.ts";
import type { Span } from "../text/span.ts";
import type { ConfigText, Located, RoleConfigProblem, RoleConfigProblemCode } from "./model.ts";

/** The members of one object by name; where a name stands twice, the first. */
export type Members = ReadonlyMap<string, Node>;

/** Reads values out of a JSON tree, fills the variables, and collects what is wrong at its place. */
export class ConfigReader {
  readonly problems: RoleConfigProblem[] = [];
  readonly #text: string;
  readonly #variables: Readonly<Record<string, string>>;

  constructor(text: string, variables: Readonly<Record<string, string>>) {
    this.#text = text;
    this.#variables = variables;
  }

  error(code: RoleConfigProblemCode, span: Span, message: string, replacement?: string): void {
    this.problems.push({
      code,
      severity: "error",
      message,
      span,
      ...optional("replacement", replacement),
    });
  }

  /** The members of an object that may only have `known` ones. `what` names it in messages: "A hop". */
  members(node: Node, what: string, known: readonly string[]): Members | undefined {
    const members = this.anyMembers(node, what);
    if (members === undefined) return undefined;
    for (const { key } of pairs(node)) {
      const name = String(key.value);
      if (known.includes(name)) continue;
      const near = nearestName(name, known);
      const hint = near === undefined ? "" : ` Did you mean '${near}'?`;
      this.error(
        "unknownMember",
        spanOf(key),
        `${what} has no member '${name}'.${hint}`,
        near === undefined ? undefined : JSON.stringify(near),
      );
    }
    return members;
  }

  /** The members of an object whose names are the user's own, such as tags. */
  anyMembers(node: Node, what: string): Members | undefined {
    if (node.type !== "object") {
      this.error("wrongType", spanOf(node), `${what} is an object.`);
      return undefined;
    }
    const members = new Map<string, Node>();
    for (const { key, value } of pairs(node)) {
      const name = String(key.value);
      if (members.has(name)) this.error("duplicateMember", spanOf(key), `'${name}' stands here twice.`);
      else if (value !== undefined) members.set(name, value);
    }
    return members;
  }

  /** Reports a required member that is absent, at the object's opening brace. */
  require(node: Node, members: Members, what: string, name: string): void {
    if (members.has(name)) return;
    const brace = { start: node.offset, end: node.offset + 1 };
    this.error("missingMember", brace, `${what} needs '${name}'.`);
  }

  /** A non-empty string, filled. A placeholder that no variable fills is a warning at its place. */
  text(node: Node | undefined, what: string): ConfigText | undefined {
    const label = this.label(node, what);
    if (label === undefined) return undefined;
    const placeholders = findPlaceholders(label.written);
    if (placeholders.length === 0) return label;
    for (const placeholder of placeholders) {
      if (Object.hasOwn(this.#variables, placeholder.name)) continue;
      this.problems.push({
        code: "unfilledPlaceholder",
        severity: "warning",
        message: `Nothing fills ${placeholder.text}. Add "${placeholder.name}" to 'variables'.`,
        span: this.#within(label, placeholder.span),
      });
    }
    return { ...label, value: fillPlaceholders(label.written, this.#variables) };
  }

  /** A non-empty string that is only shown, so that its angle brackets mean nothing. */
  label(node: Node | undefined, what: string): ConfigText | undefined {
    if (node === undefined) return undefined;
    const span = spanOf(node);
    if (node.type !== "string") {
      this.error("wrongType", span, `${what} is a string.`);
      return undefined;
    }
    const written = String(node.value);
    if (written === "") {
      this.error("emptyValue", span, `${what} is empty.`);
      return undefined;
    }
    return { value: written, written, span };
  }

  /** One string, or an array of strings. */
  texts(node: Node | undefined, what: string): ConfigText[] {
    if (node?.type !== "array") {
      const text = this.text(node, what);
      return text === undefined ? [] : [text];
    }
    return this.elements(node, what).flatMap((element) => this.text(element, what) ?? []);
  }

  /** A node as JSON without comments, filled. */
  json(node: Node): string {
    return fillPlaceholdersInJson(JSON.stringify(getNodeValue(node)), this.#variables);
  }

  /** The elements of an array; none, and a problem, for anything else. */
  elements(node: Node | undefined, what: string): readonly Node[] {
    if (node === undefined) return [];
    if (node.type === "array") return node.children ?? [];
    this.error("wrongType", spanOf(node), `${what} is an array.`);
    return [];
  }

  /** A whole number of seconds between two limits. Outside them it is reported and still answered. */
  seconds(node: Node | undefined, what: string, least: number, most: number): Located<number> | undefined {
    if (node === undefined) return undefined;
    const span = spanOf(node);
    if (node.type !== "number" || !Number.isInteger(node.value)) {
      this.error("wrongType", span, `${what} is a whole number of seconds.`);
      return undefined;
    }
    const value = Number(node.value);
    if (value < least || value > most) {
      this.error("badDuration", span, `${what} is ${least} to ${most} seconds.`);
    }
    return { value, span };
  }

  /** The place of a part of a string; the whole string where escapes shift the offsets. */
  #within(text: ConfigText, part: Span): Span {
    const start = text.span.start + 1;
    const plain = this.#text.startsWith(text.written, start);
    return plain ? { start: start + part.start, end: start + part.end } : text.span;
  }
}

/** True when nothing is left to fill, so that the value can be judged. */
export function isFilled(text: ConfigText): boolean {
  return findPlaceholders(text.value).length === 0;
}

/** The name and value nodes of an object, in order; half-typed members have no value. */
export function pairs(node: Node): { key: Node; value: Node | undefined }[] {
  return (node.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? [];
    return key === undefined ? [] : [{ key, value }];
  });
}

export function spanOf(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length };
}
