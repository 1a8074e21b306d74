import type { Explanation, Problem, Situation } from "./problem.ts";

/** Every way in which the first credentials can be missing. Stable: tests and documentation name them. */
export type SourceCode =
  | "CredentialsFileUnreadable"
  | "StaticKeysMissing"
  | "EnvironmentKeysMissing"
  | "InstanceMetadataDisabled"
  | "InstanceMetadataUnreachable"
  | "InstanceMetadataNoRole"
  | "InstanceMetadataAnswer"
  | "ContainerUriMissing"
  | "ContainerUriRefused"
  | "ContainerCredentialsUnreachable"
  | "ContainerCredentialsRefused"
  | "ContainerCredentialsAnswer"
  | "CredentialProcessFailed"
  | "CredentialProcessTimeout"
  | "CredentialProcessOutput"
  | "CredentialProcessExpired"
  | "SsoLoginNeeded"
  | "SsoAccessDenied"
  | "SsoRoleUnknown"
  | "SsoConfiguration"
  | "LoginNeeded"
  | "LoginConfiguration"
  | "TokenFileUnreadable"
  | "TokenFileEmpty"
  | "SamlAssertionMissing";

/** Why there are no first credentials, and what to do. Undefined for codes that are not of this family. */
export function explainSource(problem: Problem, situation: Situation): Explanation | undefined {
  if (problem.operation !== "FirstCredentials") return undefined;
  const make = EXPLANATIONS[problem.code];
  return make === undefined ? undefined : { ...make(problem, situation), look: "profile" };
}

type Make = (problem: Problem, situation: Situation) => Omit<Explanation, "look">;

const profileOf = (situation: Situation): string => situation.profile ?? "default";

