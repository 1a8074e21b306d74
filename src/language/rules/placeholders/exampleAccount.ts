import { textsOf } from "./texts.ts";
import { innerSpan } from "../readings/innerSpan.ts";
import { everyKind, type StatementRule } from "../rule.ts";

/** Account ids that AWS's documentation prints; nobody's policies are about them. */
const example =
  /(?<!\d)(?:123456789012|210987654321|111122223333|444455556666|777788889999|999999999999|012345678901|(\d)\1{11})(?!\d)/g;

export const exampleAccount: StatementRule = {
  code: "EXAMPLE_ACCOUNT",
  type: "suggestion",
  scope: "statement",
  kinds: everyKind,
  title: "Account id from the documentation",
  why: "`123456789012`, `111122223333` and the like stand in documentation for your account id. A policy that was copied with them is about an account that is not yours.",
  fix: "Write your account id.",
  source: "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html",
  *check(statement, { text, settings }) {
    for (const value of textsOf(statement)) {
      for (const match of value.value.matchAll(example)) {
        if (settings.ownAccounts.includes(match[0])) continue;
        yield {
          span: innerSpan(text, value, match.index, match.index + match[0].length),
          message: `${match[0]} is an account id of AWS's documentation: write yours.`,
        };
      }
    }
  },
};
