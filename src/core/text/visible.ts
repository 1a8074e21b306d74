/** Line ends, control characters and marks that turn the direction of text, as their code. */
export function visible(line: string): string {
  return line.replace(
    /[\0-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (char) => `\\u{${char.charCodeAt(0).toString(16)}}`,
  );
}
