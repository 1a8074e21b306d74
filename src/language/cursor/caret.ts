import {
  commaBetween,
  type JsonContainer,
  type JsonMember,
  type JsonNode,
  type JsonString,
  type JsonTree,
  type JsonWord,
} from "./jsonTree.ts";

/** Where an offset stands in half-typed JSON. */
export interface Caret {
  readonly offset: number;
  /** Containers around it with the name or position that leads on, outermost first. */
  readonly way: readonly Step[];
  /** What belongs here: a member's name, its value, an item of an array, or the document itself. */
  readonly slot: "name" | "value" | "item" | "document";
  /** The name or value that is being typed or pointed at. */
  readonly token?: JsonString | JsonWord;
  /** The member whose name or value this is. */
  readonly member?: JsonMember;
  /** Offset at which a comma is missing before something new here. */
  readonly commaMissingAt?: number;
  /** True when something follows that a comma must separate from what is put here. */
  readonly commaAfter: boolean;
}

export interface Step {
  readonly container: JsonContainer;
  /** The member's name, or the position in the array; undefined where the name or value is new. */
  readonly key: string | number | undefined;
}

/**
 * Finds what stands at an offset. Undefined where nothing can be put: in a comment, behind a finished value's closing
 * quote, before a value that exists, behind a name without colon.
 */
export function caretAt(tree: JsonTree, offset: number): Caret | undefined {
  if (tree.comments.some(({ start, end }) => start < offset && offset <= end)) return undefined;
  const way: Step[] = [];
  let container = tree.roots.find(
    (node): node is JsonContainer => isContainer(node) && isInside(node, offset),
  );
  while (container !== undefined) {
    const inner = innerStep(container, offset);
    if (inner === undefined) return caretIn(container, offset, way);
    way.push(inner.step);
    container = inner.container;
  }
  const token = tree.roots.find(
    (node): node is JsonString | JsonWord => !isContainer(node) && covers(node, offset),
  );
  const others = tree.roots.filter((node) => node !== token);
  // A second value beside the document is nothing that could be completed.
  return others.length > 0
    ? undefined
    : { offset, way, slot: "document", commaAfter: false, ...optionalToken(token) };
}

function caretIn(container: JsonContainer, offset: number, way: Step[]): Caret | undefined {
  return container.type === "array"
    ? caretInArray(container, offset, way)
    : caretInObject(container, offset, way);
}

function caretInArray(
  array: JsonContainer & { type: "array" },
  offset: number,
  way: Step[],
): Caret | undefined {
  const { items } = array;
  const next = items.findIndex((item) => item.end >= offset);
  const at = next === -1 ? undefined : items[next];
  if (at !== undefined && !isContainer(at) && covers(at, offset)) {
    return {
      offset,
      way: [...way, { container: array, key: next }],
      slot: "item",
      token: at,
      ...separators(array, items[next - 1]?.end, at.start, at.end, items[next + 1]?.start),
    };
  }
  if (at?.end === offset) return undefined;
  const before = at === undefined ? items.length - 1 : next - 1;
  return {
    offset,
    way: [...way, { container: array, key: undefined }],
    slot: "item",
    ...separators(array, items[before]?.end, offset, offset, items[before + 1]?.start),
  };
}

function caretInObject(
  object: JsonContainer & { type: "object" },
  offset: number,
  way: Step[],
): Caret | undefined {
  const { members } = object;
  const here = (key: string | undefined): Step[] => [...way, { container: object, key }];
  let before = -1;
  for (const [index, member] of members.entries()) {
    if (member.name.start > offset) break;
    before = index;
  }
  const member = members[before];
  if (member === undefined) {
    return {
      offset,
      way: here(undefined),
      slot: "name",
      ...separators(object, undefined, offset, offset, members[0]?.name.start),
    };
  }
  const next = members[before + 1]?.name.start;
  const previous = members[before - 1];
  if (covers(member.name, offset)) {
    const { name } = member;
    return {
      offset,
      way: here(name.value),
      slot: "name",
      token: name,
      member,
      ...separators(
        object,
        previous && memberEnd(previous),
        name.start,
        name.end,
        member.colon === undefined ? next : undefined,
      ),
    };
  }
  // Before the quote of a name: something new may stand between it and the member before.
  if (offset <= member.name.start) {
    const end = previous && memberEnd(previous);
    if (previous?.colon !== undefined && previous.value === undefined)
      return valueCaret(previous, member.name.start);
    return {
      offset,
      way: here(undefined),
      slot: "name",
      ...separators(object, end, offset, offset, member.name.start),
    };
  }
  if (member.colon === undefined && member.value === undefined) {
    if (!commaBetween(object, member.name.end, offset)) return undefined;
  } else if (member.value === undefined) {
    return commaBetween(object, member.name.end, offset) ? newName() : valueCaret(member, next);
  } else if (offset <= member.value.end) {
    const { value } = member;
    if (isContainer(value) || !covers(value, offset)) return undefined;
    return {
      offset,
      way: here(member.name.value),
      slot: "value",
      token: value,
      member,
      ...separators(object, undefined, value.start, value.end, next),
    };
  }
  return newName();

  function newName(): Caret | undefined {
    return member === undefined
      ? undefined
      : {
          offset,
          way: here(undefined),
          slot: "name",
          ...separators(object, memberEnd(member), offset, offset, next),
        };
  }

  function valueCaret(of: JsonMember, following: number | undefined): Caret | undefined {
    if (of.colon === undefined || offset <= of.colon) return undefined;
    return {
      offset,
      way: here(of.name.value),
      slot: "value",
      member: of,
      ...separators(object, undefined, offset, offset, following),
    };
  }
}

/** Whether commas are missing around something that stands from `start` to `end`, or is put there. */
function separators(
  container: JsonContainer,
  before: number | undefined,
  start: number,
  end: number,
  after: number | undefined,
): { commaMissingAt?: number; commaAfter: boolean } {
  const missing = before !== undefined && !commaBetween(container, before, start);
  return {
    ...(missing ? { commaMissingAt: before } : {}),
    commaAfter: after !== undefined && !commaBetween(container, end, after),
  };
}

function innerStep(
  container: JsonContainer,
  offset: number,
): { step: Step; container: JsonContainer } | undefined {
  if (container.type === "array") {
    for (const [key, item] of container.items.entries()) {
      if (isContainer(item) && isInside(item, offset)) return { step: { container, key }, container: item };
    }
    return undefined;
  }
  for (const { name, value } of container.members) {
    if (value !== undefined && isContainer(value) && isInside(value, offset)) {
      return { step: { container, key: name.value }, container: value };
    }
  }
  return undefined;
}

export function isContainer(node: JsonNode): node is JsonContainer {
  return node.type === "object" || node.type === "array";
}

function isInside(node: JsonContainer, offset: number): boolean {
  return node.start < offset && (node.closed ? offset < node.end : offset <= node.end);
}

/** Between the quotes of a string, or in or at a word. */
function covers(node: JsonString | JsonWord, offset: number): boolean {
  if (node.type === "word") return node.start <= offset && offset <= node.end && node.start < node.end;
  return node.start < offset && (node.closed ? offset < node.end : offset <= node.end);
}

function memberEnd({ name, value, colon }: JsonMember): number {
  return value?.end ?? (colon === undefined ? name.end : colon + 1);
}

function optionalToken(token: JsonString | JsonWord | undefined): { token?: JsonString | JsonWord } {
  return token === undefined ? {} : { token };
}
