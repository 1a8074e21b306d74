import { addCondition } from "../../fixes/conditionEdits.ts";
import { allows, conditionsOn } from "../readings/statement.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

const pairs = [
  "aws:SourceVpc",
  "aws:SourceVpce",
  "aws:SourceVpcArn",
  "aws:VpceAccount",
  "aws:VpceOrgID",
  "aws:VpceOrgPaths",
];

export const missingPairedConditionKeys: StatementRule = {
  code: "MISSING_PAIRED_CONDITION_KEYS",
  type: "securityWarning",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "aws:VpcSourceIp without the VPC",
  why: "Every VPC can use the same private addresses. `aws:VpcSourceIp` alone lets in calls from any VPC that has one of them, also of another account.",
  fix: "Name the VPC with `aws:SourceVpc`, or the endpoint with `aws:SourceVpce`, in the same `Condition`.",
  source: analyzerCheck("security-warning-missing-paired-condition-keys"),
  *check(statement, { text }) {
    if (!allows(statement) || conditionsOn(statement, ...pairs).length > 0) return;
    for (const { key } of conditionsOn(statement, "aws:VpcSourceIp")) {
      const edit = addCondition(text, statement, "StringEquals", "aws:SourceVpc", "<VPC_ID>");
      yield {
        span: key.span,
        message: "A private address is of some VPC: name the VPC with aws:SourceVpc too.",
        fixes:
          edit === undefined
            ? []
            : [{ title: "Add aws:SourceVpc", edits: [edit], safe: false, placeholder: true }],
      };
    }
  },
};
