import { ipRangeContains, parseIpAddress, parseIpRange } from "../../text/ipRange.ts";
import { matchesNothing, type Operator } from "./operator.ts";

const inside: Operator = {
  negated: false,
  wildcards: false,
  variables: false,
  matcher: (value) => {
    const range = parseIpRange(value);
    if (range === undefined) return matchesNothing;
    return (text) => {
      const address = parseIpAddress(text.trim());
      return address !== undefined && ipRangeContains(range, address);
    };
  },
  accepts: (value) => parseIpRange(value) !== undefined,
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress */
export const ipAddressOperators: Readonly<Record<string, Operator>> = {
  IpAddress: inside,
  NotIpAddress: { ...inside, negated: true },
};
