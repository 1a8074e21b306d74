import type { Span } from "./text/span.ts";

export type ArnPart = "partition" | "service" | "region" | "account" | "resource";

/**
 * An ARN cut into its parts, unjudged: `arn:partition:service:region:account:resource`. Parts may be empty, hold
 * wildcards, policy variables or placeholders. `spans` count from the start of `text`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export interface Arn extends Readonly<Record<ArnPart, string>> {
  readonly text: string;
  readonly spans: Readonly<Record<ArnPart, Span>>;
}

/** Entities of IAM that have a path: `role/service-role/Name` has the path `/service-role/` and the name `Name`. */
export interface IamEntity {
  readonly kind: "role" | "user" | "group" | "instanceProfile" | "policy" | "mfaDevice";
  /** Begins and ends with a slash; `/` where there is none. */
  readonly path: string;
  readonly name: string;
}

/** What the last part of an ARN names. */
export type ArnResource =
  | IamEntity
  /** The session of a role; its ARN never shows the role's path. */
  | { readonly kind: "assumedRole"; readonly roleName: string; readonly sessionName: string }
  | { readonly kind: "root" }
  | { readonly kind: "bucket"; readonly bucket: string }
  | { readonly kind: "object"; readonly bucket: string; readonly key: string }
  | { readonly kind: "other" };

export interface RoleArn {
  readonly text: string;
  readonly partition: string;
  readonly account: string;
  readonly path: string;
  readonly name: string;
}

const iamKinds: Readonly<Record<string, IamEntity["kind"]>> = {
  role: "role",
  user: "user",
  group: "group",
  "instance-profile": "instanceProfile",
  policy: "policy",
  mfa: "mfaDevice",
};

/** Cuts a text into the parts of an ARN; undefined where it is none. A colon inside `${…}` does not separate. */
export function parseArn(text: string): Arn | undefined {
  if (!text.startsWith("arn:")) return undefined;
  const cuts: number[] = [3];
  for (let i = 4; i < text.length && cuts.length < 5; i++) {
    if (text.startsWith("${", i)) {
      const close = text.indexOf("}", i);
      if (close === -1) return undefined;
      i = close;
    } else if (text[i] === ":") cuts.push(i);
  }
  const [a, b, c, d, e] = cuts;
  if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined) {
    return undefined;
  }
  const spans = {
    partition: { start: a + 1, end: b },
    service: { start: b + 1, end: c },
    region: { start: c + 1, end: d },
    account: { start: d + 1, end: e },
    resource: { start: e + 1, end: text.length },
  };
  const part = (name: ArnPart) => text.slice(spans[name].start, spans[name].end);
  const arn: Arn = {
    text,
    partition: part("partition"),
    service: part("service"),
    region: part("region"),
    account: part("account"),
    resource: part("resource"),
    spans,
  };
  return arn.partition === "" || arn.service === "" || arn.resource === "" ? undefined : arn;
}

/** What an ARN of IAM, STS or S3 names; `other` for the rest. Nothing is validated beyond the shape. */
export function arnResource(arn: Arn): ArnResource {
  switch (arn.service) {
    case "iam":
      return iamResource(arn.resource);
    case "sts": {
      const match = /^assumed-role\/([^/]+)\/([^/]+)$/.exec(arn.resource);
      const [, roleName, sessionName] = match ?? [];
      return roleName === undefined || sessionName === undefined
        ? { kind: "other" }
        : { kind: "assumedRole", roleName, sessionName };
    }
    case "s3": {
      // Access points, Storage Lens and jobs carry an account; buckets and objects never do.
      if (arn.region !== "" || arn.account !== "") return { kind: "other" };
      const slash = arn.resource.indexOf("/");
      return slash === -1
        ? { kind: "bucket", bucket: arn.resource }
        : { kind: "object", bucket: arn.resource.slice(0, slash), key: arn.resource.slice(slash + 1) };
    }
    default:
      return { kind: "other" };
  }
}

/** The role that an ARN names, in any partition; undefined for everything else. */
export function parseRoleArn(text: string): RoleArn | undefined {
  const arn = parseArn(text);
  if (arn === undefined) return undefined;
  const resource = arnResource(arn);
  if (resource.kind !== "role") return undefined;
  return { text, partition: arn.partition, account: arn.account, path: resource.path, name: resource.name };
}

/**
 * Why AssumeRole would not take this text as a RoleArn, in one sentence; undefined where it would. Placeholders must
 * have been filled before.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function roleArnProblem(text: string): string | undefined {
  const arn = parseArn(text);
  if (arn === undefined)
    return `'${text}' is not an ARN. A role's ARN is arn:aws:iam::111122223333:role/NAME.`;
  const resource = arnResource(arn);
  if (resource.kind === "instanceProfile") {
    return `This is the ARN of an instance profile. AssumeRole takes the ARN of the role in it: ${iamArn(arn, "role", resource)}.`;
  }
  if (resource.kind === "assumedRole") {
    return "This is the ARN of a role session. AssumeRole takes the ARN of the role, with its path.";
  }
  if (resource.kind !== "role") return "This ARN does not name a role.";
  if (/[*?]|\$\{/.test(text))
    return "AssumeRole takes one role: the ARN may hold no wildcard and no variable.";
  if (arn.region !== "") return "IAM is global: the region of a role's ARN is empty.";
  if (!isAccountId(arn.account)) return `'${arn.account}' is not an account id: it has 12 digits.`;
  if (!/^[\w+=,.@-]{1,64}$/.test(resource.name)) {
    return `'${resource.name}' is not a role name: 1 to 64 letters, digits and _+=,.@- .`;
  }
  return text.length < 20 || text.length > 2048 ? "A role's ARN has 20 to 2048 characters." : undefined;
}

/** True for the 12 digits of an AWS account. */
export function isAccountId(text: string): boolean {
  return /^\d{12}$/.test(text);
}

/** The ARN that GetCallerIdentity answers for a session of the role: no path, service `sts`. */
export function sessionArn(role: RoleArn, sessionName: string): string {
  return `arn:${role.partition}:sts::${role.account}:assumed-role/${role.name}/${sessionName}`;
}

/**
 * True when the first ARN is a session of the role in the second. A session's ARN has no path, so partition, account
 * and name decide; all are case-sensitive.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export function assumedRoleMatches(assumedRoleArn: string, roleArn: string): boolean {
  const session = parseArn(assumedRoleArn);
  const role = parseRoleArn(roleArn);
  if (session === undefined || role === undefined) return false;
  const resource = arnResource(session);
  return (
    resource.kind === "assumedRole" &&
    session.partition === role.partition &&
    session.account === role.account &&
    resource.roleName === role.name
  );
}

function iamResource(text: string): ArnResource {
  if (text === "root") return { kind: "root" };
  const slash = text.indexOf("/");
  const kind = slash === -1 ? undefined : iamKinds[text.slice(0, slash)];
  const name = text.slice(text.lastIndexOf("/") + 1);
  if (kind === undefined || name === "") return { kind: "other" };
  return { kind, path: text.slice(slash, text.length - name.length), name };
}

function iamArn(arn: Arn, type: string, entity: IamEntity): string {
  return `arn:${arn.partition}:iam::${arn.account}:${type}${entity.path}${entity.name}`;
}
