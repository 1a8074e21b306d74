import type { RuleContext } from "../rule.ts";

/**
 * Size as IAM counts it: characters without white space. Comments do not reach AWS.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function charactersWithoutSpace(context: RuleContext): number {
  const text = withoutComments(context);
  let size = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x20) size++;
  return size;
}

/** Size as S3 counts it: bytes of UTF-8. */
export function bytes(context: RuleContext): number {
  let size = 0;
  for (const character of withoutComments(context)) {
    const code = character.codePointAt(0) ?? 0;
    size += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return size;
}

/** Where a finding on the whole document stands: at its first brace. */
export function documentStart({ policy }: RuleContext): { readonly start: number; readonly end: number } {
  return { start: policy.span.start, end: policy.span.start + 1 };
}

function withoutComments({ text, policy }: RuleContext): string {
  const own = text.slice(policy.span.start, policy.span.end);
  // A comment follows a blank or a bracket; the `/*` of an ARN does not.
  if (!/[\s,[{]\/[/*]/.test(own)) return own;
  return own.replace(/"(?:[^"\\\r\n]|\\.)*"|\/\/[^\r\n]*|\/\*[^]*?\*\//g, (match) =>
    match.startsWith('"') ? match : "",
  );
}
