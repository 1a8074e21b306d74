import type { CompletionItem, Range } from "vscode-languageserver-types";

/** The text after an item is accepted and its tab stops are left as they are. */
export function acceptItem(text: string, item: CompletionItem): string {
  const { textEdit } = item;
  if (textEdit === undefined || !("range" in textEdit)) throw new Error(`${item.label} has no edit.`);
  const newText = item.insertTextFormat === 2 ? expandSnippet(textEdit.newText) : textEdit.newText;
  const edits = [{ range: textEdit.range, newText }, ...(item.additionalTextEdits ?? [])]
    .map(({ range, newText: replacement }) => ({ ...offsetsOf(text, range), replacement }))
    .sort((a, b) => b.start - a.start);
  return edits.reduce(
    (result, { start, end, replacement }) => result.slice(0, start) + replacement + result.slice(end),
    text,
  );
}

/** The part of VS Code's snippet syntax that we use: `$1`, `${1:default}`, `${1|a,b|}` and escapes. */
export function expandSnippet(snippet: string): string {
  return snippet.replace(
    /\\([\\$},|])|\$\{\d+:((?:\\.|[^}\\])*)\}|\$\{\d+\|((?:\\.|[^|\\])*)\|\}|\$\d+/g,
    (_, escaped: string | undefined, value: string | undefined, choices: string | undefined) => {
      if (escaped !== undefined) return escaped;
      if (value !== undefined) return unescape(value);
      if (choices !== undefined) return unescape(/^(?:\\.|[^,\\])*/.exec(choices)?.[0] ?? "");
      return "";
    },
  );
}

/** What the editor compares an item with: the text from the start of its range to the caret. */
export function typedWord(text: string, offset: number, item: CompletionItem): string {
  const { textEdit } = item;
  if (textEdit === undefined || !("range" in textEdit)) throw new Error(`${item.label} has no edit.`);
  return text.slice(offsetsOf(text, textEdit.range).start, offset);
}

/** VS Code shows an item when the letters of the word stand in its filter text in this order, without case. */
export function passesFilter(word: string, filterText: string): boolean {
  const filter = filterText.toLowerCase();
  let at = 0;
  for (const letter of word.toLowerCase()) {
    at = filter.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, "$1");
}

function offsetsOf(text: string, { start, end }: Range): { start: number; end: number } {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  const offset = ({ line, character }: Range["start"]) =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length, 0) + character;
  return { start: offset(start), end: offset(end) };
}
