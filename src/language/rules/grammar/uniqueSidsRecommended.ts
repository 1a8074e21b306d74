import { analyzerCheck, type PolicyRule } from "../rule.ts";
import { repeatedSids } from "./repeatedSids.ts";

export const uniqueSidsRecommended: PolicyRule = {
  code: "UNIQUE_SIDS_RECOMMENDED",
  type: "warning",
  scope: "policy",
  kinds: ["bucket", "rcp"],
  title: "The same Sid twice",
  why: "Two statements with the same `Sid` cannot be told apart in an error message or a log.",
  fix: "Give each statement a name of its own.",
  source: analyzerCheck("general-warning-unique-sids-recommended"),
  check: (context) => repeatedSids(context, (sid) => `Another statement has the Sid '${sid}' already.`),
};
