import { nearestName } from "../../../core/text/nearest.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";

const effects = ["Allow", "Deny"];

export const invalidEffect: StatementRule = {
  code: "INVALID_EFFECT",
  type: "error",
  scope: "statement",
  kinds: everyKind,
  title: "Effect is neither Allow nor Deny",
  why: "`Effect` is `Allow` or `Deny`, written so: the value is case-sensitive.",
  fix: "Write `Allow` or `Deny`.",
  source: analyzerCheck("error-invalid-effect"),
  *check({ effect }) {
    if (effect === undefined || effects.includes(effect.value)) return;
    const meant = nearestName(effect.value, effects);
    yield {
      span: effect.span,
      message: `Effect is "Allow" or "Deny", not "${effect.value}".`,
      fixes: (meant === undefined ? effects : [meant]).map((value) => ({
        title: `Change to ${value}`,
        edits: [replaceText(effect, value)],
        safe: value.toLowerCase() === effect.value.toLowerCase(),
      })),
    };
  },
};
