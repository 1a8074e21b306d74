/** The two requests that are measured, in the form of `assume-role decide`: the cross-account guide's. */
const roleA = "arn:aws:iam::111111111111:role/MyRoleA";
const roleB = "arn:aws:iam::222222222222:role/MyRoleB";

export const measured = {
  "cross-account S3": {
    principal: "arn:aws:sts::222222222222:assumed-role/MyRoleB/first-session",
    action: "s3:GetObject",
    resource: "arn:aws:s3:::s3-bucket-name/prefix/object",
    resourceAccount: "333333333333",
    context: { "aws:SourceIp": "203.0.113.9", "aws:SecureTransport": "true" },
    policies: {
      identity: [
        {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Action: ["s3:GetBucketLocation", "s3:ListAllMyBuckets"], Resource: "*" },
            {
              Effect: "Allow",
              Action: ["s3:ListBucket", "s3:GetObject", "s3:PutObject"],
              Resource: ["arn:aws:s3:::s3-bucket-name", "arn:aws:s3:::s3-bucket-name/*"],
              Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
            },
          ],
        },
      ],
      resource: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: [roleB] },
            Action: ["s3:GetBucketLocation", "s3:ListBucket"],
            Resource: "arn:aws:s3:::s3-bucket-name",
          },
          {
            Effect: "Allow",
            Principal: { AWS: [roleB] },
            Action: ["s3:PutObject", "s3:PutObjectAcl", "s3:GetObject", "s3:DeleteObject"],
            Resource: "arn:aws:s3:::s3-bucket-name/*",
          },
          {
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: ["arn:aws:s3:::s3-bucket-name", "arn:aws:s3:::s3-bucket-name/*"],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      },
    },
  },
  AssumeRole: {
    principal: roleA,
    action: "sts:AssumeRole",
    resource: roleB,
    resourceAccount: "222222222222",
    context: { "sts:ExternalId": "example-external-id" },
    policies: {
      identity: [
        {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Action: ["sts:AssumeRole"], Resource: [roleB] },
            { Effect: "Allow", Action: "iam:PassRole", Resource: [roleA] },
          ],
        },
      ],
      resource: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: [roleA] },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "sts:ExternalId": "example-external-id" } },
          },
        ],
      },
    },
  },
} as const;

export type Measured = keyof typeof measured;

/** What a fresh process prints: milliseconds for the first decision, microseconds for each decision after that. */
export interface DecisionFigures {
  readonly first: number;
  readonly warm: Readonly<Record<Measured, number>>;
}
