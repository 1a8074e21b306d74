import { actionCovers } from "../../../core/policy/actionPattern.ts";
import { allows } from "../readings/statement.ts";
import { type PolicyRule } from "../rule.ts";

/** Actions that take a role in every call, and whose service assumes it. From the services' API references. */
const needing: ReadonlyMap<string, string> = new Map([
  ["elasticmapreduce:runjobflow", "elasticmapreduce.amazonaws.com"],
  ["glue:createjob", "glue.amazonaws.com"],
  ["glue:createcrawler", "glue.amazonaws.com"],
  ["glue:createdevendpoint", "glue.amazonaws.com"],
  ["lambda:createfunction", "lambda.amazonaws.com"],
  ["states:createstatemachine", "states.amazonaws.com"],
  ["sagemaker:createnotebookinstance", "sagemaker.amazonaws.com"],
  ["sagemaker:createtrainingjob", "sagemaker.amazonaws.com"],
  ["codebuild:createproject", "codebuild.amazonaws.com"],
  ["codepipeline:createpipeline", "codepipeline.amazonaws.com"],
  ["ec2:associateiaminstanceprofile", "ec2.amazonaws.com"],
  ["redshift:modifyclusteriamroles", "redshift.amazonaws.com"],
]);

export const missingPassRole: PolicyRule = {
  code: "MISSING_PASS_ROLE",
  type: "suggestion",
  scope: "policy",
  kinds: ["identity"],
  title: "A service gets a role that may not be passed to it",
  why: "An action that hands a role to a service also needs `iam:PassRole` on that role. Without it the call fails with an AccessDenied that names iam:PassRole. Another policy of the identity may allow it.",
  fix: "Allow `iam:PassRole` on the role, with a condition on `iam:PassedToService`.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  *check({ policy }) {
    const mentioned = policy.statements.some(({ action, notAction }) =>
      action === undefined
        ? notAction !== undefined
        : action.items.some(({ value }) => actionCovers(value, "iam:PassRole")),
    );
    if (mentioned) return;
    for (const statement of policy.statements) {
      if (!allows(statement)) continue;
      for (const { value, span } of statement.action?.items ?? []) {
        const service = needing.get(value.toLowerCase());
        if (service === undefined) continue;
        yield { span, message: `${value} also needs iam:PassRole on the role that ${service} gets.` };
      }
    }
  },
};
