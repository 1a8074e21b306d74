import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { privateSourceIp } from "./privateSourceIp.ts";

export const privateIpAddress: StatementRule = {
  code: "PRIVATE_IP_ADDRESS",
  type: "error",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "aws:SourceIp with private addresses only",
  why: "`aws:SourceIp` is the public address of a caller. A condition that names private ranges only never holds.",
  fix: "Name public ranges, or use `aws:VpcSourceIp` together with `aws:SourceVpc` for calls through a VPC endpoint.",
  source: analyzerCheck("error-private-ip-address"),
  check: privateSourceIp("IpAddress", true, function* ({ values }) {
    yield {
      span: values.span,
      message: "aws:SourceIp is a public address: with private ranges only this never holds.",
    };
  }),
};
