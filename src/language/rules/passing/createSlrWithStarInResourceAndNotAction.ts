import { analyzerCheck, identityKinds, type StatementRule } from "../rule.ts";
import { broadGrant } from "./broadGrant.ts";

export const createSlrWithStarInResourceAndNotAction: StatementRule = {
  code: "CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOTACTION",
  type: "warning",
  scope: "statement",
  kinds: identityKinds,
  title: "Creating service-linked roles by NotAction, on every role",
  why: "A service-linked role gives its service permissions in the account. Whoever may create any of them can switch services on that nobody asked for. `NotAction` includes it, since it includes all that it does not name. The resource covers every role.",
  fix: "Name the service-linked roles in `Resource`: `arn:aws:iam::*:role/aws-service-role/SERVICE.amazonaws.com/*`, or add a condition on `iam:AWSServiceName`.",
  source: analyzerCheck("general-warning-create-slr-with-star-in-resource-and-not-action"),
  check: broadGrant("iam:CreateServiceLinkedRole", "not", "star"),
};
