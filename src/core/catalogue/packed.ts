/**
 * The shape of the committed files under `data/`, written by `scripts/catalogue/generate.ts` and read here. Rows are
 * arrays to keep the files small; names of actions stand in the index only, in the order of the rows of their service.
 */
export interface PackedIndex {
  readonly format: 1;
  /** Day on which the actions were read from AWS, ISO 8601. */
  readonly date: string;
  /** Day of the newest change to an AWS managed policy, ISO 8601. */
  readonly policiesDate: string;
  /** Package and version of each source. */
  readonly sources: readonly (readonly [name: string, version: string])[];
  /**
   * Sorted by prefix. Names are separated by a space and sorted without case; `levels` has one letter for each and
   * `uses` one digit, the binary logarithm of how many AWS managed policies name the action.
   */
  readonly services: readonly (readonly [
    prefix: string,
    name: string,
    weight: number,
    actions: string,
    levels: string,
    uses: string,
  ])[];
  /**
   * Actions that the reference does not list now, though AWS listed them before or names them in a managed policy, by
   * service and separated by a space. A service that stands here alone is itself unlisted.
   */
  readonly unlistedActions: Readonly<Record<string, string>>;
  /** The same for condition keys, lower case. */
  readonly unlistedKeys: readonly string[];
  /** Services with resource types whose ARN names another service, by that other service. */
  readonly arnServices: Readonly<Record<string, readonly string[]>>;
  /** Services that list keys with a prefix which is not their own, by that prefix; templated prefixes included. */
  readonly keyServices: Readonly<Record<string, readonly string[]>>;
  readonly globalKeys: readonly PackedGlobalKey[];
  readonly oidcProviders: readonly PackedOidcProvider[];
  readonly servicePrincipals: readonly PackedServicePrincipal[];
  /** API operations whose action has another name: `s3:ListBuckets` → `s3:ListAllMyBuckets`. */
  readonly operations: Readonly<Record<string, readonly string[]>>;
}

export type PackedKeyType =
  | "String"
  | "ARN"
  | "Bool"
  | "Date"
  | "IPAddress"
  | "Numeric"
  | "ArrayOfString"
  | "ArrayOfARN"
  | "ArrayOfBool";

export interface PackedGlobalKey {
  readonly key: string;
  readonly type: PackedKeyType;
  readonly about: "principal" | "session" | "network" | "resource" | "request";
  readonly description: string;
  readonly replacedBy?: string;
  readonly values?: readonly string[];
}

export interface PackedOidcProvider {
  readonly issuer: string;
  readonly name: string;
  readonly source: string;
  readonly builtIn: boolean;
  readonly audience?: string;
  readonly requiredKeys?: readonly string[];
  readonly claims: readonly (readonly [claim: string, type: PackedKeyType, description: string])[];
}

export type PackedServicePrincipal = readonly [name: string, source: string, ...forms: string[]];

/** `services/LETTER.json`: the services whose prefix begins with the letter. */
export type PackedServices = Readonly<Record<string, PackedService>>;

export interface PackedService {
  /** Without type and description: a global key, described in the index. */
  readonly keys: readonly PackedKey[];
  readonly resources: readonly PackedResource[];
  /** In the order of the names in the index. Fields at the end that are empty are left out. */
  readonly actions: readonly PackedAction[];
}

export type PackedKey = readonly [key: string, type?: PackedKeyType, description?: string];

/** `arns` leave out `arn:${Partition}:`; `keys` are positions in the service's `keys`. */
export type PackedResource = readonly [
  name: string,
  arns: string | readonly string[],
  keys?: readonly number[],
];

/** `kind`: 0 has an API operation, 1 permission only, 2 not known. */
export type PackedAction = readonly [
  description: string,
  resources?: readonly PackedActionResource[],
  keys?: readonly number[],
  dependents?: readonly string[],
  kind?: 0 | 1 | 2,
];

/** First twice the position of the resource type, plus one where it is required; then positions of keys. */
export type PackedActionResource = readonly number[];

/** `managed-policies.json` */
export interface PackedManagedPolicies {
  /** Every string of the documents once, sorted. */
  readonly strings: readonly string[];
  /** By name, sorted. */
  readonly policies: Readonly<Record<string, PackedManagedPolicy>>;
}

/**
 * In `document` a string is its position in `strings`; inside an array it is the distance from the string before. A
 * boolean or a number is a string with its JSON text.
 */
export type PackedManagedPolicy = readonly [
  path: string,
  version: string,
  updated: string,
  document: unknown,
];

/** Stands for the words with which AWS begins most descriptions of actions and of keys; `=` marks one without them. */
export const actionPrefix = "Grants permission to ";
export const keyPrefix = "Filters access by ";

export function packDescription(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : `=${text}`;
}

export function unpackDescription(text: string, prefix: string): string {
  return text.startsWith("=") ? text.slice(1) : prefix + text;
}

/** The file that holds a service. */
export function serviceFile(prefix: string): string {
  return `services/${prefix.slice(0, 1)}.json`;
}
