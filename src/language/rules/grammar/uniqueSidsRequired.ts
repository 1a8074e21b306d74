import { analyzerCheck, type PolicyRule } from "../rule.ts";
import { repeatedSids } from "./repeatedSids.ts";

export const uniqueSidsRequired: PolicyRule = {
  code: "UNIQUE_SIDS_REQUIRED",
  type: "error",
  scope: "policy",
  kinds: ["trust", "identity", "session", "boundary", "scp"],
  title: "The same Sid twice",
  why: "IAM refuses a policy in which two statements have the same `Sid`.",
  fix: "Give each statement a name of its own.",
  source: analyzerCheck("error-unique-sids-required"),
  check: (context) =>
    repeatedSids(context, (sid) => `Another statement has the Sid '${sid}' already: IAM refuses the policy.`),
};
