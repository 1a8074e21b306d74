import { analyzerCheck, identityKinds, type StatementRule } from "../rule.ts";
import { broadGrant } from "./broadGrant.ts";

export const passRoleWithStarInResourceAndNotAction: StatementRule = {
  code: "PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOTACTION",
  type: "securityWarning",
  scope: "statement",
  kinds: identityKinds,
  title: "Passing a role by NotAction, on every role",
  why: "Whoever may pass a role to a service can use all of that role's permissions through the service. `NotAction` includes it, since it includes all that it does not name. The resource covers every role.",
  fix: "Name the roles in `Resource`, or add a condition on `iam:PassedToService`.",
  source: analyzerCheck("security-warning-pass-role-with-star-in-resource-and-not-action"),
  check: broadGrant("iam:PassRole", "not", "star"),
};
