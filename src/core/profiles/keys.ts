/**
 * The settings of a profile that AWS tools read, in lower case. Only these are checked: keys of other tools
 * (aws-vault, granted_*) are never flagged.
 * https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
 */
export const awsKeys: ReadonlySet<string> = new Set([
  "account_id_endpoint_mode",
  "api_versions",
  "auth_scheme_preference",
  "aws_access_key_id",
  "aws_account_id",
  "aws_secret_access_key",
  "aws_session_token",
  "ca_bundle",
  "cli_auto_prompt",
  "cli_binary_format",
  "cli_follow_urlparam",
  "cli_history",
  "cli_pager",
  "cli_timestamp_format",
  "credential_process",
  "credential_source",
  "defaults_mode",
  "disable_request_compression",
  "duration_seconds",
  "ec2_metadata_service_endpoint",
  "ec2_metadata_service_endpoint_mode",
  "ec2_metadata_v1_disabled",
  "endpoint_discovery_enabled",
  "endpoint_url",
  "external_id",
  "ignore_configured_endpoint_urls",
  "login_session",
  "max_attempts",
  "metadata_service_num_attempts",
  "metadata_service_timeout",
  "mfa_serial",
  "output",
  "parameter_validation",
  "region",
  "request_checksum_calculation",
  "request_min_compression_size_bytes",
  "response_checksum_validation",
  "retry_mode",
  "role_arn",
  "role_session_name",
  "s3",
  "s3_disable_express_session_auth",
  "s3_disable_multiregion_access_points",
  "s3_use_arn_region",
  "sdk_ua_app_id",
  "services",
  "sigv4a_signing_region_set",
  "source_profile",
  "sso_account_id",
  "sso_region",
  "sso_registration_scopes",
  "sso_role_name",
  "sso_session",
  "sso_start_url",
  "sts_regional_endpoints",
  "tcp_keepalive",
  "use_dualstack_endpoint",
  "use_fips_endpoint",
  "web_identity_token_file",
]);

const secretKeys: ReadonlySet<string> = new Set([
  "aws_access_key_id",
  "aws_secret_access_key",
  "aws_security_token",
  "aws_session_token",
]);

const secretLike = /secret|token|passw|passphrase|access_key|private/;

/** True where a value must not leave the parsed file; a key of another tool counts by what its name says. */
function isSecretKey(loweredKey: string): boolean {
  return secretKeys.has(loweredKey) || (!awsKeys.has(loweredKey) && secretLike.test(loweredKey));
}

/** What is known of a key as written. */
export interface KeyFacts {
  readonly lowered: string;
  readonly secret: boolean;
  /** One of `awsKeys`. */
  readonly known: boolean;
}

/** Looks every spelling up once: a file repeats the same few keys thousands of times. */
export class KeyTable {
  readonly #facts = new Map<string, KeyFacts>();

  of(key: string): KeyFacts {
    let facts = this.#facts.get(key);
    if (facts === undefined) {
      const lowered = key.toLowerCase();
      facts = { lowered, secret: isSecretKey(lowered), known: awsKeys.has(lowered) };
      this.#facts.set(key, facts);
    }
    return facts;
  }
}
