import { addCondition } from "../../fixes/conditionEdits.ts";
import { allows, conditionsOn, principalTexts } from "../readings/statement.ts";
import { sourceKeys } from "../principals/serviceStatements.ts";
import { type StatementRule } from "../rule.ts";

/**
 * Services whose documentation shows a trust policy with `aws:SourceAccount` or `aws:SourceArn`. Others may not send
 * these keys, and a condition on them would lock the service out.
 */
const sending: ReadonlySet<string> = new Set([
  "airflow.amazonaws.com",
  "airflow-env.amazonaws.com",
  "bedrock.amazonaws.com",
  "cloudtrail.amazonaws.com",
  "comprehend.amazonaws.com",
  "config.amazonaws.com",
  "datasync.amazonaws.com",
  "ecs-tasks.amazonaws.com",
  "elasticmapreduce.amazonaws.com",
  "iot.amazonaws.com",
  "iotevents.amazonaws.com",
  "kinesisanalytics.amazonaws.com",
  "mediaconvert.amazonaws.com",
  "mediatailor.amazonaws.com",
  "personalize.amazonaws.com",
  "pinpoint.amazonaws.com",
  "pipes.amazonaws.com",
  "rekognition.amazonaws.com",
  "sagemaker.amazonaws.com",
  "scheduler.amazonaws.com",
  "sms-voice.amazonaws.com",
  "ssm.amazonaws.com",
  "ssm-incidents.amazonaws.com",
  "states.amazonaws.com",
  "textract.amazonaws.com",
  "transcribe.amazonaws.com",
  "transfer.amazonaws.com",
  "translate.amazonaws.com",
  "voiceid.amazonaws.com",
  "vpc-flow-logs.amazonaws.com",
]);

export const confusedDeputy: StatementRule = {
  code: "CONFUSED_DEPUTY",
  type: "suggestion",
  scope: "statement",
  kinds: ["trust"],
  title: "Service without the account for which it acts",
  why: "A service acts for many customers. `aws:SourceAccount` and `aws:SourceArn` make sure that it assumes the role for yours only. Reported for services that document it; `ec2` and `lambda` do not send these keys.",
  fix: "Add a condition on `aws:SourceAccount` with your account, or on `aws:SourceArn`.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  *check(statement, { text }) {
    if (!allows(statement) || conditionsOn(statement, ...sourceKeys).length > 0) return;
    const services = principalTexts(statement, "Service", false);
    // A condition would lock the others of the statement out.
    if (services.some((entry) => !sending.has(entry.text.value))) return;
    if (statement.principal?.entries.some(({ type }) => type.value !== "Service") === true) return;
    const [first] = services;
    if (first === undefined) return;
    const edit = addCondition(text, statement, "StringEquals", "aws:SourceAccount", "<ACCOUNT_ID>");
    yield {
      span: first.text.span,
      message: `${first.text.value} may assume the role for any customer: add aws:SourceAccount or aws:SourceArn.`,
      fixes:
        edit === undefined
          ? []
          : [{ title: "Add aws:SourceAccount", edits: [edit], safe: false, placeholder: true }],
    };
  },
};
