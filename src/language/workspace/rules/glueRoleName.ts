import { parseArn } from "../../../core/arn.ts";
import { insertStatement } from "../../fixes/insertStatement.ts";
import { asWritten, fixIn, nameOf, relatedPlace } from "../crossFileFix.ts";
import type { CrossFileRule } from "../crossFileRule.ts";
import { reaches } from "../grants.ts";
import { ownerOf } from "../owner.ts";
import { partsOf } from "../policyPart.ts";
import { passing } from "./passRoleLacksService.ts";
import { rolesOfService } from "./rolesOfService.ts";

const glue = "glue.amazonaws.com";

export const glueRoleName: CrossFileRule = {
  code: "GLUE_ROLE_NAME",
  type: "warning",
  kinds: ["roleConfig"],
  title: "A Glue role that the console policy of AWS does not pass",
  why: "`AWSGlueConsoleFullAccess` passes only roles whose names begin with `AWSGlueServiceRole`. A role of another name cannot be chosen for a job or a crawler by those who have no other permission for `iam:PassRole`.",
  fix: "Name the role `AWSGlueServiceRole…`, or allow `iam:PassRole` on it in a policy of the user.",
  source: "https://docs.aws.amazon.com/glue/latest/dg/create-an-iam-role.html",
  *check(context) {
    const { file, view } = context;
    if (file.kind !== "roleConfig") return;
    for (const { reference, part } of partsOf(file.config)) {
      if (reference.kind !== "awsManaged" || part.kind !== "grants") continue;
      if (parseArn(reference.arn.value)?.resource !== "policy/AWSGlueConsoleFullAccess") continue;
      const policy = view.managedPolicy(reference.arn.value);
      const owner = policy && ownerOf({ file, config: file, part, policy });
      const known = owner && view.principal(owner.name);
      if (owner === undefined || known?.grantsKnown !== true) continue;
      for (const { arn, name, config, span } of rolesOfService(view, glue, owner.name.account)) {
        const passed = known.grants.some((grant) =>
          passing(grant.policy, glue).some((statement) => reaches(statement, arn)),
        );
        if (passed) continue;
        const side = known.grants.flatMap(({ reading }) => reading ?? [])[0];
        yield {
          span: reference.span,
          message: `AWSGlueConsoleFullAccess passes roles named AWSGlueServiceRole… only, and ${owner.name.name} has no other iam:PassRole on ${name}.`,
          fixes:
            side === undefined
              ? []
              : fixIn(context, side.file, `Pass ${name} to Glue in ${nameOf(side.file)}`, [
                  insertStatement(
                    side.file.text,
                    {
                      Effect: "Allow",
                      Action: "iam:PassRole",
                      Resource: asWritten(side, arn),
                      Condition: { StringEquals: { "iam:PassedToService": glue } },
                    },
                    side.policy.span,
                  ),
                ]),
          related: [relatedPlace(config, span, "The role of Glue")],
        };
      }
    }
  },
};
