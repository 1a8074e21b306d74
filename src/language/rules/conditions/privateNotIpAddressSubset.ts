import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { somePrivateSourceIps } from "./privateSourceIp.ts";

export const privateNotIpAddressSubset: StatementRule = {
  code: "PRIVATE_NOTIPADDRESS_SUBSET",
  type: "suggestion",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "NotIpAddress on aws:SourceIp with some private addresses",
  why: "`aws:SourceIp` is the public address of a caller. The private ranges in the list exempt nobody.",
  fix: "Remove the private ranges; for calls through a VPC endpoint use `aws:VpcSourceIp`.",
  source: analyzerCheck("suggestion-private-not-ip-address-subset"),
  check: somePrivateSourceIps("NotIpAddress", "exempts nobody"),
};
