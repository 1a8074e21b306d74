import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { wrongIds } from "./resourceIds.ts";

export const invalidVpceFormat: StatementRule = {
  code: "INVALID_VPCE_FORMAT",
  type: "error",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "Not the id of a VPC endpoint",
  why: "The id of a VPC endpoint is `vpce-` and 8 or 17 characters. Anything else never matches.",
  fix: "Write the id as the VPC console shows it.",
  source: analyzerCheck("error-invalid-vpce-format"),
  check: wrongIds("aws:SourceVpce", "vpce"),
};
