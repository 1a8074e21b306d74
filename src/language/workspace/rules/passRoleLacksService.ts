import type { Policy, Statement } from "../../../core/policy/model.ts";
import { conditionsOn } from "../../rules/readings/statement.ts";
import { covers } from "../../rules/trust/stsAction.ts";
import { listed } from "../../rules/readings/quote.ts";
import { globCovers } from "../../rules/readings/glob.ts";
import { insertStatement } from "../../fixes/insertStatement.ts";
import { asWritten, fixIn, relatedPlace } from "../crossFileFix.ts";
import type { CrossFileRule } from "../crossFileRule.ts";
import { allowing, reaches } from "../grants.ts";
import { ownerOf } from "../owner.ts";
import { rolesOfService } from "./rolesOfService.ts";

/** Actions that hand a role to a service, and the service that uses it. From the services' API references. */
const handing: ReadonlyMap<string, string> = new Map([
  ["elasticmapreduce:runjobflow", "elasticmapreduce.amazonaws.com"],
  ["glue:createjob", "glue.amazonaws.com"],
  ["glue:createcrawler", "glue.amazonaws.com"],
  ["glue:createdevendpoint", "glue.amazonaws.com"],
  ["ecs:registertaskdefinition", "ecs-tasks.amazonaws.com"],
  ["ecs:runtask", "ecs-tasks.amazonaws.com"],
  ["redshift:createcluster", "redshift.amazonaws.com"],
  ["redshift:modifyclusteriamroles", "redshift.amazonaws.com"],
  ["ec2:runinstances", "ec2.amazonaws.com"],
  ["ec2:associateiaminstanceprofile", "ec2.amazonaws.com"],
  ["lambda:createfunction", "lambda.amazonaws.com"],
  ["states:createstatemachine", "states.amazonaws.com"],
]);

export const passRoleLacksService: CrossFileRule = {
  code: "PASS_ROLE_LACKS_SERVICE",
  type: "suggestion",
  kinds: ["identity", "roleConfig"],
  title: "The role that a service uses may not be passed to it",
  why: "An action that hands a role to a service also needs `iam:PassRole` on that role, for that service. The workspace describes roles that trust the service, and no policy of this principal passes one of them: `iam:PassRole` names another role, or `iam:PassedToService` another service.",
  fix: "Allow `iam:PassRole` on the role, with `iam:PassedToService` for the service.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  *check(context) {
    for (const reading of context.readings) {
      const owner = ownerOf(reading);
      const known = owner && context.view.principal(owner.name);
      if (reading.part.kind !== "grants" || owner === undefined || known?.grantsKnown !== true) continue;
      // Where no policy speaks of iam:PassRole at all, MISSING_PASS_ROLE says so.
      if (!known.grants.some(({ policy }) => mentionsPassRole(policy))) continue;
      for (const statement of reading.policy.statements) {
        if (statement.effect?.value !== "Allow") continue;
        for (const { value, span } of statement.action?.items ?? []) {
          const service = handing.get(value.toLowerCase());
          const roles =
            service === undefined ? [] : rolesOfService(context.view, service, owner.name.account);
          const [first] = roles;
          if (service === undefined || first === undefined) continue;
          const passes = (arn: string) =>
            known.grants.some(({ policy }) => passing(policy, service).some((grant) => reaches(grant, arn)));
          if (roles.some(({ arn }) => passes(arn))) continue;
          yield {
            span,
            message: `${value} hands a role to ${service}, and no policy of ${owner.name.name} passes ${listed(
              roles.map(({ name }) => name),
              3,
              "or",
            )} to it.`,
            fixes: fixIn(context, reading.file, `Pass ${first.name} to ${service}`, [
              insertStatement(
                reading.file.text,
                {
                  Effect: "Allow",
                  Action: "iam:PassRole",
                  Resource: asWritten(reading, first.arn),
                  Condition: { StringEquals: { "iam:PassedToService": service } },
                },
                reading.policy.span,
              ),
            ]),
            related: roles
              .slice(0, 3)
              .map(({ config, span: at, name }) => relatedPlace(config, at, `${name} trusts ${service}`)),
          };
        }
      }
    }
  },
};

function mentionsPassRole({ statements }: Policy): boolean {
  return statements.some((statement) => covers(statement, "iam:PassRole"));
}

/** Statements that pass roles to the service, as far as their conditions say for certain. */
export function passing(policy: Policy, service: string): readonly Statement[] {
  return allowing(policy, "iam:PassRole").filter((statement) =>
    conditionsOn(statement, "iam:PassedToService").every(
      ({ written, values }) =>
        written.negated ||
        !written.base.startsWith("String") ||
        values.items.some(({ value }) => globCovers(value, service)),
    ),
  );
}
