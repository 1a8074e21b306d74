/** An IPv4 or IPv6 range; words of 16 bits, two or eight. */
export interface IpRange {
  readonly words: readonly number[];
  readonly prefix: number;
}

/** Reads an address or a range in CIDR notation (RFC 4632, RFC 4291); undefined for anything else. */
export function parseIpRange(text: string): IpRange | undefined {
  const [address = "", length, ...rest] = text.trim().split("/");
  if (rest.length > 0) return undefined;
  const words = address.includes(":") ? parseV6(address) : parseV4(address);
  if (words === undefined) return undefined;
  const bits = words.length * 16;
  if (length === undefined) return { words, prefix: bits };
  return /^\d{1,3}$/.test(length) && Number(length) <= bits ? { words, prefix: Number(length) } : undefined;
}

/** The range with every bit behind the prefix zero, in text; undefined where it is so already. */
export function withoutHostBits(range: IpRange): string | undefined {
  const masked = range.words.map((word, index) => word & maskOf(range.prefix, index));
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
  return privateRanges.some(
    (known) =>
      known.words.length === range.words.length &&
      known.prefix <= range.prefix &&
      known.words.every(
        (word, index) =>
          (word & maskOf(known.prefix, index)) === ((range.words[index] ?? 0) & maskOf(known.prefix, index)),
      ),
  );
}

function maskOf(prefix: number, index: number): number {
  const bits = Math.min(Math.max(prefix - index * 16, 0), 16);
  return (0xffff << (16 - bits)) & 0xffff;
}

function parseV4(text: string): number[] | undefined {
  const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  const [a, b, c, d] = octets ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return Math.max(a, b, c, d) > 255 ? undefined : [a * 256 + b, c * 256 + d];
}

function parseV6(text: string): number[] | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(parseGroups);
  if (head === undefined) return undefined;
  if (halves.length === 1) return head.length === 8 ? head : undefined;
  if (tail === undefined || head.length + tail.length > 7) return undefined;
  return [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

function parseGroups(text: string): number[] | undefined {
  if (text === "") return [];
  const words: number[] = [];
  const groups = text.split(":");
  for (const [index, group] of groups.entries()) {
    const embedded = index === groups.length - 1 ? parseV4(group) : undefined;
    if (embedded !== undefined) words.push(...embedded);
    else if (/^[0-9a-f]{1,4}$/i.test(group)) words.push(parseInt(group, 16));
    else return undefined;
  }
  return words;
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
