import type { RoleConfigProblemCode } from "../../core/roleConfig/model.ts";
import { codeFacts, type CodeFacts } from "../diagnostics/codeFacts.ts";

const assumeRole = "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html";
const arns = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html";
const s3 = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html";
const json = "https://www.rfc-editor.org/rfc/rfc8259";
const managed =
  "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html";
const policies = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html";
const mfa = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html";
const tags = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html";
const chaining = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining";
const accounts = "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html";

/** Every code of a role config. */
export const roleConfigCodes: Readonly<Record<RoleConfigProblemCode, CodeFacts>> = {
  badAccount: codeFacts(
    accounts,
    "This is no account id",
    "An account id has 12 digits, leading zeros included. As a number it would lose them, so it stands in quotes.",
    "Write the 12 digits in quotes, without hyphens.",
  ),
  badAction: codeFacts(
    arns,
    "A check asks for one action",
    "A wildcard covers many actions, of which some may be allowed and some not: there is no one answer that could be expected.",
    "Name the action, or several actions in an array: each must have the expected answer.",
  ),
  badBucketName: codeFacts(
    s3,
    "This is no name of a bucket",
    "The name stands alone here: the ARN and the address are made from it.",
    "Leave out `arn:aws:s3:::`, `s3://` and the prefix.",
  ),
  badDuration: codeFacts(
    assumeRole,
    "STS refuses this duration",
    "A session lasts 900 to 43200 seconds, and not longer than the role's own maximum, which is 3600 to 43200.",
    "Keep within the limits, or raise `maxSessionDuration` as the role has it.",
  ),
  badExpectation: codeFacts(
    policies,
    "There is no such expectation",
    "An answer is allowed, denied by a Deny statement, or denied since nothing allows it.",
    "Write `allow`, `deny` (either kind), `explicitDeny` or `implicitDeny`.",
  ),
  badExternalId: codeFacts(
    assumeRole,
    "STS refuses this external id",
    "An external id has 2 to 1224 letters, digits and `_+=,.@:/-`, without blanks.",
    "Write it as the other side gave it to you.",
  ),
  badListAddress: codeFacts(
    s3,
    "This is no address of a bucket",
    "`list` takes what `aws s3 ls` takes.",
    "Write `s3://BUCKET/PREFIX/`.",
  ),
  badMfaSerial: codeFacts(
    mfa,
    "This is no MFA device",
    "The classic slip is the user's ARN: the device has one of its own with `mfa/` in it. A security key gives no six-digit code and cannot be used with AssumeRole.",
    "Write `arn:aws:iam::ACCOUNT:mfa/NAME`, or the serial number of a hardware device.",
  ),
  badPolicyReference: codeFacts(
    managed,
    "This policy cannot be named so",
    "Of policies that are named by an ARN only those that AWS manages are known here: what is in one of yours stands in your account alone.",
    "Save the policy as a file and give its path. A session takes at most 10 managed policies.",
  ),
  badPrincipal: codeFacts(
    arns,
    "This cannot call",
    "A caller is a user, a role, a role's session or an account's root. An instance profile only carries a role, a group is no principal, and a wildcard is nobody.",
    "Give the ARN of the one who calls, or an object with `service`, `webIdentity` or `saml`.",
  ),
  badResourceArn: codeFacts(
    arns,
    "This is no resource",
    "A check asks about one resource by its ARN; actions without resources take `*`.",
    "Write the whole ARN, such as `arn:aws:s3:::BUCKET/KEY`.",
  ),
  badRoleArn: codeFacts(
    arns,
    "This is no role",
    "AssumeRole takes the ARN of a role with its path: not of an instance profile, not of a session, and without wildcards.",
    "Write `arn:aws:iam::ACCOUNT:role/PATH/NAME`.",
  ),
  badSessionName: codeFacts(
    assumeRole,
    "STS refuses this session name",
    "A session name has 2 to 64 letters, digits and `_+=,.@-`, without blanks.",
    "Leave out what is not allowed.",
  ),
  badSourceIdentity: codeFacts(
    assumeRole,
    "STS refuses this source identity",
    "A source identity has 2 to 64 letters, digits and `_+=,.@-`, and does not begin with `aws:`.",
    "Leave out what is not allowed.",
  ),
  badTag: codeFacts(
    tags,
    "STS refuses this tag",
    "A session has at most 50 tags, with keys of up to 128 and values of up to 256 letters, digits, blanks and `_.:/=+-@`.",
    "Shorten it, or leave out what is not allowed.",
  ),
  badVersion: codeFacts(
    json,
    "This version of the format is not known",
    "This release reads version 1.",
    "Write `1`, without quotes.",
  ),
  chainedDuration: codeFacts(
    chaining,
    "A chained session lasts an hour at most",
    "Where a role's session assumes another role, AWS limits the new session to 3600 seconds whatever the role's own maximum is. A longer duration is refused.",
    "Write at most 3600, or leave it out.",
  ),
  duplicateMember: codeFacts(
    json,
    "A member stands here twice",
    "Readers of JSON differ in which one they take; here the first counts.",
    "Keep one.",
  ),
  emptyValue: codeFacts(
    assumeRole,
    "A value is empty",
    "An empty text means nothing here, and STS would refuse it.",
    "Give it a value or remove the member.",
  ),
  jsonSyntax: codeFacts(
    json,
    "This is no JSON",
    "What can be read is read; the rest of the file may be misunderstood.",
    "Mend the syntax. Comments and trailing commas are allowed.",
  ),
  missingFile: codeFacts(
    policies,
    "A policy file is missing",
    "Paths are relative to the folder of the role config, with `/`. The steps that need the policy cannot be decided without it.",
    "Correct the path or create the file.",
  ),
  missingMember: codeFacts(
    assumeRole,
    "A member is missing",
    "Without it the object says too little to be used.",
    "Add the member that the message names.",
  ),
  notAnObject: codeFacts(
    json,
    "A role config is an object",
    "The file holds another JSON value.",
    'Begin with `{ "version": 1, "caller": …, "hops": [] }`.',
  ),
  policyRefused: codeFacts(
    policies,
    "AWS would refuse a statement of this policy",
    "The statement cannot be stored as it is: a decision here leaves it out, and AWS would refuse the whole policy.",
    "Open the policy and mend the statement, where the rules for policies have the fixes.",
  ),
  policyShape: codeFacts(
    policies,
    "This is no policy",
    "A policy is an object with statements, as IAM takes it.",
    "Mend its form; the rules for policies say more.",
  ),
  unclearCheck: codeFacts(
    policies,
    "It is not clear what this check asks",
    "A check asks one thing: `list`, or `action` with `resource`, or `identity`.",
    "Keep one of the questions, and put others into checks of their own.",
  ),
  unknownManagedPolicy: codeFacts(
    managed,
    "AWS manages no such policy",
    "Names of AWS managed policies mind case, and some have a path such as `job-function/`.",
    "Choose one from the completion list, or save your own policy as a file.",
  ),
  unparsablePolicy: codeFacts(
    policies,
    "The file holds no policy",
    "It was found, but it cannot be read as a policy: the steps that need it cannot be decided.",
    "Open the file and mend what is found there.",
  ),
  unfilledPlaceholder: codeFacts(
    assumeRole,
    "A placeholder is not filled",
    "Nothing with a placeholder is ever sent to AWS, and a decision that depends on it is not made.",
    "Add its name to `variables`: the value then also fills the policies that this config names.",
  ),
  unknownMember: codeFacts(
    json,
    "There is no such member",
    "A misspelt member would silently mean nothing.",
    "Correct its name or remove it.",
  ),
  wrongPolicyKind: codeFacts(
    policies,
    "This is a policy of another kind",
    "A trust policy names who may assume a role, an identity policy what its bearer may do, a bucket policy both: each has its own place.",
    "Name a policy of the kind that belongs here.",
  ),
  wrongType: codeFacts(
    json,
    "A value is of the wrong type",
    "The message says which type belongs here.",
    "Change the value; several policies, hops, buckets or checks stand in an array.",
  ),
};
