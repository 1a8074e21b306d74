/** A program and its arguments; or why a command has none, in words. */
export type CommandWords =
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "bad"; readonly why: string };

/**
 * The words of a `credential_process`, as the AWS CLI splits it: quotes group, nothing is expanded, and no shell sees
 * it. On Windows by the rules of its C runtime, elsewhere by the quoting of a POSIX shell.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sourcing-external.html
 * https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
 */
export function commandWords(command: string, windows: boolean): CommandWords {
  const split = windows ? windowsWords(command) : posixWords(command);
  if (split === undefined) return { kind: "bad", why: "a quotation mark or a backslash has no end" };
  return split[0] === undefined || split[0] === ""
    ? { kind: "bad", why: "the command is empty" }
    : { kind: "words", words: split };
}

function posixWords(command: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote: '"' | "'" | undefined;
  for (let at = 0; at < command.length; at++) {
    const char = command.charAt(at);
    if (char === "\\" && quote !== "'") {
      const next = command.charAt(++at);
      if (next === "") return undefined;
      const escapes = quote === undefined || next === '"' || next === "\\";
      word = (word ?? "") + (escapes ? next : char + next);
    } else if (quote !== undefined) {
      if (char === quote) quote = undefined;
      else word = (word ?? "") + char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= "";
    } else if (/[ \t\r\n]/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? "") + char;
  }
  if (quote !== undefined) return undefined;
  return word === undefined ? words : [...words, word];
}

function windowsWords(command: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quoted = false;
  for (const [part] of command.matchAll(/\\*"|[ \t]|[^ \t"\\]+|\\+/g)) {
    if (part.endsWith('"')) {
      const backslashes = part.length - 1;
      const literal = backslashes % 2 === 1;
      word = (word ?? "") + "\\".repeat(Math.floor(backslashes / 2)) + (literal ? '"' : "");
      if (!literal) quoted = !quoted;
    } else if ((part === " " || part === "\t") && !quoted) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? "") + part;
  }
  if (quoted) return undefined;
  return word === undefined ? words : [...words, word];
}
