/**
 * What the workspace and the user's profiles know that a policy may name. Plain data, gathered by the host; every list
 * may be empty. `from` says in a few words where a name was found: "profile deploy", "chain.assume-role.json".
 */
export interface WorkspaceFacts {
  /** Of the current profile: `aws`, `aws-cn`, … */
  readonly partition: string;
  /** Of the current profile. */
  readonly region?: string;
  /** Today, `YYYY-MM-DD`: for dates in conditions. */
  readonly today?: string;
  readonly accounts: readonly AccountFact[];
  readonly roles: readonly NamedFact[];
  readonly users: readonly NamedFact[];
  readonly buckets: readonly NamedFact[];
  /** ARNs of OIDC and SAML providers. */
  readonly identityProviders: readonly NamedFact[];
  /** `o-…` */
  readonly organizations: readonly NamedFact[];
  readonly externalIds: readonly NamedFact[];
  readonly tagKeys: readonly NamedFact[];
}

export interface AccountFact {
  /** 12 digits. */
  readonly id: string;
  /** Names of the profiles that work in the account. */
  readonly profiles: readonly string[];
}

/** `name` is an ARN for roles, users and identity providers, a bare name for buckets. */
export interface NamedFact {
  readonly name: string;
  readonly from: string;
}

/** Where nothing is known. */
export const noFacts: WorkspaceFacts = {
  partition: "aws",
  accounts: [],
  roles: [],
  users: [],
  buckets: [],
  identityProviders: [],
  organizations: [],
  externalIds: [],
  tagKeys: [],
};
