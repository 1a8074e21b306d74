import type { Statement } from "../../../core/policy/model.ts";
import { conditionsOn } from "../../rules/readings/statement.ts";
import { nameOf, relatedPlace } from "../crossFileFix.ts";
import type { CrossFileRule } from "../crossFileRule.ts";
import { hopTrusts, parameterFix } from "./hopTrust.ts";

const keys = ["aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge"];

export const mfaNotGiven: CrossFileRule = {
  code: "MFA_NOT_GIVEN",
  type: "warning",
  kinds: ["roleConfig"],
  title: "The trust policy asks for MFA, the role config gives no device",
  why: "The trust policy lets the caller in only after multi-factor authentication. The call must come with `mfaSerial` and a code, or from a session that was opened with one. A role's session never carries MFA into the next role.",
  fix: "Give the hop the `mfaSerial` of the caller's device; where the caller's session has MFA already, say so in the caller's `context`.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html",
  *check(context) {
    for (const hopTrust of hopTrusts(context)) {
      const { config, hop, position, trust, statements, assumer } = hopTrust;
      const given = config.config.caller?.context.some(({ key }) =>
        keys.some((name) => name.toLowerCase() === key.value.toLowerCase()),
      );
      if (hop.mfaSerial !== undefined || (position === 0 && given === true)) continue;
      const asked = statements.map(mfaCondition);
      const [first] = asked;
      if (first === undefined || asked.includes(undefined)) continue;
      yield {
        span: hop.roleArn?.span ?? hop.span,
        message: `${nameOf(trust.file)} lets the caller in with MFA only: ${
          position === 0 ? "add mfaSerial to this hop" : "the session of a role cannot bring it"
        }.`,
        fixes:
          position === 0 && assumer.name.kind === "user"
            ? parameterFix(
                context,
                hopTrust,
                "mfaSerial",
                `arn:aws:iam::${assumer.name.account}:mfa/${assumer.name.name}`,
              )
            : [],
        related: [relatedPlace(trust.file, first.span, "Asked for here")],
      };
    }
  },
};

/** The row that demands MFA: true, or an age, which only a session with MFA has. */
function mfaCondition(statement: Statement) {
  return conditionsOn(statement, ...keys).find(
    ({ written, values }) =>
      !written.ifExists &&
      (written.family === "Numeric" ||
        (written.family === "Bool" && values.items.every(({ value }) => /^true$/i.test(value)))),
  );
}
