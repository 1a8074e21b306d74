/** What a key belongs to; decides where it is offered and in which order. */
export type KeyGroup =
  "role" | "sso" | "keys" | "other credentials" | "common" | "endpoint" | "client" | "cli";

/** A key of `~/.aws/config` or `credentials` that AWS tools read. */
export interface AwsKeyFacts {
  readonly name: string;
  readonly group: KeyGroup;
  /** Markdown. */
  readonly text: string;
  /** The AWS document behind the text. */
  readonly source: string;
  /** What can stand there, where AWS lists it. */
  readonly values?: readonly KeyValueFacts[];
  /** The value is a block of indented keys below it. */
  readonly nested?: readonly AwsKeyFacts[];
}

export interface KeyValueFacts {
  readonly value: string;
  readonly text: string;
}

const sdk = "https://docs.aws.amazon.com/sdkref/latest/guide/";
const cli = "https://docs.aws.amazon.com/cli/latest/userguide/";
const assumeRole = `${sdk}feature-assume-role-credentials.html`;
const sso = `${sdk}feature-sso-credentials.html`;
const staticKeys = `${sdk}feature-static-credentials.html`;
const metadata = `${sdk}feature-imds-credentials.html`;
const retries = `${sdk}feature-retry-behavior.html`;
const cliFiles = `${cli}cli-configure-files.html`;
const s3Settings = "https://docs.aws.amazon.com/cli/latest/topic/s3-config.html";

const trueOrFalse: readonly KeyValueFacts[] = [
  { value: "true", text: "On." },
  { value: "false", text: "Off." },
];

function key(
  name: string,
  group: KeyGroup,
  source: string,
  text: string,
  values?: readonly KeyValueFacts[],
): AwsKeyFacts {
  return { name, group, source, text, ...(values === undefined ? {} : { values }) };
}

/** `a: text` pairs as values. */
function listed(values: Readonly<Record<string, string>>): readonly KeyValueFacts[] {
  return Object.entries(values).map(([value, text]) => ({ value, text }));
}

const endpointUrl = key(
  "endpoint_url",
  "endpoint",
  `${sdk}feature-ss-endpoints.html`,
  "The URL that requests go to in place of AWS's own, with its scheme. In a profile for all services, in a block of a `[services NAME]` section for one.",
);

