import { addCondition } from "../../fixes/conditionEdits.ts";
import { conditionsOn } from "../../rules/readings/statement.ts";
import { asWritten, fixIn, nameOf, relatedPlace } from "../crossFileFix.ts";
import type { CrossFileRule } from "../crossFileRule.ts";
import { hopTrusts } from "./hopTrust.ts";

export const externalIdNotAsked: CrossFileRule = {
  code: "EXTERNAL_ID_NOT_ASKED",
  type: "warning",
  kinds: ["roleConfig"],
  title: "The role config gives an external id that the trust policy does not ask for",
  why: "An external id protects only where the trust policy demands it with a condition on `sts:ExternalId`. Without, the role can be assumed with any external id or with none, and the confused deputy is not kept out.",
  fix: "Add the condition to the trust policy, or take `externalId` out of the role config.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
  *check(context) {
    for (const { hop, trust, statements } of hopTrusts(context)) {
      const { externalId } = hop;
      if (externalId === undefined) continue;
      const open = statements.find((one) => conditionsOn(one, "sts:ExternalId").length === 0);
      if (open === undefined) continue;
      yield {
        span: externalId.span,
        message: `${nameOf(trust.file)} lets the caller in without an external id: add a condition on sts:ExternalId there.`,
        fixes: fixIn(context, trust.file, `Ask for the external id in ${nameOf(trust.file)}`, [
          addCondition(
            trust.file.text,
            open,
            "StringEquals",
            "sts:ExternalId",
            asWritten(trust, externalId.value),
          ),
        ]),
        related: [relatedPlace(trust.file, open.span, "The statement that lets the caller in")],
      };
    }
  },
};
