/**
 * A snippet for the inside of a JSON string: its literal text is escaped as JSON, its tab stops stay. Line breaks and
 * the indentation behind them become blanks where the text around has no lines of its own.
 * https://code.visualstudio.com/docs/editing/userdefinedsnippets#_snippet-syntax
 */
export function snippetInString(snippet: string, lines: boolean): string {
  const source = lines ? snippet : snippet.replace(/\s*\n\s*/g, " ");
  return source.replace(/\\([\\$},|])|["\n\r\t\u0000-\u001f]/g, (match, escaped: string | undefined) => {
    if (escaped === undefined) return literal(match);
    return escaped === "\\" ? literal("\\") : match;
  });
}

/** One character as JSON writes it in a string, as the literal text of a snippet. */
function literal(character: string): string {
  return JSON.stringify(character).slice(1, -1).replaceAll("\\", "\\\\");
}
