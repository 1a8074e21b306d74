import { analyzerCheck, identityKinds, type StatementRule } from "../rule.ts";
import { broadGrant } from "./broadGrant.ts";

export const passRoleWithStarInActionAndNotResource: StatementRule = {
  code: "PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOTRESOURCE",
  type: "securityWarning",
  scope: "statement",
  kinds: identityKinds,
  title: "Passing a role by a wildcard, with NotResource",
  why: "Whoever may pass a role to a service can use all of that role's permissions through the service. A wildcard in `Action` includes it. `NotResource` is everything but what it names, new roles included.",
  fix: "Name the roles in `Resource`, or add a condition on `iam:PassedToService`.",
  source: analyzerCheck("security-warning-pass-role-with-star-in-action-and-not-resource"),
  check: broadGrant("iam:PassRole", "star", "notResource"),
};
