import type { Text } from "../../../core/policy/model.ts";

export type ArnField = "prefix" | "partition" | "service" | "region" | "account" | "resource";

const names: readonly ArnField[] = ["prefix", "partition", "service", "region", "account", "resource"];

/** The fields of an ARN as written in a policy, with their places in the value. Fields at the end may be missing. */
export interface WrittenArn {
  readonly text: Text;
  readonly fields: Readonly<
    Partial<Record<ArnField, { readonly value: string; readonly start: number; readonly end: number }>>
  >;
  readonly count: number;
}

/** Cuts a value that begins with `arn:` at its colons; those inside `${…}` and `<…>` do not count. */
export function readArn(text: Text): WrittenArn | undefined {
  const { value } = text;
  if (!/^arn:/i.test(value)) return undefined;
  const fields: Partial<Record<ArnField, { value: string; start: number; end: number }>> = {};
  const lastBrace = value.lastIndexOf("}");
  const lastAngle = value.lastIndexOf(">");
  let start = 0;
  let count = 0;
  let inside = "";
  for (let i = 0; i <= value.length && count < names.length; i++) {
    const unit = value[i];
    const name = names[count];
    if (name === undefined) break;
    if (inside !== "" && unit === inside) inside = "";
    else if (unit === "{" && value[i - 1] === "$" && lastBrace > i) inside = "}";
    else if (unit === "<" && lastAngle > i) inside = ">";
    else if (unit === undefined || (unit === ":" && inside === "" && name !== "resource")) {
      fields[name] = { value: value.slice(start, i), start, end: i };
      start = i + 1;
      count++;
    }
  }
  return { text, fields, count };
}

/** True for a field whose value only the request or the user knows: a wildcard, a variable, a placeholder. */
export function isOpen(field: string): boolean {
  return /[*?<>]|\$\{/.test(field);
}
