import type { SuggestedStatement } from "../evaluate/model.ts";

/** Suggestions that differ in their action alone are one statement with all of the actions, each once. */
export function mergeSuggestions(suggestions: readonly SuggestedStatement[]): SuggestedStatement[] {
  const merged = new Map<string, SuggestedStatement>();
  for (const suggestion of suggestions) {
    const { Action, ...rest } = suggestion;
    const key = JSON.stringify(rest);
    const known = merged.get(key);
    const actions = [...new Set([known?.Action ?? [], Action].flat())];
    const [only] = actions;
    merged.set(key, {
      ...suggestion,
      Action: actions.length === 1 && only !== undefined ? only : actions,
    });
  }
  return [...merged.values()];
}
