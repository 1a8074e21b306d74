import type { Node } from "jsonc-parser";
import { parseJson } from "../../core/json/parseJson.ts";
import type { Member } from "../../core/policy/model.ts";
import type { Span } from "../../core/text/span.ts";

/** The members of the object at a place of the text; undefined where it is none or is broken. */
export function objectMembers(text: string, { start, end }: Span): Member[] | undefined {
  const { root, problems } = parseJson(text.slice(start, end));
  return root?.type !== "object" || problems.length > 0 ? undefined : nodeMembers(root, start);
}

/** The members of an object that was parsed; `from` is where the parsed text begins. */
export function nodeMembers(object: Node, from = 0): Member[] {
  const spanOf = ({ offset, length }: Node): Span => ({ start: from + offset, end: from + offset + length });
  return (object.children ?? []).flatMap((property) => {
    const [name, value] = property.children ?? [];
    if (name === undefined) return [];
    return [
      {
        name: { value: String(name.value), span: spanOf(name) },
        span: spanOf(property),
        valueSpan: value === undefined ? undefined : spanOf(value),
      },
    ];
  });
}
