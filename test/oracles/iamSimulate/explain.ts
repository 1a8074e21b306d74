import type { RandomCase } from "./cases.ts";
import type { KnownDisagreement } from "./disagreements.ts";

/**
 * The known disagreements without which two engines agree on a case: one alone, or all that it has. Empty when they
 * still disagree then.
 */
export async function explain(
  one: RandomCase,
  known: readonly KnownDisagreement[],
  agree: (one: RandomCase) => Promise<boolean>,
): Promise<string[]> {
  const present: string[] = [];
  let stripped = one;
  for (const { name, without } of known) {
    const alone = without(one);
    if (alone === undefined) continue;
    if (await agree(alone)) return [name];
    present.push(name);
    stripped = without(stripped) ?? stripped;
  }
  return (await agree(stripped)) ? present : [];
}
