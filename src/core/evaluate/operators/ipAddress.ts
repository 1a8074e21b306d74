import { matchesNothing, type Operator } from "./operator.ts";

/** An address as words of 16 bits: two for IPv4, eight for IPv6. */
type Address = readonly number[];

interface Network {
  readonly address: Address;
  readonly prefix: number;
}

const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const group = /^[0-9a-f]{1,4}$/i;

function parseIPv4(text: string): Address | undefined {
  const match = octets.exec(text);
  if (match === null) return undefined;
  const [a = 256, b = 256, c = 256, d = 256] = match.slice(1).map(Number);
  return Math.max(a, b, c, d) > 255 ? undefined : [a * 256 + b, c * 256 + d];
}

/** RFC 4291, section 2.2. */
function parseIPv6(text: string): Address | undefined {
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
  for (const [index, part] of groups.entries()) {
    const embedded = index === groups.length - 1 ? parseIPv4(part) : undefined;
    if (embedded !== undefined) words.push(...embedded);
    else if (group.test(part)) words.push(parseInt(part, 16));
    else return undefined;
  }
  return words;
}

function parseAddress(text: string): Address | undefined {
  return text.includes(":") ? parseIPv6(text) : parseIPv4(text);
}

/** An address without a prefix length is that one address. */
function parseNetwork(text: string): Network | undefined {
  const trimmed = text.trim();
  const slash = trimmed.indexOf("/");
  const address = parseAddress(slash === -1 ? trimmed : trimmed.slice(0, slash));
  if (address === undefined) return undefined;
  const bits = address.length * 16;
  const length = slash === -1 ? String(bits) : trimmed.slice(slash + 1);
  return /^\d{1,3}$/.test(length) && Number(length) <= bits ? { address, prefix: Number(length) } : undefined;
}

function contains(network: Network, address: Address): boolean {
  if (network.address.length !== address.length) return false;
  return network.address.every((word, index) => {
    const bits = Math.min(Math.max(network.prefix - index * 16, 0), 16);
    const mask = (0xffff << (16 - bits)) & 0xffff;
    return (word & mask) === ((address[index] ?? 0) & mask);
  });
}

const inside: Operator = {
  negated: false,
  wildcards: false,
  variables: false,
  matcher: (value) => {
    const network = parseNetwork(value);
    if (network === undefined) return matchesNothing;
    return (text) => {
      const address = parseAddress(text.trim());
      return address !== undefined && contains(network, address);
    };
  },
  accepts: (value) => parseNetwork(value) !== undefined,
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress */
export const ipAddressOperators: Readonly<Record<string, Operator>> = {
  IpAddress: inside,
  NotIpAddress: { ...inside, negated: true },
};
