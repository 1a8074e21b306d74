import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { somePrivateSourceIps } from "./privateSourceIp.ts";

export const privateIpAddressSubset: StatementRule = {
  code: "PRIVATE_IP_ADDRESS_SUBSET",
  type: "suggestion",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "aws:SourceIp with some private addresses",
  why: "`aws:SourceIp` is the public address of a caller. The private ranges in the list never match.",
  fix: "Remove the private ranges; for calls through a VPC endpoint use `aws:VpcSourceIp`.",
  source: analyzerCheck("suggestion-private-ip-address-subset"),
  check: somePrivateSourceIps("IpAddress", "never matches"),
};
