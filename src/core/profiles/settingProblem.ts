import {
  checkDuration,
  checkEndpointUrl,
  checkExternalId,
  checkMfaSerial,
  checkRoleArn,
  checkSessionName,
} from "./roleRules.ts";

const checks = new Map([
  ["role_arn", checkRoleArn],
  ["duration_seconds", checkDuration],
  ["role_session_name", checkSessionName],
  ["external_id", checkExternalId],
  ["mfa_serial", checkMfaSerial],
  ["endpoint_url", checkEndpointUrl],
]);

/** What is wrong with a value for a key of a profile, as a sentence; undefined where nothing is known against it. */
export function settingProblem(key: string, value: string): string | undefined {
  switch (key) {
    case "sso_account_id":
    case "aws_account_id":
      return /^\d{12}$/.test(value) ? undefined : "An account id has twelve digits.";
    case "region":
    case "sso_region":
      return /^[a-z]{2,}(-[a-z]+)+-\d$/.test(value) ? undefined : "Write a region such as eu-west-1.";
    case "sso_start_url":
      return /^https:\/\/\S+$/.test(value)
        ? undefined
        : "Write a URL such as https://example.awsapps.com/start.";
    case "sso_role_name":
      return /[:/\s]/.test(value)
        ? "Write the name of a permission set such as ReadOnlyAccess, not an ARN."
        : undefined;
    case "web_identity_token_file":
      // Neither botocore nor the JavaScript SDK expands it.
      return value.startsWith("~") ? "No tool expands ~ here: write the whole path." : undefined;
    case "aws_access_key_id":
      return /^\w{16,128}$/.test(value) ? undefined : "An access key id has 16 to 128 letters and digits.";
    default:
      return checks.get(key)?.(value)?.message;
  }
}
