/** A value that a condition key can have; a `snippet` has tab stops and is the inside of a JSON string. */
export interface KeyValue {
  readonly label: string;
  readonly snippet?: string;
  readonly detail: string;
}

function value(label: string, detail: string): KeyValue {
  return { label, detail };
}

function form(label: string, snippet: string, detail: string): KeyValue {
  return { label, snippet, detail };
}

const orgPath = form(
  "o-…/r-…/ou-…/*",
  "o-${1:<ORGANIZATION>}/r-${2:<ROOT>}/ou-${3:<UNIT>}/*",
  "an organizational unit and those below it",
);
const organization = form("o-…", "o-${1:<ORGANIZATION>}", "an organization");
const accountPlace = form("account id", "${1:<ACCOUNT_ID>}", "12 digits");
const days = [value("3600", "one hour"), value("28800", "8 hours"), value("43200", "12 hours")];

/**
 * Values that AWS documents for keys, or forms that they have, by lower-cased key.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
const known: Readonly<Record<string, readonly KeyValue[]>> = {
  "aws:principalorgid": [organization],
  "aws:sourceorgid": [organization],
  "aws:resourceorgid": [organization],
  "aws:principalorgpaths": [orgPath],
  "aws:sourceorgpaths": [orgPath],
  "aws:resourceorgpaths": [orgPath],
  "aws:principalaccount": [accountPlace],
  "aws:sourceaccount": [accountPlace],
  "aws:resourceaccount": [accountPlace],
  "s3:resourceaccount": [accountPlace],
  "aws:sourcevpc": [form("vpc-…", "vpc-${1:<VPC>}", "a VPC")],
  "aws:sourcevpce": [form("vpce-…", "vpce-${1:<ENDPOINT>}", "a VPC endpoint")],
  "aws:userid": [
    form("AROA…:*", "${1:<ROLE_UNIQUE_ID>}:*", "every session of a role, by its unique id"),
    form("AIDA…", "${1:<USER_UNIQUE_ID>}", "a user, by the unique id"),
  ],
  "aws:multifactorauthage": days,
  "sts:externalid": [
    form("external id", "${1:<EXTERNAL_ID>}", "agreed with the other side: 2 to 1224 characters"),
  ],
  "sts:rolesessionname": [
    value("${aws:username}", "the name of the calling user"),
    form("session name", "${1:<SESSION_NAME>}", "2 to 64 characters"),
  ],
  "sts:sourceidentity": [value("${aws:username}", "the name of the calling user")],
  "sts:durationseconds": [value("900", "15 minutes"), ...days],
  "saml:aud": [value("https://signin.aws.amazon.com/saml", "sign-in page of AWS")],
  "saml:sub_type": [
    value("persistent", "the same user has the same saml:sub in every session"),
    value("transient", "saml:sub differs for each session"),
  ],
  "s3:delimiter": [value("/", "keys are listed folder by folder")],
  "s3:prefix": [
    value("", "the top of the bucket"),
    value("home/${aws:username}/*", "a folder for each user"),
    form("prefix/*", "${1:<PREFIX>}/*", "a folder"),
  ],
  "s3:x-amz-acl": [
    value("bucket-owner-full-control", "canned ACL"),
    value("bucket-owner-read", "canned ACL"),
    value("private", "canned ACL"),
    value("public-read", "canned ACL"),
    value("public-read-write", "canned ACL"),
    value("authenticated-read", "canned ACL"),
    value("aws-exec-read", "canned ACL"),
    value("log-delivery-write", "canned ACL"),
  ],
  "s3:x-amz-server-side-encryption": [
    value("aws:kms", "encryption with a KMS key"),
    value("AES256", "encryption with keys of S3"),
    value("aws:kms:dsse", "dual-layer encryption with a KMS key"),
  ],
  "s3:x-amz-storage-class": [
    value("STANDARD", "storage class"),
    value("STANDARD_IA", "storage class"),
    value("ONEZONE_IA", "storage class"),
    value("INTELLIGENT_TIERING", "storage class"),
    value("GLACIER", "storage class"),
    value("GLACIER_IR", "storage class"),
    value("DEEP_ARCHIVE", "storage class"),
  ],
  "s3:objectownership": [
    value("BucketOwnerEnforced", "ACLs are off"),
    value("BucketOwnerPreferred", "object ownership"),
    value("ObjectWriter", "object ownership"),
  ],
  "s3:tlsversion": [value("1.2", "with NumericLessThan: older versions"), value("1.3", "TLS version")],
  "s3:signatureversion": [
    value("AWS4-HMAC-SHA256", "Signature Version 4"),
    value("AWS", "Signature Version 2"),
  ],
  "s3:authtype": [
    value("REST-HEADER", "the Authorization header"),
    value("REST-QUERY-STRING", "a presigned URL"),
    value("POST", "a form"),
  ],
  "kms:viaservice": [
    form("s3.region.amazonaws.com", "${1:s3}.${2:<REGION>}.amazonaws.com", "a service in a region"),
  ],
  "iam:permissionsboundary": [
    form(
      "permissions boundary",
      "arn:aws:iam::${1:<ACCOUNT_ID>}:policy/${2:<POLICY_NAME>}",
      "the policy that must be the boundary",
    ),
  ],
};

/** Forms of the claims of identity providers, by issuer. The sources are the providers' own pages on AWS. */
const claims: readonly { readonly key: RegExp; readonly values: readonly KeyValue[] }[] = [
  {
    // https://docs.github.com/en/actions/reference/security/oidc
    key: /^(?:vs)?token\.actions\.(?:githubusercontent\.com|.+\.ghe\.com)(?:\/.+)?:sub$/,
    values: [
      form(
        "repo:OWNER/REPO:ref:refs/heads/BRANCH",
        "repo:${1:<OWNER>}/${2:<REPOSITORY>}:ref:refs/heads/${3:main}",
        "workflows of one branch",
      ),
      form(
        "repo:OWNER/REPO:environment:NAME",
        "repo:${1:<OWNER>}/${2:<REPOSITORY>}:environment:${3:<ENVIRONMENT>}",
        "jobs of one environment",
      ),
      form(
        "repo:OWNER/REPO:pull_request",
        "repo:${1:<OWNER>}/${2:<REPOSITORY>}:pull_request",
        "pull requests",
      ),
      form(
        "repo:OWNER/REPO:ref:refs/tags/TAG",
        "repo:${1:<OWNER>}/${2:<REPOSITORY>}:ref:refs/tags/${3:*}",
        "workflows of tags; StringLike for a wildcard",
      ),
      form(
        "repo:OWNER/REPO:*",
        "repo:${1:<OWNER>}/${2:<REPOSITORY>}:*",
        "everything in a repository; with StringLike",
      ),
    ],
  },
  {
    // https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
    key: /^oidc\.eks\..+:sub$/,
    values: [
      form(
        "system:serviceaccount:NAMESPACE:NAME",
        "system:serviceaccount:${1:<NAMESPACE>}:${2:<SERVICE_ACCOUNT>}",
        "one service account",
      ),
    ],
  },
  {
    // https://docs.gitlab.com/ci/cloud_services/aws/
    key: /^gitlab\.com:sub$/,
    values: [
      form(
        "project_path:GROUP/PROJECT:ref_type:branch:ref:BRANCH",
        "project_path:${1:<GROUP>}/${2:<PROJECT>}:ref_type:branch:ref:${3:main}",
        "pipelines of one branch",
      ),
    ],
  },
  {
    // https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
    key: /^cognito-identity(?:-us-gov)?\.amazonaws\.com:amr$/,
    values: [value("authenticated", "signed-in users"), value("unauthenticated", "guests")],
  },
  {
    key: /^cognito-identity(?:-us-gov)?\.amazonaws\.com:aud$/,
    values: [form("identity pool id", "${1:<REGION>}:${2:<IDENTITY_POOL_ID>}", "an identity pool")],
  },
];

/** What is documented for a key, as the policy writes it; its case does not matter. */
export function documentedValues(key: string): readonly KeyValue[] {
  const lower = key.toLowerCase();
  return (
    (Object.hasOwn(known, lower) ? known[lower] : undefined) ??
    claims.find((claim) => claim.key.test(lower))?.values ??
    []
  );
}
