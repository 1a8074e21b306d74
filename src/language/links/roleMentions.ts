import type { Range } from "vscode-languageserver-types";
import { arnResource, parseArn } from "../../core/arn.ts";
import { fillPlaceholders, findPlaceholders } from "../../core/placeholder.ts";
import type { Policy } from "../../core/policy/model.ts";
import type { RoleConfig } from "../../core/roleConfig/model.ts";
import { LineIndex } from "../../core/text/lineIndex.ts";
import type { Span } from "../../core/text/span.ts";

/** One place that names a role by its ARN, or by the ARN of one of its sessions. Plain data, for an index. */
export interface RoleMention {
  readonly role: RoleIdentity;
  /** The ARN, without quotes. */
  readonly range: Range;
  /** The role's name in it; absent where it is not written as it is. */
  readonly nameRange?: Range;
  /** True for the hop of a role config: there the role is described. */
  readonly declares: boolean;
}

/** What tells roles apart. A session's ARN shows no path, and no two roles of an account differ in path alone. */
export interface RoleIdentity {
  readonly partition: string;
  readonly account: string;
  readonly name: string;
}

/**
 * The roles that a policy names: as principals, as resources and in conditions. `variables` fill placeholders such as
 * `<ACCOUNT_NO>`, where a role config that names the policy has some.
 */
export function rolesInPolicy(
  text: string,
  policy: Policy,
  variables: Readonly<Record<string, string>> = {},
): RoleMention[] {
  const lines = new LineIndex(text);
  return policy.statements.flatMap((statement) => {
    const lists = [
      ...[statement.principal, statement.notPrincipal].flatMap((principal) =>
        (principal?.entries ?? []).map(({ values }) => values),
      ),
      ...[statement.resource, statement.notResource].filter((list) => list !== undefined),
      ...statement.conditions.map(({ values }) => values),
    ];
    return lists.flatMap(({ items }) =>
      items.flatMap(({ value, span }) =>
        mentionOf(text, lines, { written: value, value: fillPlaceholders(value, variables), span }, false),
      ),
    );
  });
}

/** The roles that a role config names: its caller, its hops, and what its checks expect. */
export function rolesInConfig(text: string, config: RoleConfig): RoleMention[] {
  const lines = new LineIndex(text);
  const principal = config.caller?.principal;
  const others = [
    ...(principal?.kind === "arn" ? [principal.arn] : []),
    ...config.checks.flatMap((check) => {
      if (check.kind === "identity") return [check.arn];
      return check.kind === "access" ? check.resources : [];
    }),
  ];
  return [
    ...config.hops.flatMap(({ roleArn }) =>
      roleArn === undefined ? [] : mentionOf(text, lines, roleArn, true),
    ),
    ...others.flatMap((arn) => mentionOf(text, lines, arn, false)),
  ];
}

export function sameRole(a: RoleIdentity, b: RoleIdentity): boolean {
  return a.partition === b.partition && a.account === b.account && a.name === b.name;
}

function mentionOf(
  text: string,
  lines: LineIndex,
  { written, value, span }: { readonly written: string; readonly value: string; readonly span: Span },
  declares: boolean,
): RoleMention[] {
  const inside = { start: span.start + 1, end: span.end - 1 };
  const plain = text.slice(inside.start, inside.end) === written;
  return roleMention(lines, { written, value, inside, plain, declares });
}

/**
 * The mention of a role by a text at `inside`; none where it names no role. `value` is the text with its placeholders
 * filled, `plain` says that it stands there as `written`, without escapes.
 */
export function roleMention(
  lines: LineIndex,
  {
    written,
    value,
    inside,
    plain,
    declares,
  }: {
    readonly written: string;
    readonly value: string;
    readonly inside: Span;
    readonly plain: boolean;
    readonly declares: boolean;
  },
): RoleMention[] {
  const role = roleOf(value);
  if (role === undefined) return [];
  const named = nameSpan(written);
  return [
    {
      role,
      range: lines.range(inside),
      ...(named !== undefined && plain
        ? { nameRange: lines.range({ start: inside.start + named.start, end: inside.start + named.end }) }
        : {}),
      declares,
    },
  ];
}

function roleOf(text: string): RoleIdentity | undefined {
  const arn = parseArn(text);
  if (arn === undefined) return undefined;
  const resource = arnResource(arn);
  const name =
    resource.kind === "role"
      ? resource.name
      : resource.kind === "assumedRole"
        ? resource.roleName
        : undefined;
  // A pattern names no single role.
  if (name === undefined || /[*?$]/.test(name) || /[*?$]/.test(arn.account)) return undefined;
  return { partition: arn.partition, account: arn.account, name };
}

/** Where the name stands in an ARN as written, placeholders included; undefined where the name is one itself. */
function nameSpan(written: string): Span | undefined {
  const arn = parseArn(written);
  const resource = arn && arnResource(arn);
  const name =
    resource?.kind === "assumedRole"
      ? resource.roleName
      : resource?.kind === "role"
        ? resource.name
        : undefined;
  if (arn === undefined || name === undefined) return undefined;
  const start =
    resource?.kind === "assumedRole"
      ? arn.spans.resource.start + "assumed-role/".length
      : written.length - name.length;
  const span = { start, end: start + name.length };
  return findPlaceholders(written).some((place) => place.span.start < span.end && place.span.end > span.start)
    ? undefined
    : span;
}
