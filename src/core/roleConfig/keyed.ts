import type { Node } from "jsonc-parser";
import type { ContextEntry, ContextScalar, Located, Tag } from "./model.ts";
import { isFilled, pairs, spanOf, type ConfigReader } from "./reader.ts";

/**
 * Session tags: at most 50, keys to 128 and values to 256 characters.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html
 */
export function readTags(reader: ConfigReader, node: Node | undefined, what: string): Tag[] {
  if (node === undefined || reader.anyMembers(node, what) === undefined) return [];
  const tags = pairs(node).flatMap(({ key, value: valueNode }): Tag[] => {
    if (valueNode === undefined) return [];
    // An empty value is a legal tag.
    const empty = valueNode.type === "string" && valueNode.value === "";
    const value = empty
      ? { value: "", written: "", span: spanOf(valueNode) }
      : reader.text(valueNode, "A tag's value");
    return value === undefined ? [] : [{ key: { value: String(key.value), span: spanOf(key) }, value }];
  });
  if (tags.length > 50) reader.error("badTag", spanOf(node), "A session has at most 50 tags.");
  for (const { key, value } of tags) {
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key.value)) {
      reader.error("badTag", key.span, "A tag's key has 1 to 128 letters, digits, blanks and _.:/=+-@ .");
    }
    if (isFilled(value) && !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(value.value)) {
      reader.error(
        "badTag",
        value.span,
        "A tag's value has up to 256 letters, digits, blanks and _.:/=+-@ .",
      );
    }
  }
  return tags;
}

/** Condition keys of the request with their values: string, number, boolean, or an array of these. */
export function readContext(reader: ConfigReader, node: Node | undefined, what: string): ContextEntry[] {
  if (node === undefined || reader.anyMembers(node, what) === undefined) return [];
  return pairs(node).flatMap(({ key, value }): ContextEntry[] => {
    if (value === undefined) return [];
    const single = value.type !== "array";
    const values = (single ? [value] : (value.children ?? [])).flatMap(
      (element): Located<ContextScalar>[] => readScalar(reader, element, String(key.value)) ?? [],
    );
    if (single && values.length === 0) return [];
    return [
      {
        key: { value: String(key.value), span: spanOf(key) },
        single,
        values,
        span: { start: key.offset, end: value.offset + value.length },
      },
    ];
  });
}

function readScalar(reader: ConfigReader, node: Node, key: string): Located<ContextScalar>[] | undefined {
  const span = spanOf(node);
  switch (node.type) {
    case "string": {
      if (node.value === "") return [{ value: "", span }];
      const text = reader.text(node, `'${key}'`);
      return text === undefined ? undefined : [{ value: text.value, span }];
    }
    case "number":
      return [{ value: Number(node.value), span }];
    case "boolean":
      return [{ value: node.value === true, span }];
    default:
      reader.error("wrongType", span, `'${key}' is a string, a number, a boolean, or an array of these.`);
      return undefined;
  }
}
