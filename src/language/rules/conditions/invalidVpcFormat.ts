import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { wrongIds } from "./resourceIds.ts";

export const invalidVpcFormat: StatementRule = {
  code: "INVALID_VPC_FORMAT",
  type: "error",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Not the id of a VPC",
  why: "The id of a VPC is `vpc-` and 8 or 17 characters. Anything else never matches.",
  fix: "Write the id as the VPC console shows it.",
  source: analyzerCheck("error-invalid-vpc-format"),
  check: wrongIds("aws:SourceVpc", "vpc"),
};
