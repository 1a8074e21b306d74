/** A list for a sentence: `a, b and c`, or with `or`; long lists are cut. */
export function listed(names: readonly string[], most = 5, joint: "and" | "or" = "and"): string {
  if (names.length > most) return `${names.slice(0, most).join(", ")} ${joint} ${names.length - most} more`;
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${joint} ${last}`;
}
