import type { DocumentLink } from "vscode-languageserver-types";
import { parseArn, arnResource } from "../../core/arn.ts";
import type { Policy } from "../../core/policy/model.ts";
import type { ConfigHop, PolicyReference, RoleConfig } from "../../core/roleConfig/model.ts";
import { LineIndex } from "../../core/text/lineIndex.ts";
import type { Span } from "../../core/text/span.ts";

/** Turns a path as a role config writes it, relative to the config's folder, into a URI. */
export type ResolvePath = (path: string) => string;

/** Links from a role config to the policy files it names, and from AWS managed policies to AWS's page on them. */
export function roleConfigLinks(text: string, config: RoleConfig, resolve: ResolvePath): DocumentLink[] {
  const { caller, hops, buckets } = config;
  const references = [
    ...(caller === undefined
      ? []
      : [
          ...caller.policies,
          caller.permissionsBoundary,
          ...caller.serviceControlPolicies.flat(),
          ...caller.resourceControlPolicies.flat(),
        ]),
    ...hops.flatMap((hop) => [hop.trustPolicy, ...hop.policies, hop.permissionsBoundary, hop.sessionPolicy]),
    ...buckets.map(({ policy }) => policy),
  ];
  const lines = new LineIndex(text);
  return [
    ...references.flatMap((reference) =>
      reference === undefined ? [] : referenceLink(lines, reference, resolve),
    ),
    ...hops.flatMap((hop) => sessionPolicyLinks(lines, hop)),
  ];
}

/** Links from the ARNs of AWS managed policies in conditions, such as `iam:PolicyARN`. */
export function policyLinks(text: string, policy: Policy): DocumentLink[] {
  const lines = new LineIndex(text);
  return policy.statements.flatMap((statement) => [
    ...[...(statement.resource?.items ?? []), ...(statement.notResource?.items ?? [])].flatMap((item) =>
      managedPolicyLink(lines, item.value, item.span),
    ),
    ...statement.conditions.flatMap(({ values }) =>
      values.items.flatMap((item) => managedPolicyLink(lines, item.value, item.span)),
    ),
  ]);
}

function referenceLink(lines: LineIndex, reference: PolicyReference, resolve: ResolvePath): DocumentLink[] {
  switch (reference.kind) {
    case "file":
      return [
        {
          range: lines.range(inside(reference.span)),
          target: resolve(reference.path.value),
          tooltip: "Open the policy",
        },
      ];
    case "awsManaged":
      return managedPolicyLink(lines, reference.arn.value, reference.span);
    case "inline":
      return [];
  }
}

function sessionPolicyLinks(lines: LineIndex, hop: ConfigHop): DocumentLink[] {
  return hop.sessionPolicyArns.flatMap(({ value, span }) => managedPolicyLink(lines, value, span));
}

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html */
function managedPolicyLink(lines: LineIndex, text: string, span: Span): DocumentLink[] {
  const arn = parseArn(text);
  if (arn?.account !== "aws") return [];
  const resource = arnResource(arn);
  // Names are letters, digits and +=,.@-_ ; a wildcard has no page.
  if (resource.kind !== "policy" || !/^[\w+=,.@-]+$/.test(resource.name)) return [];
  return [
    {
      range: lines.range(inside(span)),
      target: `https://docs.aws.amazon.com/aws-managed-policy/latest/reference/${encodeURIComponent(resource.name)}.html`,
      tooltip: "AWS managed policy reference",
    },
  ];
}

/** Without the quotes. */
function inside({ start, end }: Span): Span {
  return end - start >= 2 ? { start: start + 1, end: end - 1 } : { start, end };
}
