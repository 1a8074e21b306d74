import type { Span } from "../../core/text/span.ts";
import { readPolicy } from "../../core/policy/parse.ts";
import { parseJson } from "../../core/json/parseJson.ts";
import type { TextEdit } from "./edit.ts";
import { insertMember } from "./memberEdits.ts";
import { indentAt, isMultiline, jsonStyle, renderJson } from "./jsonStyle.ts";

/**
 * The edit that adds a statement behind the last one of a policy, written in the style of the document. `within` is the
 * place of the policy where it stands inside a larger document, such as a role config. An empty document becomes a
 * whole policy. Undefined where the text cannot be read, so that an edit would make it worse.
 */
export function insertStatement(text: string, statement: object, within?: Span): TextEdit | undefined {
  const style = jsonStyle(text);
  if (text.trim() === "") {
    const policy = { Version: "2012-10-17", Statement: [statement] };
    return { span: { start: 0, end: text.length }, newText: `${renderJson(policy, style, "")}${style.eol}` };
  }
  const { root, problems } = parseJson(text);
  if (root === undefined || problems.length > 0) return undefined;
  const node = within === undefined ? root : objectAt(root, within);
  if (node?.type !== "object") return undefined;
  const policy = readPolicy(node);
  const [member, another] = policy.members.filter(({ name }) => name.value === "Statement");
  if (another !== undefined) return undefined;
  if (member === undefined) {
    return insertMember(text, policy.span, policy.members, "Version", "Statement", [statement]);
  }
  const list = member.valueSpan;
  if (list === undefined) return undefined;
  const last = policy.statements.at(-1);
  if (policy.singleStatement) return wrapped(text, list, statement);
  if (text[list.start] !== "[") return undefined;
  if (last === undefined) {
    return {
      span: list,
      newText: renderJson(
        [statement],
        style,
        isMultiline(text, policy.span) ? indentAt(text, member.span.start) : undefined,
      ),
    };
  }
  // A comma may stand behind the last statement already; what is added then takes its place before it.
  const lines = isMultiline(text, list);
  const base = indentAt(text, last.span.start);
  const separator = lines ? `,${style.eol}${base}` : style.colon === ":" ? "," : ", ";
  const written = renderJson(statement, style, lines && isMultiline(text, last.span) ? base : undefined);
  return { span: { start: last.span.end, end: last.span.end }, newText: separator + written };
}

/** One statement without an array becomes two in one; the first keeps every byte of its own. */
function wrapped(text: string, only: Span, statement: object): TextEdit {
  const style = jsonStyle(text);
  const first = text.slice(only.start, only.end);
  if (!isMultiline(text, only)) {
    return { span: only, newText: `[${first}, ${renderJson(statement, style, undefined)}]` };
  }
  const base = indentAt(text, only.start);
  const inner = base + style.indent;
  const moved = first.replace(/(\r\n|[\r\n])(?=[^\r\n])/g, `$1${style.indent}`);
  const added = renderJson(statement, style, inner);
  return {
    span: only,
    newText: `[${style.eol}${inner}${moved},${style.eol}${inner}${added}${style.eol}${base}]`,
  };
}

type JsonNode = NonNullable<ReturnType<typeof parseJson>["root"]>;

function objectAt(node: JsonNode, { start, end }: Span): JsonNode | undefined {
  if (node.offset === start && node.offset + node.length === end) return node;
  const child = node.children?.find(({ offset, length }) => offset <= start && offset + length >= end);
  return child && objectAt(child, { start, end });
}
