import type { RandomCase } from "../iamSimulate/cases.ts";
import {
  knownDisagreements as ofIamSimulate,
  opened,
  replacing,
  rewritten,
  withResource,
  type KnownDisagreement,
} from "../iamSimulate/disagreements.ts";

const guide = "https://docs.aws.amazon.com/IAM/latest/UserGuide";

/** What iam-simulate has wrong too. */
const shared: ReadonlySet<string> = new Set([
  "IfExists holds without the key for ForAnyValue too",
  "a variable without a value is not equal to anything, and stands for no resource",
  "before Version 2012-10-17 a variable is plain text",
  "a trust policy has no Resource, no NotPrincipal and no actions of other services",
  "tags for the session need sts:TagSession",
  "a Deny with NotPrincipal spares only callers whose account and role are listed too",
]);

/** Ways in which Principal Mapper departs from AWS's documentation. */
export const knownDisagreements: readonly KnownDisagreement[] = [
  {
    name: "across accounts a resource without a policy lets nobody in",
    documentation: `${guide}/reference_policies_evaluation-logic-cross-account.html`,
    without: (one) =>
      one.policies.resource === undefined && one.resourceAccount !== "111111111111"
        ? withResource(one, {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { AWS: "111111111111" }, Action: "*", Resource: "*" }],
          })
        : undefined,
  },
  {
    name: "a negated operator holds without the key",
    documentation: `${guide}/reference_policies_elements_condition_operators.html`,
    without: replacing(/(?<=String|Numeric|Date|Arn)Not|Not(?=IpAddress)/g, ""),
  },
  {
    name: "IfExists goes with numbers, dates and addresses too",
    documentation: `${guide}/reference_policies_elements_condition_operators.html#Conditions_IfExists`,
    without: replacing(/(?<=Numeric\w+|Date\w+|IpAddress)IfExists/g, ""),
  },
  {
    name: "of the resources of IAM only a role about to be assumed has a policy that must allow",
    documentation: `${guide}/reference_policies_evaluation-logic_policy-eval-denyallow.html`,
    without: (one) => (one.action === "iam:PassRole" ? withoutResource(one) : undefined),
  },
  {
    name: "everyone may be written as AWS star",
    documentation: `${guide}/reference_policies_elements_principal.html#principal-anonymous`,
    without: (one) =>
      one.policies.resource === undefined
        ? undefined
        : withResource(
            one,
            rewritten(one.policies.resource, /"Principal":\{[^}]*"\*"[^}]*\}/g, '"Principal":"*"'),
          ),
  },
  {
    name: "a resource policy that names the role is limited by its boundary",
    documentation: `${guide}/access_policies_boundaries.html`,
    without: (one) =>
      one.policies.permissionsBoundary === undefined
        ? undefined
        : {
            ...one,
            policies: { ...one.policies, permissionsBoundary: opened(one.policies.permissionsBoundary) },
          },
  },
  ...ofIamSimulate.filter(({ name }) => shared.has(name)),
];

function withoutResource(one: RandomCase): RandomCase {
  const policies = Object.fromEntries(Object.entries(one.policies).filter(([layer]) => layer !== "resource"));
  return { ...one, policies };
}
