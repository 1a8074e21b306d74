import { conditionsOn } from "../../rules/readings/statement.ts";
import { fixIn, hopName, nameOf, relatedPlace } from "../crossFileFix.ts";
import type { CrossFileRule } from "../crossFileRule.ts";
import { principalName } from "../workspaceKey.ts";
import { hopTrusts } from "./hopTrust.ts";

export const durationExceedsRole: CrossFileRule = {
  code: "DURATION_EXCEEDS_ROLE",
  type: "error",
  kinds: ["roleConfig"],
  title: "The role config asks for a longer session than the role gives",
  why: "A call with more seconds than the role's maximum, or than the trust policy allows with `sts:DurationSeconds`, is refused: the session is not just cut shorter.",
  fix: "Ask for fewer seconds, or raise the limit on the role's side.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage-assume.html",
  *check(context) {
    for (const { config, hop, position, trust, statements } of hopTrusts(context)) {
      const duration = hop.durationSeconds;
      if (duration === undefined) continue;
      const limits = statements.map((statement) =>
        conditionsOn(statement, "sts:DurationSeconds").find(
          ({ written, values }) =>
            /^NumericLessThan(?:Equals)?$/.test(written.base) &&
            values.items.every(({ value }) =>
              written.base === "NumericLessThan"
                ? duration.value >= Number(value)
                : duration.value > Number(value),
            ),
        ),
      );
      const [limit] = limits;
      if (limit !== undefined && !limits.includes(undefined)) {
        const most = Math.max(
          ...limit.values.items.map(
            ({ value }) => Number(value) - (limit.written.base === "NumericLessThan" ? 1 : 0),
          ),
        );
        yield {
          span: duration.span,
          message: `${nameOf(trust.file)} allows ${most} seconds at most.`,
          fixes:
            most < 900
              ? []
              : fixIn(context, config, `Change to ${most}`, [{ span: duration.span, newText: String(most) }]),
          related: [relatedPlace(trust.file, limit.span, "The limit")],
        };
      }
      const role = hop.roleArn && principalName(hop.roleArn.value);
      for (const other of (role && context.view.principal(role))?.hops ?? []) {
        // The hop's own maximum is checked with the role config itself.
        if (other.config === config && other.hop === position) continue;
        const maximum = other.config.config.hops[other.hop]?.maxSessionDuration;
        if (maximum === undefined || duration.value <= maximum.value) continue;
        yield {
          span: duration.span,
          message: `The role gives ${maximum.value} seconds at most: ${hopName(other.config, other.hop)}.`,
          fixes: fixIn(context, config, `Change to ${maximum.value}`, [
            { span: duration.span, newText: String(maximum.value) },
          ]),
          related: [relatedPlace(other.config, maximum.span, "The role's maximum")],
        };
      }
    }
  },
};
