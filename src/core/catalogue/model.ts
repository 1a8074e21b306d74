/**
 * The five levels of the Service Authorization Reference. An action that changes permissions or tags is also a write:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
 */
export type AccessLevel = "List" | "Read" | "Write" | "Tagging" | "Permissions management";

/** What the index knows of an action before its service is loaded. */
export interface ActionName {
  /** Service prefix, lower case: `s3`. */
  readonly service: string;
  /** As AWS writes it: `GetObject`. */
  readonly name: string;
  /** Never empty; the most telling one first, so `[0]` is the one to group by. */
  readonly accessLevels: readonly AccessLevel[];
  /** 0 to 9: how often AWS managed policies name the action, on a logarithmic scale. Good for sorting. */
  readonly use: number;
}

export interface ActionFacts extends ActionName {
  /** A sentence without a full stop, e.g. "Grants permission to retrieve objects from Amazon S3". */
  readonly description: string;
  /** Empty: the action knows no resource and needs `"Resource": "*"`. */
  readonly resources: readonly ActionResource[];
  /** Keys that fit the action itself; those of its resource types are not repeated here. */
  readonly conditionKeys: readonly ConditionKeyFacts[];
  /** Other actions, `service:Name`, that the action needs in some use. Empty also where the source is silent. */
  readonly dependentActions: readonly string[];
  /** True for an action without an API operation. Absent for actions newer than the source of this fact. */
  readonly permissionOnly?: boolean;
}

export interface ActionResource {
  readonly type: ResourceTypeFacts;
  /** True for the types marked with `*` in the Service Authorization Reference. */
  readonly required: boolean;
  /** Keys that fit the action only on this resource type. */
  readonly conditionKeys: readonly ConditionKeyFacts[];
}

export interface ResourceTypeFacts {
  readonly service: string;
  /** `bucket`, `object`. */
  readonly name: string;
  /** One or more, e.g. `arn:${Partition}:s3:::${BucketName}`. */
  readonly arnFormats: readonly string[];
  readonly conditionKeys: readonly ConditionKeyFacts[];
}

/** The data types of https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export type ConditionValueType = "String" | "ARN" | "Bool" | "Date" | "IPAddress" | "Numeric";

export interface ConditionKeyFacts {
  /** A part that the user fills is `${Name}`: `aws:RequestTag/${TagKey}`. */
  readonly key: string;
  readonly type: ConditionValueType;
  /** True where a request can carry several values, so that ForAllValues and ForAnyValue make sense. */
  readonly multivalued: boolean;
  readonly description: string;
}

/** A key that every service understands, or that a role session carries into every service. */
export interface GlobalKeyFacts extends ConditionKeyFacts {
  readonly about: "principal" | "session" | "network" | "resource" | "request";
  /** The key to use instead of a deprecated one. */
  readonly replacedBy?: string;
  /** All values that the key can have, where AWS lists them. */
  readonly values?: readonly string[];
}

export interface ServiceSummary {
  /** Lower case: `s3`. */
  readonly prefix: string;
  /** `Amazon S3`. */
  readonly name: string;
  readonly actionCount: number;
  /** In how many AWS managed policies the service is named: a measure of how common it is. */
  readonly weight: number;
  /** Page of the Service Authorization Reference. */
  readonly referenceUrl: string;
}

export interface ServicePrincipalFacts {
  /** Without region: `logs.amazonaws.com`. */
  readonly name: string;
  /** The page on which AWS names it. */
  readonly source: string;
  /** Documented forms besides `name`, with `{region}` for a region code: `logs.{region}.amazonaws.com`. */
  readonly forms: readonly string[];
}

/** A service principal as written in a policy, taken apart. */
export interface ServicePrincipalMatch {
  readonly principal: ServicePrincipalFacts;
  /** `eu-west-1` of `logs.eu-west-1.amazonaws.com`. */
  readonly region?: string;
  /** `amazonaws.com`, `amazonaws.com.cn`, … */
  readonly suffix: string;
}

/** An identity provider whose token claims are condition keys: `issuer:claim`. */
export interface OidcProviderFacts {
  /** Host and path without `https://`; a part that differs per tenant is `${Name}`. */
  readonly issuer: string;
  readonly name: string;
  readonly source: string;
  /** Built into STS: the principal is the host name itself and not the ARN of a provider. */
  readonly builtIn: boolean;
  /** The audience that tokens for AWS usually carry. */
  readonly audience?: string;
  /** Keys of which IAM wants at least one in a trust policy for this provider, which many organizations share. */
  readonly requiredKeys: readonly string[];
  readonly claims: readonly ConditionKeyFacts[];
}

export interface ManagedPolicy {
  readonly name: string;
  /** `/`, `/service-role/`, `/aws-service-role/`, `/job-function/`, … */
  readonly path: string;
  /** In the partition `aws`. */
  readonly arn: string;
  /** `v3`. */
  readonly version: string;
  /** ISO 8601 date on which the version was made. */
  readonly updated: string;
  /** The policy document as AWS publishes it, order kept. */
  readonly document: unknown;
}
