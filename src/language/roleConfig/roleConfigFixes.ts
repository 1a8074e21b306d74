import type { Node } from "jsonc-parser";
import { parseJson } from "../../core/json/parseJson.ts";
import type { RoleConfig, RoleConfigProblem, RoleConfigProblemCode } from "../../core/roleConfig/model.ts";
import type { Span } from "../../core/text/span.ts";
import type { Fix } from "../fixes/edit.ts";
import { insertMember, removeMember } from "../fixes/memberEdits.ts";
import { nodeMembers } from "../fixes/objectMembers.ts";

type Fixes = (at: At) => readonly (Fix | undefined)[];

interface At {
  readonly text: string;
  readonly config: RoleConfig;
  readonly problem: RoleConfigProblem;
  /** The value under the problem, where it is a string. */
  readonly value: string;
}

/** Changes for each problem of a role config, the likeliest first; none where only the user knows. */
export const fixesByCode: Readonly<Record<RoleConfigProblemCode, Fixes>> = {
  badAccount: (at) => [written(at, (value) => value.replace(/[^\d]/g, ""), /^\d{12}$/), inQuotes(at)],
  badAction: () => [],
  badBucketName: (at) => [
    written(
      at,
      (value) => value.replace(/^(?:s3:\/\/|arn:[^:]*:s3:::)/, "").replace(/\/.*$/s, ""),
      /^[^/:]+$/,
    ),
  ],
  badDuration: (at) => [at.problem.replacement === undefined ? withinLimits(at) : undefined],
  badExpectation: (at) =>
    ["allow", "deny", "explicitDeny", "implicitDeny"].map((word) =>
      at.problem.replacement === JSON.stringify(word) ? undefined : replaced(at, word, JSON.stringify(word)),
    ),
  badExternalId: () => [],
  badListAddress: (at) => [
    written(
      at,
      (value) =>
        `s3://${value
          .replace(/^arn:[^:]*:s3:::/, "")
          .replace(/^\/+/, "")
          .replace(/\*$/, "")}`,
      /^s3:\/\/[\w.<>-]+(?:\/.*)?$/,
    ),
  ],
  badMfaSerial: (at) => [
    written(at, (value) => value.replace(/^(arn:[^:]+:iam::[^:]*:)user\//, "$1mfa/"), /:mfa\//),
  ],
  badPolicyReference: () => [],
  badPrincipal: (at) => [written(at, (value) => value.replace(":instance-profile/", ":role/"), /:role\//)],
  badResourceArn: (at) => [
    written(
      at,
      (value) => `arn:aws:s3:::${value.replace(/^s3:\/\//, "").replace(/\/$/, "")}`,
      /^arn:aws:s3:::[a-z0-9.-]{3,63}(?:\/.+)?$/,
    ),
  ],
  badRoleArn: (at) => [
    written(at, (value) => value.replace(":instance-profile/", ":role/"), /:role\//),
    written(
      at,
      (value) =>
        value.replace(/^(arn:[^:]*):sts::(\d{12}):assumed-role\/([^/]+)\/[^/]+$/, "$1:iam::$2:role/$3"),
      /:iam::\d{12}:role\//,
    ),
  ],
  badSessionName: (at) => [written(at, legalName, /^[\w+=,.@-]{2,64}$/)],
  badSourceIdentity: (at) => [
    written(at, (value) => legalName(value.replace(/^aws:/, "")), /^[\w+=,.@-]{2,64}$/),
  ],
  badTag: () => [],
  badVersion: () => [],
  chainedDuration: () => [],
  duplicateMember: (at) => [withoutMember(at, "Remove the second one")],
  emptyValue: (at) => [withoutMember(at, "Remove the member")],
  jsonSyntax: () => [],
  missingFile: () => [],
  missingMember: (at) => [addedMember(at)],
  notAnObject: () => [],
  policyRefused: () => [],
  policyShape: () => [],
  unclearCheck: () => [],
  unknownManagedPolicy: () => [],
  unparsablePolicy: () => [],
  unfilledPlaceholder: (at) => [addedVariable(at)],
  unknownMember: (at) => [withoutMember(at, "Remove the member")],
  wrongPolicyKind: () => [],
  wrongType: (at) => [asList(at), asNumber(at)],
};

/** The parser's own proposal first. */
export function roleConfigFixes(
  text: string,
  config: RoleConfig,
  problem: RoleConfigProblem,
): readonly Fix[] {
  const { span, replacement, code } = problem;
  const node = parseableString(text.slice(span.start, span.end));
  const at: At = { text, config, problem, value: node ?? "" };
  const proposed: Fix[] =
    replacement === undefined
      ? []
      : [{ title: `Change to ${replacement}`, edits: [{ span, newText: replacement }], safe: false }];
  return [...proposed, ...fixesByCode[code](at).filter((fix) => fix !== undefined)];
}

function replaced({ problem }: At, shown: string, newText: string): Fix {
  return { title: `Change to ${shown}`, edits: [{ span: problem.span, newText }], safe: false };
}

/** The value changed, where the outcome is right. */
function written(at: At, change: (value: string) => string, right: RegExp): Fix | undefined {
  if (at.value === "") return undefined;
  const value = change(at.value);
  return value === at.value || !right.test(value) ? undefined : replaced(at, value, JSON.stringify(value));
}

function legalName(value: string): string {
  return value
    .trim()
    .replace(/[^\w+=,.@-]+/g, "-")
    .slice(0, 64);
}

function inQuotes(at: At): Fix | undefined {
  const raw = at.text.slice(at.problem.span.start, at.problem.span.end);
  return /^\d{12}$/.test(raw) ? replaced(at, `"${raw}"`, `"${raw}"`) : undefined;
}

function withinLimits(at: At): Fix | undefined {
  const limits = / is (\d+) to (\d+) seconds\.$/.exec(at.problem.message);
  const seconds = Number(at.text.slice(at.problem.span.start, at.problem.span.end));
  if (limits === null || !Number.isFinite(seconds)) return undefined;
  const limit = seconds < Number(limits[1]) ? limits[1] : limits[2];
  return limit === undefined ? undefined : replaced(at, limit, limit);
}

function asList(at: At): Fix | undefined {
  const raw = at.text.slice(at.problem.span.start, at.problem.span.end);
  if (!at.problem.message.endsWith(" is an array.") || !/^["{]/.test(raw)) return undefined;
  return { title: "Put it into a list", edits: [{ span: at.problem.span, newText: `[${raw}]` }], safe: true };
}

function asNumber(at: At): Fix | undefined {
  return at.problem.message.includes("whole number of seconds") && /^\d{3,5}$/.test(at.value)
    ? { ...replaced(at, at.value, at.value), safe: true }
    : undefined;
}

/** What a required member starts as; the user fills it. */
const skeletons: Readonly<Record<string, unknown>> = {
  version: 1,
  caller: { principal: "arn:aws:iam::<ACCOUNT_ID>:role/<ROLE_NAME>" },
  hops: [],
  principal: "arn:aws:iam::<ACCOUNT_ID>:role/<ROLE_NAME>",
  roleArn: "arn:aws:iam::<ACCOUNT_ID>:role/<ROLE_NAME>",
  name: "<BUCKET_NAME>",
  action: "s3:GetObject",
  resource: "arn:aws:s3:::<BUCKET_NAME>/<KEY>",
  provider: "<PROVIDER>",
};

function addedMember(at: At): Fix | undefined {
  const name = / needs '([^']+)'\.$/.exec(at.problem.message)?.[1];
  const object = nodeAt(at.text, at.problem.span.start, "object");
  if (name === undefined || !Object.hasOwn(skeletons, name) || object === undefined) return undefined;
  const value = skeletons[name];
  const edit = insertMember(at.text, spanOf(object), nodeMembers(object), null, name, value);
  const placeholder = JSON.stringify(value).includes("<");
  return { title: `Add ${name}`, edits: [edit], safe: !placeholder, placeholder };
}

function withoutMember(at: At, title: string): Fix | undefined {
  const { root } = parseJson(at.text);
  const property =
    root &&
    findNode(root, at.problem.span.start, (node) => {
      const [key, value] = node.children ?? [];
      return (
        node.type === "property" &&
        (key?.offset === at.problem.span.start || value?.offset === at.problem.span.start)
      );
    });
  const object = property?.parent;
  if (property === undefined || object === undefined) return undefined;
  const members = nodeMembers(object);
  const member = members.find(({ span }) => span.start === property.offset);
  const edits = member && removeMember(at.text, members, member);
  return edits && { title, edits, safe: false };
}

/** The placeholder as a variable, to be filled there once for all. */
function addedVariable(at: At): Fix | undefined {
  const name = /Add "([^"]+)" to 'variables'/.exec(at.problem.message)?.[1];
  const { root } = parseJson(at.text);
  if (name === undefined || root?.type !== "object") return undefined;
  const members = nodeMembers(root);
  const value = `<${name}>`;
  const variables = root.children?.find(({ children }) => children?.[0]?.value === "variables")
    ?.children?.[1];
  if (variables !== undefined && variables.type !== "object") return undefined;
  const edit =
    variables === undefined
      ? insertMember(at.text, spanOf(root), members, "version", "variables", { [name]: value })
      : insertMember(
          at.text,
          spanOf(variables),
          nodeMembers(variables),
          nodeMembers(variables).at(-1)?.name.value ?? null,
          name,
          value,
        );
  return { title: `Add ${name} to 'variables'`, edits: [edit], safe: false, placeholder: true };
}

function nodeAt(text: string, offset: number, type: Node["type"]): Node | undefined {
  const { root } = parseJson(text);
  return root && findNode(root, offset, (node) => node.type === type && node.offset === offset);
}

/** The innermost node around an offset for which the condition holds. */
function findNode(root: Node, offset: number, holds: (node: Node) => boolean): Node | undefined {
  let found: Node | undefined;
  let node: Node | undefined = root;
  while (node !== undefined) {
    if (holds(node)) found = node;
    node = node.children?.find((child) => child.offset <= offset && offset < child.offset + child.length);
  }
  return found;
}

function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}

function parseableString(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : undefined;
  } catch {
    // A word without quotes, or half a string: there is no value to change.
    return undefined;
  }
}
