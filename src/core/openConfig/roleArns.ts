import { arnResource, parseArn, roleArnProblem } from "../arn.ts";

/** A role's ARN in any text: a template, a shell script, a page of notes. `offset` is that of its first character. */
export interface FoundRole {
  readonly roleArn: string;
  readonly offset: number;
}

/**
 * The roles that a text names by their whole ARN, in the order in which they first stand there, each once. An ARN that
 * goes on with a wildcard, a variable or a placeholder names no single role; a service-linked role is its service's.
 */
export function roleArnsIn(text: string): readonly FoundRole[] {
  const found = new Map<string, number>();
  for (const match of text.matchAll(/arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@/-]+(?![\w+=,.@/*?${<:-])/g)) {
    const roleArn = match[0].replace(/[,.]+$/, "");
    if (roleArn.includes(":role/aws-service-role/") || roleArnProblem(roleArn) !== undefined) continue;
    if (!found.has(roleArn)) found.set(roleArn, match.index);
  }
  return [...found].map(([roleArn, offset]) => ({ roleArn, offset }));
}

/** What was typed for a role: the role it means, what is wrong with it, or undefined where it is only a filter. */
export type TypedRole =
  | { readonly roleArn: string; readonly from: "arn" | "session" | "link" | "accountAndName" | "name" }
  | { readonly problem: string };

/**
 * A role as people have it at hand: its ARN, the ARN of one of its sessions, a switch-role link of the console,
 * `ACCOUNT/NAME`, or its name alone where `home` says the account and the partition to look in.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
 */
export function typedRole(
  typed: string,
  home: { readonly account?: string; readonly partition: string },
): TypedRole | undefined {
  const text = typed.trim();
  if (text.startsWith("arn:")) {
    const arn = parseArn(text);
    const resource = arn && arnResource(arn);
    const read: TypedRole =
      arn !== undefined && resource?.kind === "assumedRole"
        ? { roleArn: roleArn(arn.partition, arn.account, resource.roleName), from: "session" }
        : { roleArn: text, from: "arn" };
    const problem = roleArnProblem(read.roleArn);
    return problem === undefined ? read : { problem };
  }
  const link = /^https?:\/\/\S*\/switchrole\?(\S+)$/i.exec(text)?.[1];
  const [account, name, from]: [string | undefined, string | undefined, "link" | "accountAndName" | "name"] =
    link === undefined
      ? accountAndName(text, home.account)
      : [member(link, "account"), member(link, "roleName"), "link"];
  if (account === undefined || name === undefined) return undefined;
  const arn = roleArn(home.partition, account, name);
  return roleArnProblem(arn) === undefined ? { roleArn: arn, from } : undefined;
}

function accountAndName(
  text: string,
  home: string | undefined,
): [string | undefined, string | undefined, "accountAndName" | "name"] {
  const both = /^(\d{12})[\s/:]+(?:role\/)?(\S+)$/.exec(text);
  return both === null ? [home, text.replace(/^role\//, ""), "name"] : [both[1], both[2], "accountAndName"];
}

function roleArn(partition: string, account: string, nameWithPath: string): string {
  return `arn:${partition}:iam::${account}:role/${nameWithPath}`;
}

/** A parameter of a link; names are compared without case, as the console does. */
function member(query: string, name: string): string | undefined {
  for (const part of query.split(/[&#]/)) {
    const [key, value] = part.split("=");
    if (key?.toLowerCase() !== name.toLowerCase() || value === undefined) continue;
    try {
      return decodeURIComponent(value.replaceAll("+", " "));
    } catch {
      return undefined;
    }
  }
  return undefined;
}
