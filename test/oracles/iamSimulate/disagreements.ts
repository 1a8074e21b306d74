import type { RandomCase, RandomPolicy, RandomStatement } from "./cases.ts";

/**
 * A way in which the peer departs from AWS's documentation. `without` takes what triggers it out of a case, or gives
 * undefined where nothing does: a disagreement is explained when both engines agree once it is gone.
 */
export interface KnownDisagreement {
  readonly name: string;
  readonly documentation: string;
  readonly without: (one: RandomCase) => RandomCase | undefined;
}

const guide = "https://docs.aws.amazon.com/IAM/latest/UserGuide";
const everything: RandomPolicy = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};
const userAna = "arn:aws:iam::111111111111:user/Ana";

export const knownDisagreements: readonly KnownDisagreement[] = [
  {
    name: "the root user needs no permission in its account",
    documentation: `${guide}/reference_policies_evaluation-logic_policy-eval-denyallow.html`,
    without: (one) => (isRoot(one) ? asUser(one) : undefined),
  },
  {
    name: "the root user, a federated user and an unsigned caller cannot call AssumeRole",
    documentation: "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html",
    without: (one) =>
      one.action === "sts:AssumeRole" &&
      (isRoot(one) || isFederatedUser(one) || one.principal === "anonymous")
        ? asUser(one)
        : undefined,
  },
  {
    name: "a federated user has only what a session policy gives",
    documentation: `${guide}/reference_policies_evaluation-logic_policy-eval-denyallow.html`,
    without: (one) =>
      isFederatedUser(one) && one.policies.session === undefined
        ? { ...one, policies: { ...one.policies, session: [everything] } }
        : undefined,
  },
  {
    name: "a role cannot be assumed without a trust policy that allows it",
    documentation: `${guide}/reference_policies_evaluation-logic_policy-eval-denyallow.html`,
    without: (one) =>
      isAssume(one) && one.policies.resource === undefined
        ? withResource(one, {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { AWS: "111111111111" }, Action: one.action }],
          })
        : undefined,
  },
  {
    name: "what a resource policy grants to the caller directly is not limited by an implicit denial",
    documentation: `${guide}/reference_policies_evaluation-logic_policy-eval-denyallow.html`,
    without: ({ policies, ...one }) => ({
      ...one,
      policies: {
        ...policies,
        ...(policies.session === undefined ? {} : { session: policies.session.map(opened) }),
        ...(policies.permissionsBoundary === undefined
          ? {}
          : { permissionsBoundary: opened(policies.permissionsBoundary) }),
      },
    }),
  },
  {
    name: "IfExists holds without the key for ForAnyValue too",
    documentation: `${guide}/reference_policies_elements_condition_operators.html#Conditions_IfExists`,
    without: replacing(/"(ForAnyValue:\w+)IfExists"/g, '"$1"'),
  },
  {
    name: "names of roles are compared with their case",
    documentation: `${guide}/reference_policies_elements_principal.html`,
    without: replacing(":role/app", ":role/nobody"),
  },
  {
    name: "a variable without a value is not equal to anything, and stands for no resource",
    documentation: `${guide}/reference_policies_variables.html#policy-vars-no-value`,
    without: replacing(/\$\{aws:(username|PrincipalTag\/team)\}/g, "no such name"),
  },
  {
    name: "before Version 2012-10-17 a variable is plain text",
    documentation: `${guide}/reference_policies_elements_version.html`,
    without: replacing(/\$\{[^}]*\}/g, "plain text"),
  },
  {
    name: "an IPv6 address is outside every IPv4 range",
    documentation: `${guide}/reference_policies_elements_condition_operators.html#Conditions_IPAddress`,
    without: replacing('"2001:db8::1"', '"198.51.100.1"'),
  },
  {
    name: "an account does not name a web identity",
    documentation: `${guide}/reference_policies_elements_principal.html#principal-accounts`,
    without: (one) =>
      typeof one.principal === "string" || one.policies.resource === undefined
        ? undefined
        : withResource(
            one,
            rewritten(
              one.policies.resource,
              /"(111111111111|arn:aws:iam::111111111111:root)"/g,
              '"333333333333"',
            ),
          ),
  },
  {
    name: "claims of an identity token are condition keys",
    documentation: `${guide}/reference_policies_iam-condition-keys.html#condition-keys-wif`,
    without: replacing(/token\.actions\.githubusercontent\.com:sub/g, "aws:PrincipalTag/other"),
  },
  {
    name: "credentials are of one partition",
    documentation: `${guide}/reference-arns.html`,
    without: replacing("aws-cn", "aws"),
  },
  {
    name: "a trust policy has no Resource, no NotPrincipal and no actions of other services",
    documentation: `${guide}/id_roles_terms-and-concepts.html`,
    without: (one) =>
      isAssume(one) && one.policies.resource !== undefined
        ? withResource(one, {
            ...one.policies.resource,
            Statement: one.policies.resource.Statement.filter((statement) => !isRefusedInTrust(statement)),
          })
        : undefined,
  },
  {
    name: "tags for the session need sts:TagSession",
    documentation: `${guide}/id_session-tags.html#id_session-tags_permissions-required`,
    without: (one) =>
      "aws:RequestTag/team" in one.context || "aws:TagKeys" in one.context
        ? {
            ...one,
            context: Object.fromEntries(
              Object.entries(one.context).filter(
                ([key]) => key !== "aws:RequestTag/team" && key !== "aws:TagKeys",
              ),
            ),
          }
        : undefined,
  },
  {
    name: "a Deny with NotPrincipal spares only callers whose account and role are listed too",
    documentation: `${guide}/reference_policies_elements_notprincipal.html`,
    without: (one) =>
      one.policies.resource?.Statement.some((statement) => "NotPrincipal" in statement) === true
        ? withResource(one, {
            ...one.policies.resource,
            Statement: one.policies.resource.Statement.filter((statement) => !("NotPrincipal" in statement)),
          })
        : undefined,
  },
];

