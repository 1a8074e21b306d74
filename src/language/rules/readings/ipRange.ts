import { ipMask, ipRangeContains, parseIpRange, type IpRange } from "../../../core/text/ipRange.ts";

/** The range with every bit behind the prefix zero, in text; undefined where it is so already. */
export function withoutHostBits(range: IpRange): string | undefined {
  const masked = range.words.map((word, index) => word & ipMask(range.prefix, index));
  if (masked.every((word, index) => word === range.words[index])) return undefined;
  return `${formatAddress(masked)}/${range.prefix}`;
}

/**
 * Ranges that never are the source of a request over the internet: private (RFC 1918, RFC 4193), loopback, link-local,
 * and shared address space (RFC 6598).
 */
const privateRanges: readonly IpRange[] = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "100.64.0.0/10",
  "fc00::/7",
  "fe80::/10",
  "::1/128",
].flatMap((text) => parseIpRange(text) ?? []);

/** True when the whole range is private. */
export function isPrivateRange(range: IpRange): boolean {
  return privateRanges.some((known) => known.prefix <= range.prefix && ipRangeContains(known, range.words));
}

/** RFC 5952: the longest run of zero groups is written `::`. */
function formatAddress(words: readonly number[]): string {
  if (words.length === 2) return words.flatMap((word) => [word >> 8, word & 255]).join(".");
  const text = words.map((word) => word.toString(16)).join(":");
  const runs = [...text.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].sort((a, b) => b[0].length - a[0].length);
  const longest = runs[0];
  if (longest === undefined) return text;
  const head = text.slice(0, longest.index);
  const tail = text.slice(longest.index + longest[0].length);
  return `${head}::${tail.replace(/^:/, "")}`;
}
