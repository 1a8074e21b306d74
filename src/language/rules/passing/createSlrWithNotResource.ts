import { analyzerCheck, identityKinds, type StatementRule } from "../rule.ts";
import { broadGrant } from "./broadGrant.ts";

export const createSlrWithNotResource: StatementRule = {
  code: "CREATE_SLR_WITH_NOTRESOURCE",
  type: "warning",
  scope: "statement",
  kinds: identityKinds,
  title: "Creating service-linked roles with NotResource",
  why: "A service-linked role gives its service permissions in the account. Whoever may create any of them can switch services on that nobody asked for. `NotResource` is everything but what it names, new roles included.",
  fix: "Name the service-linked roles in `Resource`: `arn:aws:iam::*:role/aws-service-role/SERVICE.amazonaws.com/*`, or add a condition on `iam:AWSServiceName`.",
  source: analyzerCheck("general-warning-create-slr-with-not-resource"),
  check: broadGrant("iam:CreateServiceLinkedRole", "exact", "notResource"),
};
