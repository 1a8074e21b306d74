import { analyzerCheck, identityKinds, type StatementRule } from "../rule.ts";
import { broadGrant } from "./broadGrant.ts";

export const createSlrWithNotActionAndNotResource: StatementRule = {
  code: "CREATE_SLR_WITH_NOTACTION_AND_NOTRESOURCE",
  type: "warning",
  scope: "statement",
  kinds: identityKinds,
  title: "Creating service-linked roles by NotAction, with NotResource",
  why: "A service-linked role gives its service permissions in the account. Whoever may create any of them can switch services on that nobody asked for. `NotAction` includes it, since it includes all that it does not name. `NotResource` is everything but what it names, new roles included.",
  fix: "Name the service-linked roles in `Resource`: `arn:aws:iam::*:role/aws-service-role/SERVICE.amazonaws.com/*`, or add a condition on `iam:AWSServiceName`.",
  source: analyzerCheck("general-warning-create-slr-with-not-action-and-not-resource"),
  check: broadGrant("iam:CreateServiceLinkedRole", "not", "notResource"),
};
