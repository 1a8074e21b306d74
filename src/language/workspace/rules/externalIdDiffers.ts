import { replaceText } from "../../fixes/listEdits.ts";
import { listed } from "../../rules/readings/quote.ts";
import { asWritten, fixIn, nameOf, relatedPlace } from "../crossFileFix.ts";
import type { CrossFileRule } from "../crossFileRule.ts";
import { accepts, askedExternalIds } from "./externalIds.ts";
import { hopTrusts } from "./hopTrust.ts";

export const externalIdDiffers: CrossFileRule = {
  code: "EXTERNAL_ID_DIFFERS",
  type: "error",
  kinds: ["roleConfig"],
  title: "The external id of the role config is not the one that the trust policy asks for",
  why: "`sts:ExternalId` is compared with its case. The call is refused where the two differ.",
  fix: "Write the same external id on both sides: the one that the third party gave you.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
  *check(context) {
    for (const { config, hop, trust, statements } of hopTrusts(context)) {
      const { externalId } = hop;
      if (externalId === undefined) continue;
      const asked = statements.map(askedExternalIds);
      if (asked.some((values) => values === undefined || accepts(values, externalId.value))) continue;
      const values = asked.flatMap((one) => one ?? []);
      const [first] = values;
      if (first === undefined) continue;
      const other = listed(
        values.map(({ value }) => value),
        3,
        "or",
      );
      yield {
        span: externalId.span,
        message: `${nameOf(trust.file)} asks for the external id ${other}: write the same on both sides.`,
        fixes: [
          ...(/[*?$]/.test(first.value)
            ? []
            : fixIn(context, config, `Change to ${first.value}`, [replaceText(externalId, first.value)])),
          ...fixIn(context, trust.file, `Ask for ${externalId.value} in ${nameOf(trust.file)}`, [
            replaceText(first, asWritten(trust, externalId.value)),
          ]),
        ],
        related: [relatedPlace(trust.file, first.span, "Asked for here")],
      };
    }
  },
};
