import { arnResource, parseArn } from "../../../core/arn.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { principalTexts } from "../../rules/readings/statement.ts";
import { asWritten, fixIn, nameOf, relatedPlace } from "../crossFileFix.ts";
import type { CrossFileRule } from "../crossFileRule.ts";
import { allowing, namesCaller } from "../grants.ts";
import type { ConfigFile } from "../indexedFile.ts";
import { principalFromArn } from "../../../core/evaluate/principal.ts";
import type { ConfigText } from "../../../core/roleConfig/model.ts";

export const trustNamesOtherSession: CrossFileRule = {
  code: "TRUST_NAMES_OTHER_SESSION",
  type: "warning",
  kinds: ["trust", "roleConfig"],
  title: "The trust policy names another session than the one that calls",
  why: "A session's ARN in a trust policy (`assumed-role/ROLE/SESSION`) trusts sessions of this one name only. The role config opens the session under another name, so the call is refused.",
  fix: "Write the same session name on both sides, or trust the role itself (`role/ROLE`), which covers all its sessions.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  *check(context) {
    for (const reading of context.readings) {
      const { part, config, policy, file } = reading;
      if (part.kind !== "trust") continue;
      const session = sessionBefore(config, part.hop);
      const caller = session && principalFromArn(session.arn);
      if (session === undefined || caller === undefined) continue;
      const statements = allowing(policy, "sts:AssumeRole");
      if (statements.some((statement) => namesCaller(statement, caller))) continue;
      for (const { text } of statements.flatMap((one) => principalTexts(one, "AWS", false))) {
        const arn = parseArn(text.value);
        const named = arn && arnResource(arn);
        if (named?.kind !== "assumedRole" || !sameRole(text.value, session.arn)) continue;
        const { sessionName } = named;
        yield {
          span: text.span,
          message: `${nameOf(config)} opens the session ${session.name}, this trusts ${sessionName} only: use one name on both sides.`,
          fixes: [
            ...fixIn(context, file, `Trust the session ${session.name}`, [
              replaceText(text, asWritten(reading, session.arn)),
            ]),
            ...fixIn(context, config, `Name the session ${sessionName} in ${nameOf(config)}`, [
              replaceText(session.text, session.text.written.replace(/[^/]*$/, sessionName)),
            ]),
          ],
          related: [relatedPlace(config, session.text.span, `The session ${session.name}`)],
        };
      }
    }
  },
};

/** The session that assumes the role of a hop, where its name is said: the caller, or the session of the hop before. */
function sessionBefore(
  { config }: ConfigFile,
  hop: number,
): { readonly arn: string; readonly name: string; readonly text: ConfigText } | undefined {
  if (hop === 0) {
    const text = config.caller?.principal?.kind === "arn" ? config.caller.principal.arn : undefined;
    const arn = text && parseArn(text.value);
    const resource = arn && arnResource(arn);
    return text !== undefined && resource?.kind === "assumedRole"
      ? { arn: text.value, name: resource.sessionName, text }
      : undefined;
  }
  const before = config.hops[hop - 1];
  const arn = before?.roleArn && parseArn(before.roleArn.value);
  const role = arn && arnResource(arn);
  if (arn === undefined || role?.kind !== "role" || before?.sessionName === undefined) return undefined;
  const name = before.sessionName.value;
  return {
    arn: `arn:${arn.partition}:sts::${arn.account}:assumed-role/${role.name}/${name}`,
    name,
    text: before.sessionName,
  };
}

function sameRole(a: string, b: string): boolean {
  return a.slice(0, a.lastIndexOf("/")) === b.slice(0, b.lastIndexOf("/"));
}
