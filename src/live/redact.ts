import { HIDDEN, hideSecretShapes } from "../core/text/hideSecretShapes.ts";

/**
 * Takes secrets out of text that is about to be shown: the exact secrets of one run, and whatever has the shape of
 * one. Everything that leaves this room as words passes through it.
 */
export interface Redactor {
  /** Adds secrets of this run. Anything shorter than six characters is not taken for a secret. */
  learn(...secrets: readonly (string | undefined)[]): void;
  text(text: string): string;
}

export function createRedactor(): Redactor {
  const known = new Set<string>();
  return {
    learn: (...secrets) => {
      for (const secret of secrets) {
        if (secret === undefined || secret.length < 6) continue;
        known.add(secret);
        known.add(encodeURIComponent(secret));
        known.add(JSON.stringify(secret).slice(1, -1));
      }
    },
    text: (text) => hideSecretShapes(hideKnown(text, known)),
  };
}

/** Longest first, so that a secret that contains another one does not leave its rest behind. */
function hideKnown(text: string, known: ReadonlySet<string>): string {
  let result = text;
  for (const secret of [...known].sort((a, b) => b.length - a.length)) {
    if (/^\d+$/.test(secret)) {
      // An MFA code may by chance stand inside an account number.
      result = result.replace(new RegExp(`(?<!\\d)${secret}(?!\\d)`, "g"), HIDDEN);
    } else {
      result = result.replaceAll(secret, HIDDEN);
    }
  }
  return result;
}
