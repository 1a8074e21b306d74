import { editDistance } from "../../../core/catalogue/nearNames.ts";

/**
 * True when a name is a mistyped known one beyond doubt: another case, blanks around it, or one or two letters differ in the middle, the last letter is doubled. A
 * known name with something added at its end (`ListThingsV2`) may be newer than the catalogue instead.
 */
export function isTypingError(written: string, known: string): boolean {
  const a = written.toLowerCase();
  const b = known.toLowerCase();
  if (a.trim() === b) return true;
  if (a === b + b.slice(-1)) return true;
  if (a.startsWith(b) || b.startsWith(a) || /\d/.test(a) !== /\d/.test(b)) return false;
  const most = Math.min(a.length, b.length) < 8 ? 1 : 2;
  return editDistance(a, b, most) <= most;
}