/** A word for a shell, so that a command in a fix can be copied. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function ssoLogin(situation: Situation): string {
  return situation.ssoSession === undefined
    ? `aws sso login --profile ${shellWord(profileOf(situation))}`
    : `aws sso login --sso-session ${shellWord(situation.ssoSession)}`;
}

const EXPLANATIONS: Readonly<Record<string, Make>> = {
  CredentialsFileUnreadable: (problem, situation) => ({
    headline: `The file with ${situation.source} cannot be read${problem.errno === undefined ? "" : ` (${problem.errno})`}.`,
    causes: ["The file was moved or deleted since the profiles were read, or may not be read by this user."],
    fixes: ["Check that the file is there and readable."],
  }),
  StaticKeysMissing: (_, situation) => ({
    headline: `There are no ${situation.source}.`,
    causes: ["aws_access_key_id or aws_secret_access_key is missing or empty in the section."],
    fixes: [`Write both keys into the section of '${profileOf(situation)}', or run aws configure.`],
  }),
  EnvironmentKeysMissing: () => ({
    headline: "The environment holds no keys.",
    causes: [
      "AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is not set for this program.",
      "They were set in a terminal: an editor that was started elsewhere does not see them.",
    ],
    fixes: ["Start the editor from the terminal where the keys are set, or use a profile."],
  }),
  InstanceMetadataDisabled: () => ({
    headline: "The EC2 instance metadata service is turned off for this program.",
    causes: ["AWS_EC2_METADATA_DISABLED is true in the environment."],
    fixes: ["Unset it on an EC2 instance; elsewhere use another source than Ec2InstanceMetadata."],
  }),
  InstanceMetadataUnreachable: () => ({
    headline: "The EC2 instance metadata service does not answer.",
    causes: [
      "This machine is not an EC2 instance: credential_source = Ec2InstanceMetadata works only there.",
      "In a container on an instance, the hop limit of the metadata service (1) stops the answer.",
      "AWS_EC2_METADATA_SERVICE_ENDPOINT names another address.",
    ],
    fixes: [
      "Use source_profile with keys or SSO on this machine.",
      "For containers on EC2, raise the hop limit to 2.",
    ],
  }),
  InstanceMetadataNoRole: () => ({
    headline: "The EC2 instance has no role.",
    causes: ["No instance profile is attached to the instance, so the metadata service has no credentials."],
    fixes: ["Attach an instance profile with a role to the instance."],
  }),
  InstanceMetadataAnswer: (problem) => ({
    headline: `The EC2 instance metadata service gave no usable credentials${problem.httpStatus === undefined ? "" : ` (HTTP ${problem.httpStatus})`}.`,
    causes: ["Another service answers at its address, or the instance's role cannot be assumed by EC2."],
    fixes: ["Check that the trust policy of the instance's role names ec2.amazonaws.com."],
  }),
  ContainerUriMissing: () => ({
    headline: "There are no container credentials.",
    causes: [
      "Neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor AWS_CONTAINER_CREDENTIALS_FULL_URI is set: this is not an ECS task or an EKS pod with an identity.",
      "The task definition has no task role.",
    ],
    fixes: ["Run it in a task with a task role; elsewhere use another source than EcsContainer."],
  }),
  ContainerUriRefused: () => ({
    headline: "The address of the container credentials is not an allowed one.",
    causes: ["AWS_CONTAINER_CREDENTIALS_FULL_URI must be https, or name a loopback, ECS or EKS address."],
    fixes: ["Correct the variable."],
  }),
  ContainerCredentialsUnreachable: () => ({
    headline: "The container credentials service does not answer.",
    causes: ["The agent that serves them is not running, or the address in the environment is old."],
    fixes: ["Restart the task or the agent."],
  }),
  ContainerCredentialsRefused: (problem) => ({
    headline: `The container credentials service refused (HTTP ${problem.httpStatus ?? 400}).`,
    causes: [
      "The authorization token is wrong or has expired.",
      "The task's role cannot be assumed by the service.",
    ],
    fixes: [
      "Check AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE, and that the role's trust policy names ecs-tasks.amazonaws.com or pods.eks.amazonaws.com.",
    ],
  }),
  ContainerCredentialsAnswer: () => ({
    headline: "The container credentials service gave no usable credentials.",
    causes: ["Another service answers at its address."],
    fixes: ["Check AWS_CONTAINER_CREDENTIALS_FULL_URI."],
  }),
  CredentialProcessFailed: (problem, situation) => ({
    headline: `The credential_process of profile '${profileOf(situation)}' failed (${problem.exit ?? "no exit code"}).`,
    causes: [
      problem.exit === "not found"
        ? "The program is not found: the editor's PATH may be shorter than a terminal's."
        : problem.exit?.startsWith("could not be started") === true
          ? "It is run without a shell, as the AWS CLI does: quotation marks have to be in pairs, and a script of a shell has to be given to its shell."
          : "The program ended with an error. What it wrote is not shown here, because it may hold secrets.",
      "It is run without a shell: ~, $VARIABLE, | and > mean nothing special to it.",
    ],
    fixes: [
      "Run the command of credential_process in a terminal and read what it says.",
      "Give the program's full path, without ~ or a variable.",
    ],
  }),
  CredentialProcessTimeout: (_, situation) => ({
    headline: `The credential_process of profile '${profileOf(situation)}' did not end in time and was stopped.`,
    causes: [
      "The program waits for input: it gets no terminal here.",
      "It waits for a login or a touch of a key.",
    ],
    fixes: ["Run the command in a terminal once, so that it has its login cached, then try again."],
  }),
  CredentialProcessOutput: (problem, situation) => ({
    headline: `The credential_process of profile '${profileOf(situation)}' wrote no credentials.`,
    causes: [problem.message ?? "Its standard output is not the JSON that AWS documents."],
    fixes: [
      'It must write {"Version": 1, "AccessKeyId": …, "SecretAccessKey": …} to standard output, and nothing else.',
    ],
  }),
  CredentialProcessExpired: (_, situation) => ({
    headline: `The credential_process of profile '${profileOf(situation)}' wrote credentials that have expired.`,
    causes: ["The program hands out an old answer from its cache, or the clock of this machine is off."],
    fixes: ["Log in with the program again.", "Set the clock by the network."],
  }),
  SsoLoginNeeded: (_, situation) => ({
    headline: "There is no valid SSO login.",
    causes: [
      "Nobody has logged in since the last login expired, or the cached token belongs to another session.",
    ],
    fixes: [`Run: ${ssoLogin(situation)}`, "Then try again: the new token is noticed by itself."],
  }),
  SsoAccessDenied: (_, situation) => ({
    headline: `IAM Identity Center gives no credentials for ${situation.source}.`,
    causes: [
      "The user or its groups are not assigned to this account with this permission set.",
      "sso_account_id or sso_role_name is wrong; the role's name is the permission set's, without AWSReservedSSO_.",
    ],
    fixes: [
      "Compare both with what the AWS access portal lists.",
      `If the login is of another user, run: ${ssoLogin(situation)}`,
    ],
  }),
  SsoRoleUnknown: (_, situation) => ({
    headline: `IAM Identity Center does not know the account or role of ${situation.source}.`,
    causes: [
      "sso_account_id or sso_role_name is wrong, or sso_region is not the region of the Identity Center instance.",
    ],
    fixes: ["Compare them with what the AWS access portal lists."],
  }),
  SsoConfiguration: (problem, situation) => ({
    headline: `The SSO settings of profile '${profileOf(situation)}' are not complete.`,
    causes: [problem.message ?? "A setting that SSO needs is missing."],
    fixes: ["Run aws configure sso, or complete the section: sso_session, sso_account_id, sso_role_name."],
  }),
  LoginNeeded: (_, situation) => ({
    headline: "There is no valid console login for this profile.",
    causes: ["The login of aws login has expired, or its cached token was removed."],
    fixes: [`Run: aws login --profile ${shellWord(profileOf(situation))}`],
  }),
  LoginConfiguration: (problem, situation) => ({
    headline: `Profile '${profileOf(situation)}' cannot use its login session.`,
    causes: [problem.message ?? "login_session is missing in the profile."],
    fixes: [`Run: aws login --profile ${shellWord(profileOf(situation))}`],
  }),
  TokenFileUnreadable: (problem, situation) => ({
    headline: `The ${situation.source} cannot be read${problem.errno === undefined ? "" : ` (${problem.errno})`}.`,
    causes: [
      "The path in web_identity_token_file is wrong, or relative to another folder.",
      "Nothing has written the token: on EKS the pod has no service account with a role; in CI the job has no id token.",
    ],
    fixes: ["Check the path, and have the token written there before the call."],
  }),
  TokenFileEmpty: (_, situation) => ({
    headline: `The ${situation.source} is empty.`,
    causes: ["The step that writes the token failed, or has not run yet."],
    fixes: ["Have the token written there before the call."],
  }),
  SamlAssertionMissing: () => ({
    headline: "There is no SAML assertion.",
    causes: ["An assertion is given for one call and is not kept, so that it cannot be used again."],
    fixes: ["Run Assume Role with SAML Assertion and paste a new one."],
  }),
};
