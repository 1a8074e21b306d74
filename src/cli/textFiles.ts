import { readFileSync } from "node:fs";

/** Texts of files, each read once: role configs share policies. */
export class TextFiles {
  readonly #texts = new Map<string, string | undefined>();

  /** The text of a file by its absolute path; undefined when it cannot be read. */
  read(path: string): string | undefined {
    if (this.#texts.has(path)) return this.#texts.get(path);
    const text = readText(path);
    this.#texts.set(path, text);
    return text;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
