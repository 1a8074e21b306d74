import type { PolicyKind } from "../../core/policy/model.ts";

/** A policy to start from; open parts are placeholders that the findings then show. */
export interface Scaffold {
  readonly title: string;
  readonly text: string;
}

const statements: Partial<Record<PolicyKind, { readonly what: string; readonly statement: object }>> = {
  trust: {
    what: "trust policy",
    statement: {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::<ACCOUNT_ID>:role/<ROLE_NAME>" },
      Action: "sts:AssumeRole",
    },
  },
  identity: {
    what: "identity policy",
    statement: {
      Effect: "Allow",
      Action: ["s3:GetObject"],
      Resource: ["arn:aws:s3:::<BUCKET_NAME>/*"],
    },
  },
  session: {
    what: "session policy",
    statement: {
      Effect: "Allow",
      Action: ["s3:GetObject"],
      Resource: ["arn:aws:s3:::<BUCKET_NAME>/*"],
    },
  },
  bucket: {
    what: "bucket policy",
    statement: {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::<ACCOUNT_ID>:role/<ROLE_NAME>" },
      Action: ["s3:GetObject"],
      Resource: ["arn:aws:s3:::<BUCKET_NAME>/*"],
    },
  },
};

/** Undefined for kinds that only limit: those start from what the organization allows. */
export function policyScaffold(kind: PolicyKind): Scaffold | undefined {
  const found = statements[kind];
  if (found === undefined) return undefined;
  const document = { Version: "2012-10-17", Statement: [found.statement] };
  return { title: `Write a ${found.what}`, text: `${JSON.stringify(document, null, 2)}\n` };
}
