/** An IPv4 or IPv6 range; words of 16 bits, two or eight. */
export interface IpRange {
  readonly words: readonly number[];
  readonly prefix: number;
}

/** Reads a range in CIDR notation (RFC 4632, RFC 4291) or an address, which is a range of one; undefined for all else. */
export function parseIpRange(text: string): IpRange | undefined {
  const [address = "", length, ...rest] = text.trim().split("/");
  if (rest.length > 0) return undefined;
  const words = parseIpAddress(address);
  if (words === undefined) return undefined;
  const bits = words.length * 16;
  if (length === undefined) return { words, prefix: bits };
  return /^\d{1,3}$/.test(length) && Number(length) <= bits ? { words, prefix: Number(length) } : undefined;
}

/** The words of an address; undefined for anything else. */
export function parseIpAddress(text: string): readonly number[] | undefined {
  return text.includes(":") ? parseV6(text) : parseV4(text);
}

/** Whether an address, or the first one of a range that is no wider, is in a range of the same family. */
export function ipRangeContains({ words, prefix }: IpRange, address: readonly number[]): boolean {
  if (words.length !== address.length) return false;
  return words.every((word, index) => {
    const mask = ipMask(prefix, index);
    return (word & mask) === ((address[index] ?? 0) & mask);
  });
}

/** The bits of one word that belong to a prefix. */
export function ipMask(prefix: number, index: number): number {
  const bits = Math.min(Math.max(prefix - index * 16, 0), 16);
  return (0xffff << (16 - bits)) & 0xffff;
}

function parseV4(text: string): number[] | undefined {
  const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  const [a, b, c, d] = octets ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return Math.max(a, b, c, d) > 255 ? undefined : [a * 256 + b, c * 256 + d];
}

/** RFC 4291, section 2.2. */
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
