import { analyzerCheck, identityKinds, type StatementRule } from "../rule.ts";
import { broadGrant } from "./broadGrant.ts";

export const passRoleWithNotActionAndNotResource: StatementRule = {
  code: "PASS_ROLE_WITH_NOTACTION_AND_NOTRESOURCE",
  type: "securityWarning",
  scope: "statement",
  kinds: identityKinds,
  title: "Passing a role by NotAction, with NotResource",
  why: "Whoever may pass a role to a service can use all of that role's permissions through the service. `NotAction` includes it, since it includes all that it does not name. `NotResource` is everything but what it names, new roles included.",
  fix: "Name the roles in `Resource`, or add a condition on `iam:PassedToService`.",
  source: analyzerCheck("security-warning-pass-role-with-not-action-and-not-resource"),
  check: broadGrant("iam:PassRole", "not", "notResource"),
};
