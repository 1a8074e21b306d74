import type { Member } from "../../core/policy/model.ts";
import type { Span } from "../../core/text/span.ts";
import type { TextEdit } from "./edit.ts";
import { indentAt, isMultiline, jsonStyle, renderJson } from "./jsonStyle.ts";
import { removeParts } from "./listEdits.ts";

/** Takes one member out of its object; undefined where it is the only one. */
export function removeMember(
  text: string,
  members: readonly Member[],
  member: Member,
): TextEdit[] | undefined {
  return removeParts(text, members, new Set([members.indexOf(member)]));
}

export function renameMember(member: Member, name: string): TextEdit {
  return { span: member.name.span, newText: JSON.stringify(name) };
}

/**
 * Adds a member to the object at `object` behind the member named `after`; behind the last one where there is none,
 * before the first where `after` is `null`. Written in the style of the document.
 */
export function insertMember(
  text: string,
  object: Span,
  members: readonly Member[],
  after: string | null,
  name: string,
  value: unknown,
): TextEdit {
  const style = jsonStyle(text);
  const lines = isMultiline(text, object);
  const first = members[0];
  const ownIndent = indentAt(text, first !== undefined && lines ? first.span.start : object.start);
  const base = first === undefined ? ownIndent + style.indent : ownIndent;
  const member = `${JSON.stringify(name)}${style.colon}${renderJson(value, style, lines ? base : undefined)}`;
  if (first === undefined) {
    const inside = lines ? `{${style.eol}${base}${member}${style.eol}${ownIndent}}` : `{${member}}`;
    return { span: object, newText: inside };
  }
  const separator = lines ? `,${style.eol}${base}` : style.colon === ":" ? "," : ", ";
  if (after === null) {
    return { span: { start: first.span.start, end: first.span.start }, newText: member + separator };
  }
  const place = members.find(({ name: written }) => written.value === after) ?? members.at(-1) ?? first;
  return { span: { start: place.span.end, end: place.span.end }, newText: separator + member };
}
