import { nameOf, relatedPlace } from "../crossFileFix.ts";
import type { CrossFileRule } from "../crossFileRule.ts";
import { askedExternalIds } from "./externalIds.ts";
import { hopTrusts, parameterFix } from "./hopTrust.ts";

export const externalIdNotGiven: CrossFileRule = {
  code: "EXTERNAL_ID_NOT_GIVEN",
  type: "error",
  kinds: ["roleConfig"],
  title: "The trust policy asks for an external id, the role config gives none",
  why: "The trust policy lets the caller in only with `sts:ExternalId`. A call without an external id is refused.",
  fix: "Give the hop the `externalId` that the trust policy asks for; profiles need `external_id` too.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
  *check(context) {
    for (const hopTrust of hopTrusts(context)) {
      const { hop, trust, statements } = hopTrust;
      if (hop.externalId !== undefined) continue;
      const asked = statements.map(askedExternalIds);
      if (asked.includes(undefined)) continue;
      const [first] = asked.flatMap((values) => values ?? []);
      if (first === undefined) continue;
      yield {
        span: hop.roleArn?.span ?? hop.span,
        message: `${nameOf(trust.file)} asks for the external id ${first.value}: add externalId to this hop.`,
        fixes: /[*?$]/.test(first.value) ? [] : parameterFix(context, hopTrust, "externalId", first.value),
        related: [relatedPlace(trust.file, first.span, "Asked for here")],
      };
    }
  },
};
