import type { Text } from "../../../core/policy/model.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { isTypingError } from "../readings/typingError.ts";
import type { Report, RuleContext } from "../rule.ts";

/** The finding for a condition key that the catalogue does not have: an error only where it is clearly mistyped. */
export function unknownKey(key: Text, { catalogue }: RuleContext): Report {
  const near = catalogue.nearestKeys(key.value).map((facts) => {
    const hole = facts.key.indexOf("${");
    const slash = key.value.indexOf("/");
    return hole === -1
      ? facts.key
      : facts.key.slice(0, hole) + (slash === -1 ? "KEY" : key.value.slice(slash + 1));
  });
  const head = (text: string) => text.split("/", 1)[0] ?? text;
  const certain = near.some((known) => isTypingError(head(key.value), head(known)));
  return {
    span: key.span,
    message:
      near[0] !== undefined && certain
        ? `There is no condition key '${key.value}': did you mean ${near[0]}?`
        : `The catalogue of ${catalogue.date} knows no condition key '${key.value}'.`,
    ...(certain ? {} : { severity: "warning" as const }),
    fixes: near.map((known) => ({
      title: `Change to ${known}`,
      edits: [replaceText(key, known)],
      safe: false,
    })),
  };
}
