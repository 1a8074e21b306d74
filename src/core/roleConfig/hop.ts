import type { Node } from "jsonc-parser";
import { arnResource, parseArn, roleArnProblem } from "../arn.ts";
import { optional } from "../optional.ts";
import {
  checkExternalId,
  checkMfaSerial,
  checkSessionName,
  longestChainedSession,
  longestSession,
  shortestSession,
} from "../profiles/roleRules.ts";
import { readExpectation } from "./expectation.ts";
import { readContext, readTags } from "./keyed.ts";
import type { ConfigHop, ConfigText, RoleConfigProblemCode } from "./model.ts";
import { readOrganizationPolicies, readPolicyReference, readPolicyReferences } from "./policyReference.ts";
import { isFilled, spanOf, type ConfigReader } from "./reader.ts";

const members = [
  "roleArn",
  "trustPolicy",
  "policies",
  "maxSessionDuration",
  "permissionsBoundary",
  "serviceControlPolicies",
  "resourceControlPolicies",
  "sessionName",
  "externalId",
  "durationSeconds",
  "mfaSerial",
  "sourceIdentity",
  "tags",
  "transitiveTagKeys",
  "sessionPolicy",
  "sessionPolicyArns",
  "context",
  "expect",
] as const;

/**
 * Reads one hop. `chained`: the credentials that make it are a role's, which caps the session at one hour.
 * Limits of the parameters: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function readHop(
  reader: ConfigReader,
  node: Node,
  index: number,
  chained: boolean,
): ConfigHop | undefined {
  const found = reader.members(node, "A hop", members);
  if (found === undefined) return undefined;
  reader.require(node, found, "A hop", "roleArn");

  const text = <K extends (typeof members)[number]>(name: K) =>
    optional(name, reader.text(found.get(name), `'${name}'`));
  const policy = <K extends (typeof members)[number]>(name: K) => {
    const policyNode = found.get(name);
    return optional(name, policyNode && readPolicyReference(reader, policyNode, `'${name}'`));
  };
  const maximum = reader.seconds(
    found.get("maxSessionDuration"),
    "'maxSessionDuration'",
    3600,
    longestSession,
  );
  const duration = reader.seconds(
    found.get("durationSeconds"),
    "'durationSeconds'",
    shortestSession,
    longestSession,
  );
  const expect = readExpectation(reader, found.get("expect"));
  const hop: ConfigHop = {
    span: spanOf(node),
    index,
    ...text("roleArn"),
    ...policy("trustPolicy"),
    hasPolicies: found.has("policies"),
    policies: readPolicyReferences(reader, found.get("policies"), "'policies'"),
    ...policy("permissionsBoundary"),
    ...readOrganizationPolicies(reader, found),
    ...optional("maxSessionDuration", maximum),
    ...text("sessionName"),
    ...text("externalId"),
    ...optional("durationSeconds", duration),
    ...text("mfaSerial"),
    ...text("sourceIdentity"),
    tags: readTags(reader, found.get("tags"), "'tags'"),
    transitiveTagKeys: reader
      .elements(found.get("transitiveTagKeys"), "'transitiveTagKeys'")
      .flatMap((element) => reader.text(element, "A transitive tag key") ?? []),
    ...policy("sessionPolicy"),
    sessionPolicyArns: reader
      .elements(found.get("sessionPolicyArns"), "'sessionPolicyArns'")
      .flatMap((element) => reader.text(element, "A session policy ARN") ?? []),
    context: readContext(reader, found.get("context"), "'context'"),
    ...optional("expect", expect),
  };
  judge(reader, hop, chained);
  return hop;
}

function judge(reader: ConfigReader, hop: ConfigHop, chained: boolean): void {
  const check = (
    text: ConfigText | undefined,
    code: RoleConfigProblemCode,
    problem: (value: string) => string | undefined,
  ) => {
    const message = text && isFilled(text) ? problem(text.value) : undefined;
    if (text !== undefined && message !== undefined) reader.error(code, text.span, message);
  };
  check(hop.roleArn, "badRoleArn", roleArnProblem);
  check(hop.sessionName, "badSessionName", (value) => checkSessionName(value)?.message);
  check(hop.externalId, "badExternalId", (value) => checkExternalId(value)?.message);
  check(hop.sourceIdentity, "badSourceIdentity", (value) =>
    // The API reference reserves the prefix.
    /^(?!aws:)[\w+=,.@-]{2,64}$/.test(value)
      ? undefined
      : `'${value}' is not a source identity. Use 2 to 64 letters, digits and _ + = , . @ -, without blanks.`,
  );
  check(hop.mfaSerial, "badMfaSerial", (value) => checkMfaSerial(value)?.message);
  for (const arn of hop.sessionPolicyArns) {
    check(arn, "badPolicyReference", (value) => {
      const parsed = parseArn(value);
      return parsed !== undefined && arnResource(parsed).kind === "policy"
        ? undefined
        : "A session policy ARN names a managed policy: arn:aws:iam::aws:policy/NAME.";
    });
  }
  const eleventh = hop.sessionPolicyArns[10];
  if (eleventh !== undefined) {
    reader.error("badPolicyReference", eleventh.span, "A session takes at most 10 managed session policies.");
  }
  judgeDuration(reader, hop, chained);
}

function judgeDuration(reader: ConfigReader, hop: ConfigHop, chained: boolean): void {
  const duration = hop.durationSeconds;
  if (duration === undefined || duration.value > longestSession) return;
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
  if (chained && duration.value > longestChainedSession) {
    reader.error(
      "chainedDuration",
      duration.span,
      `A role that is assumed by another role's session (role chaining) gives at most ${longestChainedSession} seconds.`,
      String(longestChainedSession),
    );
    return;
  }
  const maximum = hop.maxSessionDuration?.value;
  if (maximum !== undefined && duration.value > maximum) {
    reader.error(
      "badDuration",
      duration.span,
      `A session of ${duration.value} seconds is over the role's 'maxSessionDuration', ${maximum}.`,
      String(maximum),
    );
  }
}
