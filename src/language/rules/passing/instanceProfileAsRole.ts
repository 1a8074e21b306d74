import { arnResource, parseArn } from "../../../core/arn.ts";
import { actionCovers } from "../../../core/policy/actionPattern.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { identityKinds, type StatementRule } from "../rule.ts";

const roleActions = ["iam:PassRole", "sts:AssumeRole"];

export const instanceProfileAsRole: StatementRule = {
  code: "INSTANCE_PROFILE_AS_ROLE",
  type: "warning",
  scope: "statement",
  kinds: identityKinds,
  title: "Instance profile where a role belongs",
  why: "An instance profile is a container for a role, with an ARN of its own. Passing and assuming go by the ARN of the role, also where both have the same name.",
  fix: "Write `role/` in place of `instance-profile/`, with the name of the role.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html",
  *check({ action, resource }) {
    const actions = action?.items ?? [];
    const aboutRoles = actions.every(({ value }) => roleActions.some((name) => actionCovers(name, value)));
    if (actions.length === 0 || !aboutRoles) return;
    // Beside a role the profile does no harm.
    if (resource?.items.some(({ value }) => !value.includes(":instance-profile/")) === true) return;
    for (const item of resource?.items ?? []) {
      const arn = parseArn(item.value);
      if (arn === undefined || arnResource(arn).kind !== "instanceProfile") continue;
      const meant = item.value.replace(":instance-profile/", ":role/");
      yield {
        span: item.span,
        message: `${actions.map(({ value }) => value).join(" and ")} goes by the ARN of the role, not of its instance profile.`,
        fixes: [{ title: `Change to ${meant}`, edits: [replaceText(item, meant)], safe: false }],
      };
    }
  },
};
