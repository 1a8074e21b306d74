import type { Truth } from "./model.ts";

/** Kleene's three-valued logic: a request is decided only when no value of an unknown key could change it. */
export function and(a: Truth, b: Truth): Truth {
  if (a === "no" || b === "no") return "no";
  return a === "unknown" ? a : b;
}

export function or(a: Truth, b: Truth): Truth {
  if (a === "yes" || b === "yes") return "yes";
  return a === "unknown" ? a : b;
}

export function all(truths: readonly Truth[]): Truth {
  return truths.reduce(and, "yes");
}

export function some(truths: readonly Truth[]): Truth {
  return truths.reduce(or, "no");
}

export function not(truth: Truth): Truth {
  return truth === "unknown" ? "unknown" : truth === "yes" ? "no" : "yes";
}
