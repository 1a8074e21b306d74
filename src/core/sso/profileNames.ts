import { profileNameProblem, type WriteProblem } from "../awsFiles/edit/writable.ts";
import type { SsoOffer } from "./offers.ts";

/** How the names of profiles are made of what is offered, unless the user says otherwise. */
export const DEFAULT_NAME_PATTERN = "{account}-{role}";

/** `{account}`, `{accountId}` and `{role}`, each also in lower case: `{account|lower}`. */
const PLACEHOLDER = /\{(account|accountId|role)(\|lower)?\}/g;

/** Why a pattern makes no names; undefined where it does. */
export function namePatternProblem(pattern: string): WriteProblem {
  const rest = pattern.replace(PLACEHOLDER, "");
  if (rest === pattern) return "Use {account}, {accountId} or {role}, else all names would be the same.";
  if (/[{}]/.test(rest))
    return "Placeholders are {account}, {accountId} and {role}; add |lower for lower case.";
  return rest === "" ? undefined : profileNameProblem(rest);
}

/**
 * A name for the profile of each offer, in order: made of the pattern, without characters that a tool would not find,
 * and like no other one and none of `taken`. Where two come out the same, all of them get their account's id, and then a
 * number. Nothing becomes the profile `default` by the way.
 */
export function proposedNames(
  offers: readonly SsoOffer[],
  pattern: string,
  taken: ReadonlySet<string>,
): readonly string[] {
  const plain = offers.map((offer) => nameOf(offer, pattern));
  const used = new Set([...taken, "default"]);
  const counts = new Map<string, number>();
  for (const name of plain) counts.set(name, (counts.get(name) ?? 0) + 1);
  const isFree = (name: string): boolean => !used.has(name) && profileNameProblem(name) === undefined;
  return offers.map(({ accountId }, index) => {
    const own = plain[index] ?? "";
    const base = isFree(own) && counts.get(own) === 1 ? own : withId(own, accountId);
    let name = base;
    for (let number = 2; !isFree(name); number++) name = `${base}-${number}`;
    used.add(name);
    return name;
  });
}

function withId(name: string, accountId: string): string {
  return name.includes(accountId) ? name : joined([name, accountId]);
}

function nameOf(offer: SsoOffer, pattern: string): string {
  const values: Readonly<Record<string, string>> = {
    account: safe(offer.accountName) || offer.accountId,
    accountId: offer.accountId,
    role: safe(offer.roleName),
  };
  const filled = pattern.replace(PLACEHOLDER, (_, name: string, lower: string | undefined) => {
    const value = values[name] ?? "";
    return lower === undefined ? value : value.toLowerCase();
  });
  // A name that starts with a hyphen would be taken for an option: `--profile -x`.
  return filled.replace(/^-+/, "");
}

/** Letters without their accents; whatever no tool finds in a name becomes one hyphen. */
function safe(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^\w@+.%:/-]+/g, "-")
    .replace(/-{2,}/g, "-")
    .replace(/^-|-$/g, "");
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("-");
}
