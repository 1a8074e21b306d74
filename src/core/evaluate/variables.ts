import { wildcardsOf } from "./pattern.ts";

/** What is known of a key: its values, that it is absent, or nothing. */
export type KeyLookup =
  | { readonly state: "known"; readonly values: readonly string[] }
  | { readonly state: "absent" }
  /** Nobody supplied it; `present` says that the real request certainly carries it. */
  | { readonly state: "unknown"; readonly present: boolean };

export type LookUp = (lowerCaseKey: string) => KeyLookup;

/** Text from a policy in which variables may stand. */
export interface Template {
  readonly parts: readonly TemplatePart[];
}

type TemplatePart =
  | { readonly kind: "text"; readonly pattern: string }
  | { readonly kind: "variable"; readonly key: string; readonly written: string; readonly fallback?: string };

/** A template filled for one request. */
export type Filled =
  | { readonly state: "text"; readonly pattern: string }
  /** A variable without a value: it equals nothing. */
  | { readonly state: "noValue" }
  | { readonly state: "unknown"; readonly keys: readonly string[] };

const variable = /\$\{([^}]*)\}/g;
const withDefault = /^\s*([^,\s][^,]*?)\s*,\s*'(.*)'\s*$/s;

/** How a text is to be read. Before Version 2012-10-17 `${…}` is plain text, in which a `*` is still a wildcard. */
export interface Reading {
  readonly variables: boolean;
  readonly wildcards: boolean;
}

/**
 * Reads text of a Resource or of a condition value into a marked pattern, or into a template where it has variables.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function readTemplate(text: string, reading: Reading): string | Template {
  const mark = reading.wildcards ? wildcardsOf : (plain: string) => plain;
  if (!reading.variables || !text.includes("${")) return mark(text);
  const parts: TemplatePart[] = [];
  let pattern = "";
  let end = 0;
  for (const match of text.matchAll(variable)) {
    pattern += mark(text.slice(end, match.index));
    end = match.index + match[0].length;
    const name = match[1] ?? "";
    if (name === "*" || name === "?" || name === "$") {
      pattern += name;
      continue;
    }
    if (pattern !== "") parts.push({ kind: "text", pattern });
    pattern = "";
    const defaulted = withDefault.exec(name);
    const written = (defaulted?.[1] ?? name).trim();
    parts.push({
      kind: "variable",
      key: written.toLowerCase(),
      written,
      ...(defaulted === null ? {} : { fallback: defaulted[2] ?? "" }),
    });
  }
  pattern += mark(text.slice(end));
  if (parts.length === 0) return pattern;
  if (pattern !== "") parts.push({ kind: "text", pattern });
  return { parts };
}

/** Fills a template. A multivalued key cannot be a variable, so it has no value here. */
export function fillTemplate(template: Template, lookUp: LookUp): Filled {
  let pattern = "";
  let noValue = false;
  const unknown: string[] = [];
  for (const part of template.parts) {
    if (part.kind === "text") {
      pattern += part.pattern;
      continue;
    }
    const found = lookUp(part.key);
    const value = found.state === "known" && found.values.length === 1 ? found.values[0] : undefined;
    if (value !== undefined) pattern += value;
    else if (found.state === "unknown") unknown.push(part.written);
    else if (part.fallback !== undefined) pattern += part.fallback;
    else noValue = true;
  }
  if (noValue) return { state: "noValue" };
  return unknown.length > 0 ? { state: "unknown", keys: unknown } : { state: "text", pattern };
}

export function hasVariable(text: string): boolean {
  return text.includes("${");
}