function isRoot({ principal }: RandomCase): boolean {
  return typeof principal === "string" && principal.endsWith(":root");
}

function isFederatedUser({ principal }: RandomCase): boolean {
  return typeof principal === "string" && principal.includes(":federated-user/");
}

function isAssume({ action }: RandomCase): boolean {
  return action.startsWith("sts:AssumeRole");
}

function isRefusedInTrust(statement: RandomStatement): boolean {
  return (
    "Resource" in statement ||
    "NotPrincipal" in statement ||
    JSON.stringify(statement["Action"]).includes("s3:")
  );
}

function asUser(one: RandomCase): RandomCase {
  const policies = Object.fromEntries(Object.entries(one.policies).filter(([layer]) => layer !== "session"));
  return { ...one, principal: userAna, policies: { ...policies, identity: [everything] } };
}

/** The case with another resource policy. */
export function withResource(one: RandomCase, resource: RandomPolicy): RandomCase {
  return { ...one, policies: { ...one.policies, resource } };
}

/** The policy with a statement that allows everything. */
export function opened(policy: RandomPolicy): RandomPolicy {
  return { ...policy, Statement: [...everything.Statement, ...policy.Statement] };
}

/** Replaces text everywhere in the case. */
export function replacing(found: string | RegExp, instead: string): KnownDisagreement["without"] {
  return (one) => {
    const text = JSON.stringify(one);
    const replaced = text.replaceAll(
      found instanceof RegExp ? new RegExp(found.source, "g") : found,
      instead,
    );
    return replaced === text ? undefined : (JSON.parse(replaced) as RandomCase);
  };
}

/** Replaces text everywhere in the policy. */
export function rewritten(policy: RandomPolicy, found: RegExp, instead: string): RandomPolicy {
  return JSON.parse(JSON.stringify(policy).replaceAll(found, instead)) as RandomPolicy;
}
