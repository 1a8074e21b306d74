/** Session tags as one types them, `team=blue, cost=42`, or why they cannot be sent, in one sentence. */
export function parseSessionTags(
  text: string,
): { readonly tags: Readonly<Record<string, string>> } | { readonly problem: string } {
  const tags: Record<string, string> = {};
  const seen = new Set<string>();
  for (const part of text.split(",").map((one) => one.trim())) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    const key = part.slice(0, Math.max(equals, 0)).trim();
    const value = part.slice(equals + 1).trim();
    if (key === "") return { problem: `'${part}' is no tag. Write key=value, with a comma between two.` };
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html: keys that differ in case only are one.
    if (seen.has(key.toLowerCase())) return { problem: `The key '${key}' is there twice.` };
    if (key.length > 128) return { problem: "A tag's key has at most 128 characters." };
    if (value.length > 256) return { problem: `The value of '${key}' has more than 256 characters.` };
    seen.add(key.toLowerCase());
    tags[key] = value;
  }
  return seen.size > 50 ? { problem: "A session has at most 50 tags." } : { tags };
}
