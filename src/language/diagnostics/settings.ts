import type { Severity } from "./finding.ts";

/** Largest sizes of policies, as AWS counts them. All but the bucket's can be raised for an account or have been. */
export interface PolicyQuotas {
  /** Characters without white space. */
  readonly trust: number;
  /** Characters without white space of a managed policy. */
  readonly identity: number;
  /** Characters without white space of all inline policies of one role together. */
  readonly inline: number;
  /** Bytes, white space included. */
  readonly bucket: number;
  /** Characters of a session policy, white space included. */
  readonly session: number;
  /** Characters without white space, as the console and the command line store it. */
  readonly scp: number;
}

export interface DiagnosticSettings {
  /** By code: another severity, or `off`. */
  readonly severities: Readonly<Record<string, Severity | "off">>;
  /** Codes to leave out of the document; `*` is all. From the setting by file pattern. */
  readonly ignoredCodes: readonly string[];
  readonly quotas: PolicyQuotas;
  /** Accounts known to be the user's own, from the profiles. Empty: nothing is known. */
  readonly ownAccounts: readonly string[];
  /** Names of placeholders, without their brackets, that a role config fills in this document. */
  readonly filledPlaceholders: readonly string[];
}

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export const defaultSettings: DiagnosticSettings = {
  severities: {},
  ignoredCodes: [],
  quotas: { trust: 2048, identity: 6144, inline: 10_240, bucket: 20_480, session: 2048, scp: 5120 },
  ownAccounts: [],
  filledPlaceholders: [],
};
