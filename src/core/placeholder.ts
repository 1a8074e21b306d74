import { isAccountId } from "./arn.ts";
import type { Span } from "./text/span.ts";

/** What the user has to be asked for, so that the question and the check of the answer fit. */
export type PlaceholderMeaning = "accountId" | "roleName" | "bucketName" | "externalId" | "text";

/** A value that a guide or a snippet left for the reader to fill in. It is asked for, never sent to AWS. */
export interface Placeholder {
  /** What `fillPlaceholders` looks up: `ACCOUNT_NO` for `<ACCOUNT_NO>`, `ROLENAME` for `ROLENAME`. */
  readonly name: string;
  /** As written, angle brackets included. */
  readonly text: string;
  readonly meaning: PlaceholderMeaning;
  readonly span: Span;
}

const angled = /<([A-Za-z][\w.-]*(?: [\w.-]+)*)>/g;

/** Words that AWS's documentation and vendors' guides print in place of a value. Their case is part of the pattern. */
const words: readonly {
  readonly pattern: RegExp;
  /** In every match: most texts have none of these, and need no search. */
  readonly part: string;
  readonly meaning: PlaceholderMeaning;
}[] = [
  {
    meaning: "accountId",
    part: "ACCOUNT",
    pattern:
      /(?<![\w-])(?:(?:AWS|MY|YOUR)[-_]?)?ACCOUNT(?:[-_][A-Z0-9]+)?[-_]?(?:ID|NO|NUMBER)(?:-WITHOUT-HYPHENS)?(?![\w-])/g,
  },
  { meaning: "bucketName", part: "DOC-EXAMPLE-BUCKET", pattern: /(?<![\w-])DOC-EXAMPLE-BUCKET\d*(?![\w-])/g },
  {
    meaning: "bucketName",
    part: "BUCKET",
    pattern: /(?<![\w-])(?:(?:EXAMPLE|MY|YOUR)[-_]?)?BUCKET[-_]?NAME(?![\w-])/g,
  },
  // AWS reserves this prefix for its documentation: no such bucket can exist.
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  { meaning: "bucketName", part: "amzn-s3-demo-", pattern: /(?<![\w-])amzn-s3-demo-[a-z0-9-]*[a-z0-9]/g },
  {
    meaning: "externalId",
    part: "EXTERNAL",
    pattern: /(?<![\w-])(?:(?:MY|YOUR)[-_]?)?EXTERNAL[-_]?ID(?![\w-])/g,
  },
];

/** The account and the resource of an IAM or STS ARN, wherever it stands in a text. */
const iamArn =
  /arn:[\w*-]+:(?:iam|sts):[\w-]*:(<[^<>]*>|[^:\s"'<>]+):(?:(role|assumed-role|instance-profile)\/((?:<[^<>]*>|[^\s"'<>:])*))?/dg;

/**
 * All placeholders of a text in its order: a single value or a whole document. `<NAME>` anywhere; the documentation's
 * words (`DOC-EXAMPLE-BUCKET`, `ACCOUNT-A-ID`); in the ARN of a role also `ROLENAME` in any spelling, and a word where
 * an account id belongs. Real-looking example values such as 123456789012 are not placeholders.
 */
export function findPlaceholders(text: string): Placeholder[] {
  const found: Placeholder[] = [];
  const add = (name: string, start: number, end: number, meaning: PlaceholderMeaning) => {
    if (found.some((other) => start < other.span.end && end > other.span.start)) return;
    found.push({ name, text: text.slice(start, end), meaning, span: { start, end } });
  };
  if (text.includes("<")) {
    for (const match of text.matchAll(angled)) {
      const name = match[1] ?? "";
      add(name, match.index, match.index + match[0].length, meaningOf(name));
    }
  }
  for (const { pattern, part, meaning } of words) {
    if (!text.includes(part)) continue;
    for (const match of text.matchAll(pattern)) {
      add(match[0], match.index, match.index + match[0].length, meaning);
    }
  }
  if (!text.includes(":iam:") && !text.includes(":sts:")) return inOrder(found);
  for (const match of text.matchAll(iamArn)) {
    const [, account = "", type, rest = ""] = match;
    const accountAt = match.indices?.[1]?.[0];
    if (accountAt !== undefined && standsForAccount(account)) {
      add(account, accountAt, accountAt + account.length, "accountId");
    }
    const restAt = match.indices?.[3]?.[0];
    if (restAt === undefined) continue;
    const segments = rest.split("/");
    const index = type === "assumed-role" ? 0 : segments.length - 1;
    const name = segments[index] ?? "";
    if (!/^(?:(?:my|your)[-_]?)?role[-_]?name$/i.test(name)) continue;
    const start = restAt + segments.slice(0, index).reduce((sum, segment) => sum + segment.length + 1, 0);
    add(name, start, start + name.length, "roleName");
  }
  return inOrder(found);
}

function inOrder(found: Placeholder[]): Placeholder[] {
  return found.length < 2 ? found : found.sort((a, b) => a.span.start - b.span.start);
}

/**
 * The text with every placeholder that `values` knows replaced by its value; the others stay. Values are put in as
 * they are: in JSON text use `fillPlaceholdersInJson`.
 */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string>>): string {
  return fill(text, values, (value) => value);
}

/** The same for JSON text: a value is escaped so that it cannot end the string it stands in. */
export function fillPlaceholdersInJson(text: string, values: Readonly<Record<string, string>>): string {
  return fill(text, values, (value) => JSON.stringify(value).slice(1, -1));
}

/** Why a value cannot stand for a placeholder, in one sentence for an input box; undefined where it can. */
export function placeholderValueProblem(meaning: PlaceholderMeaning, value: string): string | undefined {
  if (value.trim() === "") return "A value is needed.";
  switch (meaning) {
    case "accountId":
      return isAccountId(value) ? undefined : "An account id has 12 digits, without hyphens.";
    case "roleName":
      // A path may come with the name, since guides leave it out.
      return /^(?:[!-~]{1,511}\/)?[\w+=,.@-]{1,64}$/.test(value)
        ? undefined
        : "A role name has 1 to 64 letters, digits and _+=,.@- .";
    case "bucketName":
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
      return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value)
        ? undefined
        : "A bucket name has 3 to 63 lower-case letters, digits, dots and hyphens.";
    case "externalId":
      // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
      return /^[\w+=,.@:/-]{2,1224}$/.test(value)
        ? undefined
        : "An external id has 2 to 1224 letters, digits and _+=,.@:/- .";
    case "text":
      return undefined;
  }
}

function fill(
  text: string,
  values: Readonly<Record<string, string>>,
  write: (value: string) => string,
): string {
  let filled = "";
  let from = 0;
  for (const { name, span } of findPlaceholders(text)) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) continue;
    filled += text.slice(from, span.start) + write(value);
    from = span.end;
  }
  return filled + text.slice(from);
}

/** `<bucket-owner-acct-id>` is an account although it speaks of a bucket, so accounts come first. */
function meaningOf(name: string): PlaceholderMeaning {
  if (/arn|alias|email/i.test(name)) return "text";
  if (/acct|account/i.test(name)) return "accountId";
  if (/external/i.test(name)) return "externalId";
  if (/bucket/i.test(name)) return "bucketName";
  if (/role/i.test(name) && !/session/i.test(name)) return "roleName";
  return "text";
}

/** A word in the account's place of an ARN; `aws`, `cloudfront` and the like are names that AWS itself uses there. */
function standsForAccount(account: string): boolean {
  if (!/^[\w-]+$/.test(account) || /^\d+$/.test(account)) return false;
  return /[A-Z]|acct|account|^x{12}$/.test(account);
}
