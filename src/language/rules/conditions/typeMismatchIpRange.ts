import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { wrongValues } from "./valueTypes.ts";

export const typeMismatchIpRange: StatementRule = {
  code: "TYPE_MISMATCH_IP_RANGE",
  type: "warning",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Not an IP range",
  why: "`IpAddress` and `NotIpAddress` compare with addresses or ranges in CIDR notation. Any other value never matches.",
  fix: "Write an address or a range such as `203.0.113.0/24` or `2001:db8::/32`.",
  source: analyzerCheck("general-warning-type-mismatch-ip-range"),
  check: wrongValues(
    ["IpAddress"],
    (_operator, value) => `'${value}' is no IP range: write it as 203.0.113.0/24 or 2001:db8::/32.`,
  ),
};