/** In the order in which they are offered within a group. */
const profileKeys: readonly AwsKeyFacts[] = [
  key(
    "role_arn",
    "role",
    assumeRole,
    "The role that the profile assumes. It needs one of `source_profile`, `credential_source` and `web_identity_token_file`, which say with whose credentials.",
  ),
  key(
    "source_profile",
    "role",
    assumeRole,
    "The profile whose credentials assume the role. It may assume a role itself (role chaining: the last session then lasts an hour at most), use SSO, or run a process. Not together with `credential_source`.",
  ),
  key(
    "credential_source",
    "role",
    assumeRole,
    "Where the credentials that assume the role come from, in place of `source_profile`.",
    listed({
      Ec2InstanceMetadata: "The role of the EC2 instance that the tool runs on.",
      EcsContainer: "The role of the ECS task or the EKS pod that the tool runs in.",
      Environment: "The access keys in the environment variables.",
    }),
  ),
  key(
    "role_session_name",
    "role",
    assumeRole,
    "The name of the session: 2 to 64 letters, digits and `_+=,.@-`. It stands in the session's ARN and in CloudTrail. Where it is missing, each tool makes one up.",
  ),
  key(
    "external_id",
    "role",
    assumeRole,
    "What the trust policy of a third party's role asks for in `sts:ExternalId`: 2 to 1224 letters, digits and `_+=,.@:/-`.",
  ),
  key(
    "duration_seconds",
    "role",
    assumeRole,
    "How long the session lasts: 900 to 43200 seconds, not over the role's own maximum, and 3600 at most where another role's session assumes this one. Without it, an hour.",
  ),
  key(
    "mfa_serial",
    "role",
    assumeRole,
    "The MFA device whose six-digit code is asked for at the call: the ARN of a virtual device (`arn:aws:iam::ACCOUNT:mfa/NAME`, not `user/NAME`) or a serial number.",
  ),
  key(
    "web_identity_token_file",
    "role",
    assumeRole,
    "The path of a file with an OIDC token. The role in `role_arn` is assumed with it, without any AWS credentials.",
  ),
  key(
    "sso_session",
    "sso",
    sso,
    "The name of the `[sso-session NAME]` section with the portal to log in to.",
  ),
  key(
    "sso_account_id",
    "sso",
    sso,
    "The account to get a session in, from those of the SSO portal: 12 digits.",
  ),
  key("sso_role_name", "sso", sso, "The permission set of the SSO portal, by name: not an ARN."),
  key(
    "sso_start_url",
    "sso",
    sso,
    "The address of the SSO portal. It belongs into the `[sso-session NAME]` section; in a profile it is the older form, whose token is not refreshed.",
  ),
  key("sso_region", "sso", sso, "The region of the SSO portal, which need not be the one to work in."),
  key(
    "aws_access_key_id",
    "keys",
    staticKeys,
    "The id of an access key, `AKIA…` of a user or `ASIA…` of a session. It belongs into the credentials file, beside its secret.",
  ),
  key(
    "aws_secret_access_key",
    "keys",
    staticKeys,
    "The secret of the access key. It belongs into the credentials file.",
  ),
  key(
    "aws_session_token",
    "keys",
    staticKeys,
    "The token of a session, for keys that begin with `ASIA`. The three belong together: a token of another session makes the keys invalid.",
  ),
  key(
    "credential_process",
    "other credentials",
    `${sdk}feature-process-credentials.html`,
    'A command that prints credentials as JSON with `"Version": 1`. Only run what you trust; the AWS CLI does not use a shell.',
  ),
  key(
    "login_session",
    "other credentials",
    `${cli}cli-configure-sign-in.html`,
    "The identity that `aws login` signed in, whose session the tools share.",
  ),
  key(
    "region",
    "common",
    `${sdk}feature-region.html`,
    "The region that requests go to, where the command names none.",
  ),
  key(
    "output",
    "common",
    cliFiles,
    "How the AWS CLI prints answers.",
    listed({
      json: "JSON.",
      yaml: "YAML.",
      "yaml-stream": "YAML, written while it arrives.",
      text: "Columns with tabs between them, for scripts.",
      table: "A table, for reading.",
      off: "Nothing on standard output.",
    }),
  ),
  key(
    "aws_account_id",
    "common",
    `${sdk}feature-account-endpoints.html`,
    "The account of the credentials, for account-based endpoints.",
  ),
  key(
    "services",
    "endpoint",
    `${sdk}feature-ss-endpoints.html`,
    "The name of the `[services NAME]` section with an endpoint for each service.",
  ),
  endpointUrl,
  key(
    "ignore_configured_endpoint_urls",
    "endpoint",
    `${sdk}feature-ss-endpoints.html`,
    "Whether every `endpoint_url` of the files and the environment is passed over.",
    trueOrFalse,
  ),
  key(
    "sts_regional_endpoints",
    "endpoint",
    `${sdk}feature-sts-regionalized-endpoints.html`,
    "Which endpoint AssumeRole is sent to.",
    listed({
      regional: "The one of the region.",
      legacy: "The global one, for regions that are on by default.",
    }),
  ),
  key(
    "use_fips_endpoint",
    "endpoint",
    `${sdk}feature-endpoints.html`,
    "Whether endpoints with FIPS 140 modules are used.",
    trueOrFalse,
  ),
  key(
    "use_dualstack_endpoint",
    "endpoint",
    `${sdk}feature-endpoints.html`,
    "Whether endpoints for IPv4 and IPv6 are used.",
    trueOrFalse,
  ),
  key(
    "account_id_endpoint_mode",
    "endpoint",
    `${sdk}feature-account-endpoints.html`,
    "Whether the endpoint holds the account id.",
    listed({ preferred: "Where it is known.", disabled: "Never.", required: "Always, or the call fails." }),
  ),
  key(
    "endpoint_discovery_enabled",
    "endpoint",
    `${sdk}feature-endpoint-discovery.html`,
    "Whether a service is asked for the endpoint to use.",
    trueOrFalse,
  ),
  key(
    "ca_bundle",
    "client",
    `${sdk}feature-gen-config.html`,
    "The path of a file with the certificates to trust.",
  ),
  key(
    "retry_mode",
    "client",
    retries,
    "How calls that failed are tried again.",
    listed({
      standard: "The same rules in every SDK.",
      adaptive: "Standard, and slower calls after throttling.",
      legacy: "The rules each SDK had before.",
    }),
  ),
  key("max_attempts", "client", retries, "How often a call is tried, the first time included."),
  key(
    "defaults_mode",
    "client",
    `${sdk}feature-smart-config-defaults.html`,
    "Which set of defaults for timeouts and retries is taken.",
    listed({
      legacy: "Those each SDK had before.",
      standard: "The recommended ones.",
      "in-region": "For callers in the region that they call.",
      "cross-region": "For callers of another region.",
      mobile: "For mobile devices.",
      auto: "Told from where the tool runs.",
    }),
  ),
  key(
    "sdk_ua_app_id",
    "client",
    `${sdk}feature-appid.html`,
    "A name for your application, in the requests' user agent.",
  ),
  key(
    "request_checksum_calculation",
    "client",
    `${sdk}feature-dataintegrity.html`,
    "When a checksum goes with an upload.",
    listed({
      when_supported: "Where the operation supports it.",
      when_required: "Where the operation demands it.",
    }),
  ),
  key(
    "response_checksum_validation",
    "client",
    `${sdk}feature-dataintegrity.html`,
    "When the checksum of an answer is verified.",
    listed({
      when_supported: "Where the operation supports it.",
      when_required: "Where the operation demands it.",
    }),
  ),
  key(
    "disable_request_compression",
    "client",
    `${sdk}feature-compression.html`,
    "Whether request bodies are left uncompressed.",
    trueOrFalse,
  ),
  key(
    "request_min_compression_size_bytes",
    "client",
    `${sdk}feature-compression.html`,
    "From which size in bytes request bodies are compressed.",
  ),
  key(
    "sigv4a_signing_region_set",
    "client",
    `${sdk}feature-sigv4a.html`,
    "The regions that a request with SigV4a is signed for, `*` for all.",
  ),
  key(
    "auth_scheme_preference",
    "client",
    `${sdk}feature-auth-scheme-preference.html`,
    "The ways of signing, the preferred one first.",
  ),
  key(
    "metadata_service_timeout",
    "client",
    metadata,
    "Seconds until a question to the instance metadata service is given up.",
  ),
  key(
    "metadata_service_num_attempts",
    "client",
    metadata,
    "How often the instance metadata service is asked.",
  ),
  key("ec2_metadata_service_endpoint", "client", metadata, "The address of the instance metadata service."),
  key(
    "ec2_metadata_service_endpoint_mode",
    "client",
    metadata,
    "By which protocol the instance metadata service is asked.",
    listed({ IPv4: "The IPv4 address.", IPv6: "The IPv6 address." }),
  ),
  key(
    "ec2_metadata_v1_disabled",
    "client",
    metadata,
    "Whether version 1 of the instance metadata service is never used.",
    trueOrFalse,
  ),
  key(
    "s3_use_arn_region",
    "client",
    `${sdk}feature-s3-access-point.html`,
    "Whether the region in the ARN of an S3 access point decides.",
    trueOrFalse,
  ),
  key(
    "s3_disable_multiregion_access_points",
    "client",
    `${sdk}feature-s3-mrap.html`,
    "Whether S3 multi-region access points are refused.",
    trueOrFalse,
  ),
  key(
    "s3_disable_express_session_auth",
    "client",
    "https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html",
    "Whether requests to S3 Express directory buckets are signed without a session.",
    trueOrFalse,
  ),
  {
    ...key("s3", "client", s3Settings, "How `aws s3` transfers files: a block of indented keys."),
    nested: [
      key("max_concurrent_requests", "client", s3Settings, "Requests at the same time; 10 without it."),
      key("max_queue_size", "client", s3Settings, "Tasks that wait; 1000 without it."),
      key(
        "multipart_threshold",
        "client",
        s3Settings,
        "From which size files are sent in parts; 8MB without it.",
      ),
      key("multipart_chunksize", "client", s3Settings, "The size of a part; 8MB without it."),
      key("max_bandwidth", "client", s3Settings, "The most bytes per second, such as `50MB/s`."),
      key(
        "use_accelerate_endpoint",
        "client",
        s3Settings,
        "Whether S3 Transfer Acceleration is used.",
        trueOrFalse,
      ),
      key(
        "payload_signing_enabled",
        "client",
        s3Settings,
        "Whether the content of uploads is signed.",
        trueOrFalse,
      ),
      key(
        "addressing_style",
        "client",
        s3Settings,
        "Where the bucket's name stands in the address.",
        listed({
          auto: "In the host name where it can.",
          virtual: "In the host name.",
          path: "In the path, as local S3 servers want it.",
        }),
      ),
    ],
  },
  key(
    "parameter_validation",
    "cli",
    cliFiles,
    "Whether parameters are checked before the call.",
    trueOrFalse,
  ),
  key("tcp_keepalive", "cli", cliFiles, "Whether connections are kept alive.", trueOrFalse),
  key(
    "api_versions",
    "cli",
    `${cli}cli-configure-files.html`,
    "Older versions of services: a block of indented keys.",
  ),
  key(
    "cli_pager",
    "cli",
    cliFiles,
    "The program that long output is shown with; empty for none. That line is legal, although other tools see no value.",
  ),
  key(
    "cli_binary_format",
    "cli",
    cliFiles,
    "How binary parameters are given.",
    listed({ base64: "Encoded.", "raw-in-base64-out": "As they are." }),
  ),
  key(
    "cli_timestamp_format",
    "cli",
    cliFiles,
    "How times are shown.",
    listed({ iso8601: "In one form.", wire: "As the service sends them." }),
  ),
  key(
    "cli_auto_prompt",
    "cli",
    cliFiles,
    "Whether the CLI asks for what a command lacks.",
    listed({ on: "Always.", "on-partial": "Where something is missing." }),
  ),
  key("cli_follow_urlparam", "cli", cliFiles, "Whether a parameter that is a URL is fetched.", trueOrFalse),
  key(
    "cli_history",
    "cli",
    cliFiles,
    "Whether the CLI keeps a history of commands, with all their parameters.",
    listed({ enabled: "It does.", disabled: "It does not." }),
  ),
];

