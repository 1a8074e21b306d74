import { arnResource, parseArn } from "../../../core/arn.ts";
import type { Text } from "../../../core/policy/model.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import type { Report } from "../../rules/rule.ts";
import { textsOf } from "../../rules/placeholders/texts.ts";
import { asWritten, fixIn, nameOf, relatedPlace } from "../crossFileFix.ts";
import type { CrossFileContext } from "../crossFileRule.ts";
import { principalName } from "../workspaceKey.ts";

export type RoleArnPart = "partition" | "name" | "path";

/**
 * ARNs of roles and users that differ in one part from the ARN that a role config gives for the same one. Names are
 * unique in an account whatever their case and path, so one of the two is wrong.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names
 */
export function* differingArns(
  context: CrossFileContext,
  part: RoleArnPart,
  message: (described: string, file: string) => string,
): Iterable<Report> {
  for (const reading of context.readings) {
    for (const statement of reading.policy.statements) {
      for (const text of textsOf(statement)) {
        const found = difference(context, text);
        if (found?.part !== part) continue;
        const { described, arn } = found;
        yield {
          span: text.span,
          message: message(arn, nameOf(described.config)),
          fixes: fixIn(context, reading.file, `Change to ${arn}`, [
            replaceText(text, asWritten(reading, arn)),
          ]),
          related: [relatedPlace(described.config, described.text.span, `Described here as ${arn}`)],
        };
      }
    }
  }
}

function difference({ view }: CrossFileContext, { value }: Text) {
  if (!value.startsWith("arn:") || /[*?]|\$\{/.test(value)) return undefined;
  const name = principalName(value);
  const described = name && view.principal(name)?.arns;
  const first = described?.[0];
  if (described === undefined || first === undefined) return undefined;
  const parts = described.map(({ text }) => partThatDiffers(value, text.value));
  const [part] = parts;
  if (part === undefined || parts.includes(undefined)) return undefined;
  return { part, described: first, arn: corrected(value, first.text.value) };
}

function partThatDiffers(written: string, described: string): RoleArnPart | undefined {
  const [a, b] = [parseArn(written), parseArn(described)];
  if (a === undefined || b === undefined || written === described) return undefined;
  if (a.partition !== b.partition) return "partition";
  const [left, right] = [arnResource(a), arnResource(b)];
  if (right.kind !== "role" && right.kind !== "user") return undefined;
  const name = left.kind === "assumedRole" ? left.roleName : "name" in left ? left.name : undefined;
  if (name !== right.name) return "name";
  return "path" in left && left.path !== right.path ? "path" : undefined;
}

/** The ARN as it should be; of a session with the session's name. */
function corrected(written: string, described: string): string {
  const [a, b] = [parseArn(written), parseArn(described)];
  if (a === undefined || b === undefined) return described;
  const [session, role] = [arnResource(a), arnResource(b)];
  return session.kind === "assumedRole" && role.kind === "role"
    ? `arn:${b.partition}:sts::${b.account}:assumed-role/${role.name}/${session.sessionName}`
    : described;
}
