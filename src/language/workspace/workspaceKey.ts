import { arnResource, isAccountId, parseArn } from "../../core/arn.ts";

/** A user or a role, by what tells them apart in an account: names are unique there whatever their case and path. */
export interface PrincipalName {
  readonly kind: "role" | "user";
  readonly account: string;
  readonly name: string;
}

/**
 * The names under which files find each other. A file stands under a key for everything that it names and, apart from
 * that, for everything that it describes: a look-up by key never walks over the other files.
 */
export const workspaceKey = {
  /** The file at a path. */
  file: (path: string) => `file ${path}`,
  /** Role configs that name the policy file at a path. */
  uses: (path: string) => `uses ${path}`,
  /** Role configs with the principal as caller or hop. */
  describesPrincipal: ({ kind, account, name }: PrincipalName) =>
    `describes ${kind} ${account} ${name.toLowerCase()}`,
  /** All that role configs say about the principal, taken together; no file stands under it. */
  description: ({ kind, account, name }: PrincipalName) =>
    `description ${kind} ${account} ${name.toLowerCase()}`,
  /** Role configs with the bucket. */
  describesBucket: (name: string) => `describes bucket ${name}`,
  /** Role configs with a principal of the account. */
  describesAccount: (account: string) => `describes account ${account}`,
  namesPrincipal: ({ kind, account, name }: PrincipalName) =>
    `names ${kind} ${account} ${name.toLowerCase()}`,
  namesBucket: (name: string) => `names bucket ${name}`,
  /** Policies that name a service as principal. */
  namesService: (service: string) => `names service ${service.toLowerCase()}`,
} as const;

/** The user or role that an ARN names, or whose session it names; undefined for patterns and open placeholders. */
export function principalName(text: string): PrincipalName | undefined {
  const arn = parseArn(text);
  if (arn === undefined || !isAccountId(arn.account)) return undefined;
  const resource = arnResource(arn);
  const kind = resource.kind === "user" ? "user" : "role";
  const name =
    resource.kind === "assumedRole"
      ? resource.roleName
      : resource.kind === "role" || resource.kind === "user"
        ? resource.name
        : "";
  return /^[\w+=,.@-]+$/.test(name) ? { kind, account: arn.account, name } : undefined;
}

/** The bucket of an ARN of it or of its objects; undefined for patterns and open placeholders. */
export function bucketName(text: string): string | undefined {
  const arn = parseArn(text);
  const resource = arn && arnResource(arn);
  if (resource?.kind !== "bucket" && resource?.kind !== "object") return undefined;
  return isBucketName(resource.bucket) ? resource.bucket : undefined;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export function isBucketName(name: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name);
}
