import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { privateSourceIp } from "./privateSourceIp.ts";

export const privateNotIpAddress: StatementRule = {
  code: "PRIVATE_NOTIPADDRESS",
  type: "error",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "NotIpAddress on aws:SourceIp with private addresses only",
  why: "`aws:SourceIp` is the public address of a caller, so it is never in a private range: the condition always holds.",
  fix: "Name public ranges, or use `aws:VpcSourceIp` together with `aws:SourceVpc` for calls through a VPC endpoint.",
  source: analyzerCheck("error-private-not-ip-address"),
  check: privateSourceIp("NotIpAddress", true, function* ({ values }) {
    yield {
      span: values.span,
      message: "aws:SourceIp is a public address: with private ranges only this always holds.",
    };
  }),
};
