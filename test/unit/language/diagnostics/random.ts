/** Random choices that are the same in every run. */
export interface Random {
  below(limit: number): number;
  one<T>(values: readonly T[]): T;
  /** The text with one small change: a piece cut out, doubled, put elsewhere, or a mark that JSON or a policy knows. */
  edited(text: string): string;
}

const marks = [
  "{",
  "}",
  "[",
  "]",
  '"',
  ",",
  ":",
  "*",
  "?",
  "${",
  "<X>",
  "arn:",
  "\\",
  "\ud83d\ude00",
  "\n",
  "null",
  "//",
  "/*",
];

/** A linear congruential generator: https://en.wikipedia.org/wiki/Linear_congruential_generator */
export function randomFrom(seed: number): Random {
  let state = seed;
  const below = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const one = <T>(values: readonly T[]): T => {
    const value = values[below(values.length)];
    if (value === undefined) throw new Error("There is nothing to choose from.");
    return value;
  };
  return {
    below,
    one,
    edited: (text) => {
      const at = below(text.length + 1);
      const end = Math.min(text.length, at + below(40));
      switch (below(4)) {
        case 0:
          return text.slice(0, at) + text.slice(end);
        case 1:
          return text.slice(0, end) + text.slice(at);
        case 2: {
          const piece = text.slice(at, end);
          const rest = text.slice(0, at) + text.slice(end);
          const to = below(rest.length + 1);
          return rest.slice(0, to) + piece + rest.slice(to);
        }
        default:
          return text.slice(0, at) + one(marks) + text.slice(at);
      }
    },
  };
}
