import { actionCovers } from "../../../core/policy/actionPattern.ts";
import type { Statement } from "../../../core/policy/model.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { allows } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";
import { providersOf } from "./provider.ts";

const assumeActions = ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"] as const;
type AssumeAction = (typeof assumeActions)[number];

export const mismatchedActionForPrincipal: StatementRule = {
  code: "MISMATCHED_ACTION_FOR_PRINCIPAL",
  type: "error",
  scope: "statement",
  kinds: ["trust"],
  title: "Action and principal do not fit",
  why: "Accounts, users, roles and services call `sts:AssumeRole`; users of a SAML provider come with `sts:AssumeRoleWithSAML`, those of an OIDC provider with `sts:AssumeRoleWithWebIdentity`. A provider stands under `Federated`.",
  fix: "Use the action that fits the principal.",
  source: analyzerCheck("error-mismatched-action-for-principal"),
  *check(statement) {
    const { action } = statement;
    if (!allows(statement) || action === undefined) return;
    const wanted = wantedActions(statement);
    if (wanted.size === 0) return;
    for (const item of action.items) {
      const covered = assumeActions.filter((name) => actionCovers(item.value, name));
      if (covered.length === 0 || covered.some((name) => wanted.has(name))) continue;
      const [only, ...others] = wanted;
      const taken = action.items.some(({ value }) => value === only);
      yield {
        span: item.span,
        message: `None of the principals here can use ${item.value}: ${[...wanted].join(" or ")} fits.`,
        fixes:
          only === undefined || others.length > 0 || taken
            ? []
            : [{ title: `Change to ${only}`, edits: [replaceText(item, only)], safe: false }],
      };
    }
  },
};

/** The actions by which the principals of a statement can come; empty where one of them is not clear. */
function wantedActions(statement: Statement): ReadonlySet<AssumeAction> {
  const wanted = new Set<AssumeAction>();
  const { principal } = statement;
  if (principal === undefined) return wanted;
  if (principal.everyone) return new Set();
  for (const { type } of principal.entries) {
    if (type.value === "AWS" || type.value === "Service") wanted.add("sts:AssumeRole");
    else if (type.value !== "Federated") return new Set();
  }
  for (const { kind } of providersOf(statement)) {
    if (kind === "other") return new Set();
    wanted.add(kind === "saml" ? "sts:AssumeRoleWithSAML" : "sts:AssumeRoleWithWebIdentity");
  }
  return wanted;
}