const ssoSessionKeys: readonly AwsKeyFacts[] = [
  key(
    "sso_start_url",
    "sso",
    sso,
    "The address of the SSO portal, such as `https://my-sso.awsapps.com/start`.",
  ),
  key("sso_region", "sso", sso, "The region of the SSO portal, which need not be the one to work in."),
  key(
    "sso_registration_scopes",
    "sso",
    sso,
    "What the session is asked for. Without it the token is not refreshed.",
    listed({ "sso:account:access": "Lists accounts and roles, and gets their sessions." }),
  ),
];

/** Services as the files name them that live checks reach; any other service id in lower case with `_` works too. */
const serviceNames = ["sts", "s3", "iam"];

const servicesKeys: readonly AwsKeyFacts[] = serviceNames.map((name) => ({
  ...key(
    name,
    "endpoint",
    `${sdk}feature-ss-endpoints.html`,
    `Settings of ${name.toUpperCase()}: a block of indented keys.`,
  ),
  nested: [endpointUrl],
}));

/** The keys of a kind of section. */
export function keysOfSection(type: "profile" | "ssoSession" | "services"): readonly AwsKeyFacts[] {
  switch (type) {
    case "profile":
      return profileKeys;
    case "ssoSession":
      return ssoSessionKeys;
    case "services":
      return servicesKeys;
  }
}
