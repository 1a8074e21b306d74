import { findPlaceholders } from "../../../core/placeholder.ts";
import { parseArn } from "../../../core/arn.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { textsOf } from "../../rules/placeholders/texts.ts";
import { fixIn, nameOf, relatedPlace } from "../crossFileFix.ts";
import type { CrossFileRule } from "../crossFileRule.ts";
import type { ConfigText } from "../../../core/roleConfig/model.ts";
import type { ConfigFile } from "../indexedFile.ts";

export const placeholdersDisagree: CrossFileRule = {
  code: "PLACEHOLDERS_DISAGREE",
  type: "warning",
  kinds: ["trust", "identity", "bucket", "roleConfig"],
  title: "A placeholder that the role config writes in another way",
  why: "The role config that names this policy writes the same ARN with another placeholder or with the value itself. What it fills in there stays open here, so that the two are never the same.",
  fix: "Write the ARN as the role config does, or give the role config a variable for this placeholder.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
  *check(context) {
    for (const reading of context.readings) {
      for (const statement of reading.policy.statements) {
        for (const text of textsOf(statement)) {
          const [open] = findPlaceholders(text.value);
          if (open === undefined) continue;
          const described = arnsOf(reading.config).find(
            ({ value, written }) =>
              value !== text.value && findPlaceholders(value).length === 0 && sameButFor(text.value, written),
          );
          if (described === undefined) continue;
          yield {
            span: text.span,
            message: `${nameOf(reading.config)} writes this ${described.written}; ${open.text} stays open here.`,
            fixes: fixIn(context, reading.file, `Change to ${described.written}`, [
              replaceText(text, described.written),
            ]),
            related: [relatedPlace(reading.config, described.span, "Written here")],
          };
        }
      }
    }
  },
};

function arnsOf({ config: { caller, hops } }: ConfigFile): readonly ConfigText[] {
  return [
    ...(caller?.principal?.kind === "arn" ? [caller.principal.arn] : []),
    ...hops.flatMap(({ roleArn }) => roleArn ?? []),
  ];
}

/** Two ARNs of one name whose accounts are written differently. */
function sameButFor(open: string, written: string): boolean {
  const [a, b] = [parseArn(open), parseArn(written)];
  return (
    a !== undefined &&
    b !== undefined &&
    a.account !== b.account &&
    a.service === b.service &&
    a.resource === b.resource
  );
}
