/** What would make a tool read something else than what was written, as a sentence; undefined where nothing would. */
export type WriteProblem = string | undefined;

/** Line ends, other control characters, and halves of surrogate pairs, which UTF-8 cannot hold. */
const unwritable = /[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff]|\p{Surrogate}/u;

/**
 * A value that every tool reads as it is given: no line end, no blank at an end, no `#` or `;` that starts a note.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export function valueProblem(value: string): WriteProblem {
  if (value === "") return "Give a value.";
  if (/[\r\n]/.test(value)) return "A value stands in one line: remove the line end.";
  if (unwritable.test(value)) return "This value holds a character that is no text: remove it.";
  if (value.trim() !== value) return "Tools drop blanks at the ends of a value: remove them.";
  if (/(^|\s)[#;]/.test(value)) {
    return "Some tools take # or ; at the start of a word for a note and cut the value off there.";
  }
  return undefined;
}

/** A key as AWS tools write it: lower case, digits and `_`, `-` or `.`. */
export function keyProblem(key: string): WriteProblem {
  return /^[a-z][a-z\d_.-]*$/.test(key) ? undefined : "A key has lower-case letters, digits and _ - . only.";
}

/** A name that the AWS CLI and the JavaScript SDK both find, in either file and without quotes. */
export function profileNameProblem(name: string): WriteProblem {
  if (name === "") return "Give a name.";
  if (!/^[\w@+.%:/-]+$/.test(name)) {
    return "Use letters, digits and . _ - @ + % : / only, so that the AWS CLI and the SDKs all find it.";
  }
  if (name === "__proto__" || name === "DEFAULT") return `No tool finds a profile called ${name}.`;
  return undefined;
}
