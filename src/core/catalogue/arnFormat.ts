/**
 * Whether an ARN as a policy writes it can name a resource of a given type. Both sides are patterns: the ARN has `*`,
 * `?` and policy variables, the format of the Service Authorization Reference has `${Name}` for any text. They fit if
 * some concrete ARN matches both.
 */

/** An ARN of a policy cut into its six parts. */
export interface ArnPattern {
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** AWS allows an ARN 2,048 characters; longer text is not worth comparing. */
const longest = 2048;

/**
 * Cuts an ARN of a Resource element; undefined for text that is none. `*`, and an ARN that ends early with a `*`,
 * stand for anything in the parts that are left. A `*` does not reach across a colon of the first five parts.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function arnPattern(text: string): ArnPattern | undefined {
  if (text === "*") return { service: "*", region: "*", account: "*", resource: "*" };
  if (text.length > longest || !/^arn:/i.test(text)) return undefined;
  // A policy variable can be any text. `${*}`, `${?}` and `${$}` are the characters themselves, but which character
  // stands there makes no difference to a placeholder.
  const parts = text.replace(/\$\{[^}]*\}/g, "*").split(":");
  if (parts.length < 6 && !text.endsWith("*")) return undefined;
  const [, , service = "*", region = "*", account = "*", ...resource] = parts;
  return { service, region, account, resource: resource.length === 0 ? "*" : resource.join(":") };
}

/**
 * Placeholders whose value has no slash: this tells a bucket from an object and a table from its index. Elsewhere a
 * placeholder takes any text, since names of roles, parameters or log groups may hold slashes.
 */
const withoutSlash: ReadonlySet<string> = new Set(["BucketName", "AccessPointName", "TableName"]);

type FormatToken =
  | { readonly kind: "character"; readonly character: string }
  /** One character, or any number of them, that is none of `except`. */
  | { readonly kind: "one" | "many"; readonly except: string };

/** One ARN format of a resource type, made ready for comparisons. */
export class ArnFormat {
  readonly #service: string;
  readonly #region: string;
  readonly #account: string;
  readonly #resource: readonly FormatToken[];
  /** The text up to the first `/` or `:` where nothing before it is a placeholder. */
  readonly firstPart: string | undefined;
  /** Characters that are not placeholders: the more, the more telling a match. */
  readonly literalLength: number;

  constructor(format: string) {
    const [, , service = "", region = "", account = "", ...resource] = format.split(":");
    this.#service = service;
    this.#region = region;
    this.#account = account;
    const text = resource.join(":");
    this.#resource = formatTokens(text);
    this.firstPart = firstPart(text);
    this.literalLength = this.#resource.filter(({ kind }) => kind === "character").length;
  }

  /** `loose` takes any region and account, to tell what an ARN was meant to be that has one too many or too few. */
  fits(arn: ArnPattern, loose: boolean): boolean {
    return (
      partFits(this.#service, arn.service) &&
      (loose || (partFits(this.#region, arn.region) && partFits(this.#account, arn.account))) &&
      patternsMeet(arn.resource, this.#resource)
    );
  }
}

/** The text before the first `/` or `:`; undefined where a wildcard or a placeholder comes first. */
export function firstPart(text: string): string | undefined {
  const end = text.search(/[/:]/);
  const part = end === -1 ? text : text.slice(0, end);
  return end === -1 || /[*?$]/.test(part) ? undefined : part;
}

function partFits(format: string, text: string): boolean {
  if (text === "*" || format === "*") return true;
  if (format.includes("${")) return text !== "";
  return format === text || (/[*?]/.test(text) && patternsMeet(text, formatTokens(format)));
}

function formatTokens(text: string): FormatToken[] {
  const tokens: FormatToken[] = [];
  for (const [whole, name] of text.matchAll(/\$\{([^}]*)\}|[^$]|\$/g)) {
    if (name !== undefined) {
      const except = withoutSlash.has(name) ? "/" : "";
      tokens.push({ kind: "one", except }, { kind: "many", except });
    } else if (whole === "*") tokens.push({ kind: "many", except: "" });
    else tokens.push({ kind: "character", character: whole });
  }
  return tokens;
}

/** Whether some text matches both the pattern with `*` and `?` and the format. */
function patternsMeet(pattern: string, format: readonly FormatToken[]): boolean {
  // meets[j]: the pattern from i on and the format from j on have a text in common; filled from the ends.
  let after: boolean[] = [];
  for (let i = pattern.length; i >= 0; i--) {
    const here = pattern.charAt(i);
    const row = new Array<boolean>(format.length + 1).fill(false);
    for (let j = format.length; j >= 0; j--) {
      const token = format[j];
      if (i === pattern.length)
        row[j] = token === undefined || (token.kind === "many" && row[j + 1] === true);
      else if (here === "*") row[j] = after[j] === true || (token !== undefined && row[j + 1] === true);
      else if (token === undefined) row[j] = false;
      else if (token.kind === "many")
        row[j] = row[j + 1] === true || (takes(token, here) && after[j] === true);
      else row[j] = takes(token, here) && after[j + 1] === true;
    }
    after = row;
  }
  return after[0] === true;
}

function takes(token: FormatToken, character: string): boolean {
  if (character === "?") return true;
  return token.kind === "character" ? token.character === character : !token.except.includes(character);
}
