/**
 * Wildcards as IAM has them: `*` is any run of characters, `?` is one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 *
 * A pattern in use has its wildcards replaced by two control characters that no policy may contain, so that `${*}`,
 * and a `*` in the value of a policy variable, stay what they are: characters.
 */
const anyRun = "\u0001";
const anyOne = "\u0002";
const anyRunCode = 1;
const anyOneCode = 2;

/** Marks the wildcards of text from a policy. */
export function wildcardsOf(text: string): string {
  if (!text.includes("*") && !text.includes("?")) return text;
  return text.replaceAll("*", anyRun).replaceAll("?", anyOne);
}

export function hasWildcard(pattern: string): boolean {
  return pattern.includes(anyRun) || pattern.includes(anyOne);
}

/** Whether a marked pattern covers all of the text. Linear but for the last star that was tried. */
export function matchesPattern(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let starAt = -1;
  let resumeAt = 0;
  while (t < text.length) {
    const code = p < pattern.length ? pattern.charCodeAt(p) : -1;
    if (code === anyRunCode) {
      starAt = p++;
      resumeAt = t;
    } else if (code === anyOneCode || (code !== -1 && code === text.charCodeAt(t))) {
      p++;
      t++;
    } else if (starAt !== -1) {
      p = starAt + 1;
      t = ++resumeAt;
    } else {
      return false;
    }
  }
  while (p < pattern.length && pattern.charCodeAt(p) === anyRunCode) p++;
  return p === pattern.length;
}

export type TextMatcher = (text: string) => boolean;

/** A marked pattern made ready for many texts. */
export function patternMatcher(pattern: string): TextMatcher {
  if (!hasWildcard(pattern)) return (text) => text === pattern;
  if (pattern === anyRun) return () => true;
  const head = pattern.slice(0, -1);
  if (pattern.endsWith(anyRun) && !hasWildcard(head)) return (text) => text.startsWith(head);
  return (text) => matchesPattern(pattern, text);
}

/** Splits an ARN into its six fields; the last keeps its colons. Undefined when it has fewer. */
function arnFields(arn: string): readonly string[] | undefined {
  const fields = splitFields(arn);
  return fields.length === 6 ? fields : undefined;
}

function splitFields(text: string): string[] {
  const fields: string[] = [];
  let start = 0;
  while (fields.length < 5) {
    const colon = text.indexOf(":", start);
    if (colon === -1) break;
    fields.push(text.slice(start, colon));
    start = colon + 1;
  }
  fields.push(text.slice(start));
  return fields;
}

/** An ARN split once for many comparisons. */
export interface ArnText {
  readonly text: string;
  readonly fields: readonly string[] | undefined;
}

export function arnText(text: string): ArnText {
  return { text, fields: arnFields(text) };
}

export type ArnMatcher = (arn: ArnText) => boolean;

/**
 * A marked ARN pattern whose wildcards do not cross the colons of the first five fields.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function arnMatcher(pattern: string): ArnMatcher {
  if (!hasWildcard(pattern)) return (arn) => arn.fields !== undefined && arn.text === pattern;
  const patterns = splitFields(pattern);
  if (patterns.length < 6) return () => false;
  return fieldsMatcher(patterns);
}

/**
 * The same for the Resource element, where `*` alone is every resource, and an ARN cut short after a `*`
 * (`arn:aws:waf:*`, in policies that AWS manages) stands for every ARN that begins so.
 */
export function resourceMatcher(pattern: string): ArnMatcher {
  if (pattern === anyRun) return () => true;
  const patterns = splitFields(pattern);
  if (patterns.length < 6 && !(patterns.length > 1 && pattern.endsWith(anyRun))) return () => false;
  if (!hasWildcard(pattern)) return (arn) => arn.text === pattern;
  return fieldsMatcher(patterns);
}

function fieldsMatcher(patterns: readonly string[]): ArnMatcher {
  const matchers = patterns.map(patternMatcher);
  return ({ fields }) =>
    fields !== undefined && matchers.every((matches, index) => matches(fields[index] ?? ""));
}
