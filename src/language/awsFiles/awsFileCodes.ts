import type { ProfileProblemCode } from "../../core/profiles/model.ts";
import { codeFacts, type CodeFacts } from "../diagnostics/codeFacts.ts";

const format = "https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html";
const assumeRole = "https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html";
const limits = "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html";
const keys = "https://docs.aws.amazon.com/sdkref/latest/guide/feature-static-credentials.html";
const sso = "https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html";
const order = "https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html";
const endpoints = "https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html";
const mfa = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html";
const arns = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html";

/** Every code of the files in `~/.aws`. */
export const awsFileCodes: Readonly<Record<ProfileProblemCode, CodeFacts>> = {
  badCredentialSource: codeFacts(
    assumeRole,
    "There is no such credential source",
    "The AWS CLI and the SDKs know three, and mind case.",
    "Write `Environment`, `Ec2InstanceMetadata` or `EcsContainer`.",
  ),
  badDuration: codeFacts(
    limits,
    "STS refuses this duration",
    "A session lasts 900 to 43200 seconds, and not longer than the role's own maximum.",
    "Keep within the limits. A chained role's session lasts an hour at most.",
  ),
  badEndpointUrl: codeFacts(
    endpoints,
    "This is no URL",
    "An endpoint needs its scheme.",
    "Write `https://…`, or `http://…` for a local server.",
  ),
  badExternalId: codeFacts(
    limits,
    "STS refuses this external id",
    "An external id has 2 to 1224 letters, digits and `_+=,.@:/-`, without blanks.",
    "Write it as the other side gave it to you.",
  ),
  badMfaSerial: codeFacts(
    mfa,
    "This is no MFA device",
    "The classic slip is the user's ARN: the device has one of its own with `mfa/` in it. A security key gives no six-digit code and cannot be used here.",
    "Write `arn:aws:iam::ACCOUNT:mfa/NAME`, or the serial number of a hardware device.",
  ),
  badRoleArn: codeFacts(
    arns,
    "This is no role",
    "AssumeRole takes the ARN of a role with its path, without placeholders.",
    "Write `arn:aws:iam::ACCOUNT:role/PATH/NAME`.",
  ),
  badSessionName: codeFacts(
    limits,
    "STS refuses this session name",
    "A session name has 2 to 64 letters, digits and `_+=,.@-`, without blanks.",
    "Leave out what is not allowed.",
  ),
  byteOrderMark: codeFacts(
    format,
    "The file begins with a byte order mark",
    "The AWS CLI refuses the whole file, other tools skip the mark.",
    "Save the file as UTF-8 without it.",
  ),
  colonSeparator: codeFacts(
    format,
    "A colon stands in place of the equals sign",
    "The AWS CLI accepts it, other tools skip the line.",
    "Write an equals sign.",
  ),
  continuationLine: codeFacts(
    format,
    "A value goes on in the next line",
    "The AWS CLI adds the indented line to the value, the JavaScript SDK skips it.",
    "Write the value in one line.",
  ),
  controlCharacter: codeFacts(
    format,
    "A character that is no text stands here",
    "It becomes part of a name or of a value, and cannot be seen.",
    "Remove it.",
  ),
  credentialSourceWithoutRole: codeFacts(
    assumeRole,
    "credential_source stands without role_arn",
    "The AWS CLI ignores it; the JavaScript SDK uses it where this profile is the source of another.",
    "Put it into the profile with the role.",
  ),
  cycle: codeFacts(
    assumeRole,
    "The sources run in a circle",
    "Each profile waits for the credentials of the next, and none has any of its own. A profile may name itself only where it has access keys.",
    "Give one of them another source.",
  ),
  duplicateKey: codeFacts(
    format,
    "A key stands in this section twice",
    "The AWS CLI refuses the whole file, other tools take the last one.",
    "Keep one.",
  ),
  duplicateSection: codeFacts(
    format,
    "A section stands in this file twice",
    "The AWS CLI refuses the whole file, other tools merge the two.",
    "Keep one.",
  ),
  durationNotANumber: codeFacts(
    limits,
    "The duration is no number",
    "The AWS CLI drops it and takes an hour; the JavaScript SDK sends `NaN` or the digits in front.",
    "Write whole seconds, such as `3600`.",
  ),
  emptyKey: codeFacts(
    format,
    "A line has no key",
    "The AWS CLI refuses the whole file, other tools skip the line.",
    "Write `key = value`, or make it a comment.",
  ),
  emptySectionName: codeFacts(
    format,
    "A section has no name",
    "No tool finds it.",
    "Write its name between the brackets.",
  ),
  emptyValue: codeFacts(
    format,
    "A key has no value",
    "The AWS CLI reads empty text, the JavaScript SDK ignores the line.",
    "Give it a value or remove the line.",
  ),
  entryBeforeSection: codeFacts(
    format,
    "A line stands before the first section",
    "The AWS CLI refuses the whole file, other tools skip the line.",
    "Put it below a header.",
  ),
  halfKeyPair: codeFacts(
    keys,
    "Half of a key pair is missing",
    "An access key is an id and a secret; one alone makes the AWS CLI stop.",
    "Add the other half to the same section.",
  ),
  ignoredWithWebIdentity: codeFacts(
    assumeRole,
    "This means nothing with a web identity token",
    "AssumeRoleWithWebIdentity has no such parameter: AWS tools ignore the line.",
    "Remove it.",
  ),
  incompleteSso: codeFacts(
    sso,
    "The SSO settings are not complete",
    "A session needs the portal (`sso_start_url`, `sso_region`), the account (`sso_account_id`) and the permission set (`sso_role_name`).",
    "Add what the message names.",
  ),
  indentedHeader: codeFacts(
    format,
    "A header is indented",
    "The AWS CLI takes it for a part of the value above.",
    "Remove the indentation.",
  ),
  indentedKey: codeFacts(
    format,
    "A key is indented",
    "The AWS CLI takes it for a part of the value above.",
    "Remove the indentation.",
  ),
  inlineNote: codeFacts(
    format,
    "A note stands behind the value",
    "The AWS CLI takes it for a part of the value, the JavaScript SDK cuts it off.",
    "Put the note into a line of its own.",
  ),
  keyPairAcrossFiles: codeFacts(
    keys,
    "The key pair is spread over both files",
    "The AWS CLI never joins an id from one file with a secret from the other.",
    "Put both into the credentials file.",
  ),
  legacySecurityToken: codeFacts(
    keys,
    "aws_security_token is the old name",
    "Only the AWS CLI still reads it: other tools use the keys without their token, and AWS refuses them.",
    "Write `aws_session_token`.",
  ),
  lineWithoutEquals: codeFacts(
    format,
    "A line has no equals sign",
    "The AWS CLI refuses the whole file, other tools skip the line.",
    "Write `key = value`, or start the line with `#`.",
  ),
  loneCarriageReturn: codeFacts(
    format,
    "A line ends with a lone carriage return",
    "The JavaScript SDK does not take it for a line end and reads two lines as one.",
    "Save the file with LF or CRLF line ends.",
  ),
  missingServices: codeFacts(
    endpoints,
    "The section with the endpoints is missing",
    "`services` names a `[services NAME]` section of the config file.",
    "Add the section, or remove the line.",
  ),
  missingSource: codeFacts(
    assumeRole,
    "The source profile does not exist",
    "No credentials are there to assume the role with.",
    "Correct the name or add the profile. In the config file its header is `[profile NAME]`, in the credentials file `[NAME]`.",
  ),
  missingSsoSession: codeFacts(
    sso,
    "The SSO session does not exist",
    "`sso_session` names a `[sso-session NAME]` section of the config file.",
    "Correct the name or add the section.",
  ),
  nameUnreachableInSdk: codeFacts(
    format,
    "Not every tool finds this name",
    "The AWS CLI reads headers as a shell would; the JavaScript SDK takes one blank and only letters, digits and `._-@+%:/`.",
    "Rename the section, and the profiles that name it.",
  ),
  nestedByOneTool: codeFacts(
    format,
    "One tool takes this line for a nested one",
    "Behind a key without value the JavaScript SDK takes every indented line as its block.",
    "Remove the indentation of the section's keys.",
  ),
  nestedWithoutEquals: codeFacts(
    format,
    "A nested line has no equals sign",
    "The AWS CLI refuses the whole file.",
    "Write `key = value`, or make it a comment.",
  ),
  noCredentials: codeFacts(
    order,
    "The profile gives no credentials of its own",
    "It can only carry settings such as a region: calls with it take their credentials from elsewhere, or fail.",
    "Add access keys, SSO settings, `credential_process`, or `role_arn` with a source.",
  ),
  notUtf8: codeFacts(
    format,
    "A character is not valid UTF-8",
    "The AWS CLI refuses the whole file.",
    "Save the file as UTF-8.",
  ),
  profileNameNeedsQuotes: codeFacts(
    format,
    "A name with blanks needs quotes",
    "Without them no tool finds the section; with them the JavaScript SDK still does not.",
    "Use a name without blanks.",
  ),
  profileNotFound: codeFacts(
    format,
    "There is no such profile",
    "A command or the environment names a profile that neither file has.",
    "Correct the name or add the profile.",
  ),
  profileWordInCredentials: codeFacts(
    format,
    "The word profile does not belong here",
    "In the credentials file the whole header is the name: `[profile a]` is a profile named `profile a`, which no tool looks for.",
    "Leave out the word.",
  ),
  roleSettingWithoutRole: codeFacts(
    assumeRole,
    "This means nothing without a role",
    "The setting is a parameter of AssumeRole; without `role_arn` nothing is assumed.",
    "Add `role_arn`, or remove the line.",
  ),
  roleSkipped: codeFacts(
    assumeRole,
    "The role may be skipped silently",
    "With access keys and no source, the AWS CLI refuses the profile and the JavaScript SDK uses the keys without the role: as someone else than you think.",
    "Add `source_profile` with the profile's own name to assume the role with these keys.",
  ),
  roleSkippedAsSource: codeFacts(
    assumeRole,
    "As a source this profile gives its keys",
    "Where a source profile has access keys, they are used and its own role is not assumed.",
    "Move the keys into a profile of their own if the role is meant.",
  ),
  roleWithoutSource: codeFacts(
    assumeRole,
    "Nothing says whose credentials assume the role",
    "The AWS CLI stops with partial credentials, the JavaScript SDK with a message that does not name the reason.",
    "Add `source_profile` or `credential_source`.",
  ),
  sameProfileTwice: codeFacts(
    format,
    "Two headers mean the same profile",
    "The tools differ in which keys they keep.",
    "Merge the two.",
  ),
  sectionInWrongFile: codeFacts(
    format,
    "No tool reads this section here",
    "`[sso-session …]` and `[services …]` belong into the config file.",
    "Move the section there.",
  ),
  sectionNotProfile: codeFacts(
    format,
    "No tool reads this section as a profile",
    "In the config file every profile but `default` has the word in its header.",
    "Write `[profile NAME]`.",
  ),
  severalCredentials: codeFacts(
    order,
    "The profile gives credentials in several ways",
    "The tools try them in different orders: one may work as another identity than the other.",
    "Keep one of them.",
  ),
  sourceBroken: codeFacts(
    assumeRole,
    "The source profile does not work",
    "Its own finding says why.",
    "Mend that profile.",
  ),
  sourceWithoutCredentials: codeFacts(
    assumeRole,
    "The source profile has no credentials",
    "It exists, and gives nothing to assume the role with.",
    "Add access keys, SSO settings or `credential_process` to it.",
  ),
  ssoConflict: codeFacts(
    sso,
    "Profile and SSO session disagree",
    "The AWS CLI refuses a difference, other tools use the section's value; what only the profile has, the JavaScript SDK misses.",
    "Keep the setting in the `[sso-session …]` section alone.",
  ),
  textAfterHeader: codeFacts(
    format,
    "Text stands behind a header",
    "The JavaScript SDK does not see such a header and gives its keys to the section above.",
    "Put the text into a comment line.",
  ),
  tokenFromOtherFile: codeFacts(
    keys,
    "The session token stands in the other file",
    "The JavaScript SDK joins it with the keys, the AWS CLI uses the keys without it.",
    "Put all three into one section.",
  ),
  tokenWithoutKeys: codeFacts(
    keys,
    "A session token stands alone",
    "It belongs to an access key of the same session.",
    "Add the keys, or remove the token.",
  ),
  twoSources: codeFacts(
    assumeRole,
    "Both sources are set",
    "The AWS CLI refuses the profile; the JavaScript SDK fails, or uses access keys of the profile without the role.",
    "Remove `source_profile` or `credential_source`.",
  ),
  unclosedHeader: codeFacts(
    format,
    "A header is not closed",
    "The AWS CLI refuses the whole file, and the JavaScript SDK gives these keys to the section above.",
    "Add the bracket.",
  ),
  upperCaseDefault: codeFacts(
    format,
    "[DEFAULT] is something else",
    "The AWS CLI gives its keys to every section of the file, other tools do not.",
    "Write `[default]`.",
  ),
  upperCaseKey: codeFacts(
    format,
    "A key is in capitals",
    "The AWS CLI reads it, the JavaScript SDK ignores it.",
    "Write it in lower case.",
  ),
  webIdentityWithoutRole: codeFacts(
    assumeRole,
    "A web identity token needs a role",
    "The token itself opens nothing: it is exchanged for the session of a role.",
    "Add `role_arn`.",
  ),
  webIdentityWithSource: codeFacts(
    assumeRole,
    "The tools assume the role in different ways",
    "The AWS CLI takes the web identity token, the JavaScript SDK the source.",
    "Keep one of the two.",
  ),
};
