import { nearestName } from "../../../core/text/nearest.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { principalTexts } from "../../rules/readings/statement.ts";
import { asWritten, fixIn, relatedPlace } from "../crossFileFix.ts";
import type { CrossFileRule } from "../crossFileRule.ts";
import { principalName, workspaceKey, type PrincipalName } from "../workspaceKey.ts";
import type { ConfigFile } from "../indexedFile.ts";
import type { ConfigText } from "../../../core/roleConfig/model.ts";

/** Role configs of one account beyond these are not searched for a similar name. */
const mostConfigs = 100;

export const unknownPrincipal: CrossFileRule = {
  code: "UNKNOWN_PRINCIPAL",
  type: "suggestion",
  kinds: ["trust", "bucket", "roleConfig"],
  title: "A principal that the workspace does not know, in an account that it knows",
  why: "The role configs of the workspace describe principals of this account, and this one is not among them, nor in a profile: most often it is a name that was mistyped or renamed on one side only. AWS refuses a trust policy that names a principal which does not exist.",
  fix: "Correct the name, or describe the role in a role config.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  *check(context) {
    const { readings, view } = context;
    for (const reading of readings) {
      if (reading.part.kind !== "trust" && reading.part.kind !== "bucket") continue;
      for (const statement of reading.policy.statements) {
        for (const { text } of principalTexts(statement, "AWS", false)) {
          const name = principalName(text.value);
          if (name === undefined || view.principal(name) !== undefined) continue;
          const inProfile = view
            .filesWith(workspaceKey.namesPrincipal(name))
            .some(({ kind }) => kind === "awsConfig" || kind === "awsCredentials");
          const known = inProfile
            ? []
            : view.configsWith(workspaceKey.describesAccount(name.account)).slice(0, mostConfigs);
          if (known.length === 0) continue;
          const near = nearest(known, name);
          // Users are people more often than callers of a chain: nobody describes them all.
          if (near === undefined && name.kind === "user") continue;
          yield {
            span: text.span,
            message: `The workspace describes principals of account ${name.account}, but no ${name.kind} ${name.name}${near === undefined ? "" : `; there is ${near.name}`}.`,
            fixes:
              near === undefined
                ? []
                : fixIn(context, reading.file, `Change to ${near.text.value}`, [
                    replaceText(text, asWritten(reading, near.text.value)),
                  ]),
            ...(near === undefined
              ? {}
              : { related: [relatedPlace(near.config, near.text.span, `${near.name} is described here`)] }),
          };
        }
      }
    }
  },
};

function nearest(configs: readonly ConfigFile[], wanted: PrincipalName) {
  const known = new Map<
    string,
    { readonly name: string; readonly text: ConfigText; readonly config: ConfigFile }
  >();
  for (const config of configs) {
    const { caller, hops } = config.config;
    const texts = [
      ...(caller?.principal?.kind === "arn" ? [caller.principal.arn] : []),
      ...hops.flatMap(({ roleArn }) => roleArn ?? []),
    ];
    for (const text of texts) {
      const name = principalName(text.value);
      // A session's ARN would put its own session in place of the role.
      if (
        name?.kind !== wanted.kind ||
        name.account !== wanted.account ||
        text.value.includes(":assumed-role/")
      )
        continue;
      if (!known.has(name.name)) known.set(name.name, { name: name.name, text, config });
    }
  }
  const near = nearestName(wanted.name, known.keys());
  return near === undefined ? undefined : known.get(near);
}
