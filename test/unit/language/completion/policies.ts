import type { PolicyKind } from "../../../../src/core/policy/model.ts";

/** One policy of each kind that completion tells apart, with every element and every form of writing it. */
export const policies: readonly {
  readonly name: string;
  readonly kind: PolicyKind;
  readonly text: string;
}[] = [
  {
    name: "a trust policy",
    kind: "trust",
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Deployers",
      "Effect": "Allow",
      "Principal": { "AWS": ["arn:aws:iam::111122223333:role/team/Deploy", "444455556666"] },
      "Action": ["sts:AssumeRole", "sts:TagSession"],
      "Condition": {
        "StringEquals": { "sts:ExternalId": "vendor-4711" },
        "Bool": { "aws:MultiFactorAuthPresent": "true" }
      }
    },
    {
      "Effect": "Allow",
      "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
      "Action": "sts:AssumeRoleWithWebIdentity",
      "Condition": {
        "StringLike": { "token.actions.githubusercontent.com:sub": ["repo:octo/app:*"] },
        "ForAnyValue:StringEquals": { "aws:TagKeys": [] }
      }
    }
  ]
}
`,
  },
  {
    name: "an identity policy",
    kind: "identity",
    text: `// what the deployer may do
{
  "Statement": {
    "Effect": "Deny",
    "NotAction": "s3:Get*",
    "Resource": ["arn:aws:s3:::reports-bucket/\${aws:PrincipalTag/team}/*", "*"],
    "Condition": {
      "NumericLessThan": { "aws:MultiFactorAuthAge": 3600 },
      "IpAddress": { "aws:SourceIp": ["203.0.113.0/24"] },
      "DateLessThan": { "aws:CurrentTime": "2026-01-01T00:00:00Z" }
    }
  },
  /* the current one */ "Version": "2012-10-17"
}`,
  },
  {
    name: "a bucket policy on one line",
    kind: "bucket",
    text: `{"Version":"2012-10-17","Id":"x","Statement":[{"Effect":"Allow","Principal":"*","Action":["s3:GetObject"],"Resource":"arn:aws:s3:::reports-bucket/*"},{"Effect":"Deny","NotPrincipal":{"Service":"logs.amazonaws.com"},"Action":"s3:*","NotResource":[],"Condition":{"Null":{"s3:x-amz-acl":true}}}]}`,
  },
];
