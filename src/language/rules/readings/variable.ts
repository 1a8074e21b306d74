/**
 * A `${…}` as a policy writes it; offsets count in the value that holds it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export interface PolicyVariable {
  readonly start: number;
  readonly end: number;
  /** Between the braces, as written. */
  readonly content: string;
  /** The key without blanks around it; empty where there is none. */
  readonly key: string;
  /** What stands behind the comma; undefined without a comma. */
  readonly fallback: string | undefined;
  readonly closed: boolean;
}

/** All variables of a value, finished or not; `${*}`, `${?}` and `${$}`, which are plain characters, left out. */
export function variablesOf(value: string): PolicyVariable[] {
  if (!value.includes("${")) return [];
  const found: PolicyVariable[] = [];
  let close = value.indexOf("}");
  for (let start = value.indexOf("${"); start !== -1;) {
    // Once there is none left, nobody looks for it again: the work stays linear in the text.
    if (close !== -1 && close < start) close = value.indexOf("}", start);
    const reopened = value.indexOf("${", start + 2);
    const closed = close !== -1 && (reopened === -1 || close < reopened);
    const end = closed ? close + 1 : reopened === -1 ? value.length : reopened;
    const content = value.slice(start + 2, closed ? close : end);
    if (!/^[*?$]$/.test(content)) {
      const comma = content.indexOf(",");
      const key = comma === -1 ? content : content.slice(0, comma);
      const fallback = comma === -1 ? undefined : content.slice(comma + 1).trim();
      found.push({ start, end, content, key: key.trim(), fallback, closed });
    }
    start = value.indexOf("${", end);
  }
  return found;
}
