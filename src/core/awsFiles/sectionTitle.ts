import type { AwsFileKind, AwsFileProblemCode, AwsSectionType } from "./model.ts";

/** What the text between the brackets means. Offsets count from the start of that text. */
export interface SectionTitle {
  readonly type: AwsSectionType;
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly problem?: {
    readonly code: AwsFileProblemCode;
    readonly severity: "error" | "warning";
    readonly message: string;
  };
}

const namedTypes: Readonly<Record<string, AwsSectionType>> = {
  profile: "profile",
  "sso-session": "ssoSession",
  services: "services",
};

/** A header that both the AWS CLI and the JavaScript SDK read; anything else the SDK drops. */
const plainTitle = /^[\w-]+\s(["']?)([\w@+.%:/-]+)\1$/;

/**
 * Reads a section title as the AWS CLI does, and says where the JavaScript SDK differs. Never throws.
 * Format: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export function readSectionTitle(kind: AwsFileKind, title: string): SectionTitle {
  const whole = { name: title, nameStart: 0, nameEnd: title.length };
  if (title === "default") return { type: "default", ...whole };
  if (title === "DEFAULT") {
    return other(
      whole,
      "upperCaseDefault",
      "warning",
      "The AWS CLI gives the keys of [DEFAULT] to every section of this file, other tools do not. Write [default].",
    );
  }
  const trimmed = title.trim();
  if (trimmed === "") {
    return other(
      whole,
      "emptySectionName",
      "error",
      "This section has no name. Write one between the brackets.",
    );
  }
  const word = /^\S+/.exec(trimmed)?.[0] ?? trimmed;
  const type = Object.hasOwn(namedTypes, word) ? namedTypes[word] : undefined;
  if (kind === "credentials") return credentialsTitle(title, trimmed, type);
  if (type === undefined) return { type: "other", ...whole };
  if (!title.startsWith(word)) {
    return other(
      whole,
      "nameUnreachableInSdk",
      "error",
      `No tool finds this section because of the blank behind the bracket. Write [${trimmed}].`,
    );
  }
  return namedTitle(title, word, type);
}

function credentialsTitle(title: string, trimmed: string, type: AwsSectionType | undefined): SectionTitle {
  const whole = { name: title, nameStart: 0, nameEnd: title.length };
  if (type === "profile" && trimmed !== "profile") {
    const name = trimmed.slice("profile".length).trim();
    return other(
      whole,
      "profileWordInCredentials",
      "error",
      `No tool finds profile '${name}' here. In the credentials file the header is [${name}], without the word profile.`,
    );
  }
  if (type !== undefined && /\s/.test(trimmed)) {
    return other(
      whole,
      "sectionInWrongFile",
      "error",
      `No tool reads [${trimmed}] in the credentials file. Move the section to the config file.`,
    );
  }
  if (trimmed !== title) {
    return other(
      whole,
      "nameUnreachableInSdk",
      "error",
      `The blanks inside the brackets become part of the name. Write [${trimmed}].`,
    );
  }
  const unreachable = title === "__proto__" || plainTitle.test(title);
  return { type: "profile", ...whole, ...(unreachable ? { problem: unreachableName(title) } : {}) };
}

function namedTitle(title: string, word: string, type: AwsSectionType): SectionTitle {
  const plain = plainTitle.exec(title);
  if (plain?.[2] !== undefined && plain[2] !== "__proto__") {
    const nameEnd = title.length - (plain[1]?.length ?? 0);
    return { type, name: plain[2], nameStart: nameEnd - plain[2].length, nameEnd };
  }
  const whole = { name: title, nameStart: 0, nameEnd: title.length };
  const rest = title.slice(word.length);
  const start = word.length + (rest.length - rest.trimStart().length);
  const end = title.trimEnd().length;
  const words = shellWords(title);
  if (start >= end) {
    return other(whole, "emptySectionName", "error", `[${word}] has no name. Write [${word} NAME].`);
  }
  const name = words?.[1];
  if (name === undefined || words?.length !== 2) {
    return other(
      whole,
      "profileNameNeedsQuotes",
      "error",
      `No tool finds this section: a name with blanks needs quotes. Write [${word} "${title.slice(start, end).replace(/["']/g, "")}"].`,
    );
  }
  if (name === "") {
    return other(whole, "emptySectionName", "error", `[${word}] has no name. Write [${word} NAME].`);
  }
  const quote = title[start] === '"' || title[start] === "'" ? 1 : 0;
  return { type, name, nameStart: start + quote, nameEnd: end - quote, problem: unreachableName(name) };
}

function unreachableName(name: string): NonNullable<SectionTitle["problem"]> {
  return {
    code: "nameUnreachableInSdk",
    severity: "warning",
    message: `The AWS CLI finds '${name}', the JavaScript SDK does not. Use one blank before the name, and only letters, digits and . _ - @ + % : / in it.`,
  };
}

function other(
  whole: Pick<SectionTitle, "name" | "nameStart" | "nameEnd">,
  code: AwsFileProblemCode,
  severity: "error" | "warning",
  message: string,
): SectionTitle {
  return { type: "other", ...whole, problem: { code, severity, message } };
}

/** Splits like a POSIX shell, as the AWS CLI does with a header; undefined where a quote is not closed. */
function shellWords(text: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    const escapes = char === "\\" && quote !== "'";
    if (escapes && i + 1 >= text.length) return undefined;
    if (escapes && (quote === "" || text[i + 1] === '"' || text[i + 1] === "\\")) {
      i++;
      word = (word ?? "") + text.charAt(i);
    } else if (quote !== "") {
      if (char === quote) quote = "";
      else word = (word ?? "") + char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= "";
    } else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? "") + char;
    }
  }
  if (quote !== "") return undefined;
  if (word !== undefined) words.push(word);
  return words;
}
