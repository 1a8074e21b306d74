import type { PolicyKind } from "../../../../src/core/policy/model.ts";

/** Resources that hold a policy of a kind, with the policy left open. */
const resources: Readonly<Partial<Record<PolicyKind, (policy: unknown) => unknown>>> = {
  trust: (policy) => ({ Type: "AWS::IAM::Role", Properties: { AssumeRolePolicyDocument: policy } }),
  identity: (policy) => ({
    Type: "AWS::IAM::ManagedPolicy",
    Properties: { Description: 'A "policy"', PolicyDocument: policy },
  }),
  bucket: (policy) => ({
    Type: "AWS::S3::BucketPolicy",
    Properties: { Bucket: { Ref: "Bucket" }, PolicyDocument: policy },
  }),
  session: (policy) => ({ Type: "AWS::RolesAnywhere::Profile", Properties: { SessionPolicy: policy } }),
  scp: (policy) => ({
    Type: "AWS::Organizations::Policy",
    Properties: { Type: "SERVICE_CONTROL_POLICY", Content: policy },
  }),
  rcp: (policy) => ({
    Type: "AWS::Organizations::Policy",
    Properties: { Type: "RESOURCE_CONTROL_POLICY", Content: policy },
  }),
};

/** Kinds of which templates have policies. */
export function hasResource(kind: PolicyKind): boolean {
  return resources[kind] !== undefined;
}

/** A template with the policy in a resource that fits its kind. */
export function inTemplate(policy: unknown, kind: PolicyKind): string {
  return JSON.stringify(
    {
      AWSTemplateFormatVersion: "2010-09-09",
      Resources: { Bucket: { Type: "AWS::S3::Bucket" }, Thing: resources[kind]?.(policy) },
    },
    null,
    2,
  );
}

/** The same for a policy as text, which may be no JSON at all. */
export function textInTemplate(
  text: string,
  kind: PolicyKind,
): { readonly text: string; readonly start: number } {
  const around = inTemplate("POLICY", kind);
  const start = around.indexOf('"POLICY"');
  return { text: around.replace('"POLICY"', () => text), start };
}

const attributes: Readonly<Partial<Record<PolicyKind, readonly [type: string, attribute: string]>>> = {
  trust: ["aws_iam_role", "assume_role_policy"],
  identity: ["aws_iam_policy", "policy"],
  bucket: ["aws_s3_bucket_policy", "policy"],
  session: ["aws_rolesanywhere_profile", "session_policy"],
  scp: ["aws_organizations_policy", "content"],
};

/** Kinds of which plans have policies. */
export function hasAttribute(kind: PolicyKind): boolean {
  return attributes[kind] !== undefined;
}

/** A plan with the text as a string in an attribute that fits its kind. */
export function inPlan(text: string, kind: PolicyKind): string {
  const [type = "", attribute = ""] = attributes[kind] ?? [];
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.9.5",
    resource_changes: [
      {
        address: `${type}.this`,
        mode: "managed",
        type,
        name: "this",
        change: { actions: ["create"], before: null, after: { name: 'é "quoted"', [attribute]: text } },
      },
    ],
  });
}
