import { arnResource, isAccountId, parseArn, roleArnProblem } from "../../../core/arn.ts";
import { findPlaceholders } from "../../../core/placeholder.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { contentSpan } from "../readings/innerSpan.ts";
import { isOpen } from "../readings/resourceArn.ts";
import { principalTexts } from "../readings/statement.ts";
import { type StatementRule } from "../rule.ts";

export const invalidPrincipalArn: StatementRule = {
  code: "INVALID_PRINCIPAL_ARN",
  type: "error",
  scope: "statement",
  kinds: ["trust", "bucket", "rcp"],
  title: "Not a principal",
  why: "Under `AWS` stand an account id of 12 digits, the ARN of an account's root, a user, a role or a session, a unique id, or `*`. AWS refuses anything else with “Invalid principal in policy”.",
  fix: "Write the ARN as IAM shows it: `arn:aws:iam::111122223333:role/NAME`.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  *check(statement, { text }) {
    for (const { text: item } of principalTexts(statement, "AWS")) {
      const { value } = item;
      if (value === "" || isOpen(value) || isAccountId(value) || /^A[A-Z0-9]{15,127}$/.test(value)) continue;
      if (findPlaceholders(value).length > 0) continue;
      const problem = problemOf(value);
      if (problem === undefined) continue;
      const digits = value.replace(/\d[\d-]{12,}\d/, (account) => account.replaceAll("-", ""));
      yield {
        span: contentSpan(text, item),
        message: problem,
        fixes:
          digits !== value &&
          (isAccountId(digits) || (parseArn(digits) !== undefined && problemOf(digits) === undefined))
            ? [{ title: `Change to ${digits}`, edits: [replaceText(item, digits)], safe: true }]
            : [],
      };
    }
  },
};

function problemOf(value: string): string | undefined {
  const arn = parseArn(value);
  if (arn === undefined) return `'${value}' is no principal: write an account id or an ARN.`;
  if (arn.service !== "iam" && arn.service !== "sts") {
    return `An ARN of ${arn.service} is no principal: those of IAM and STS are.`;
  }
  if (arn.region !== "") return "IAM and STS have no region in their ARNs: leave the field empty.";
  // CloudFront's origin access identities have a word in place of the account.
  if (!isAccountId(arn.account) && arn.account !== "cloudfront") {
    return `'${arn.account}' is no account id: it has 12 digits.`;
  }
  if (arn.service === "sts") {
    return /^(?:assumed-role\/[^/]+\/[^/]+|federated-user\/.+|self)$/.test(arn.resource)
      ? undefined
      : "A principal of STS is assumed-role/ROLE/SESSION or federated-user/NAME.";
  }
  const resource = arnResource(arn);
  switch (resource.kind) {
    case "role":
      return roleArnProblem(value);
    case "root":
    case "user":
      return undefined;
    case "group":
      return "A group is no principal: name its users, or a role.";
    case "instanceProfile":
      return "An instance profile is no principal: name the role in it.";
    default:
      return arn.resource.startsWith("assumed-role/")
        ? "The ARN of a session has the service sts: arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION."
        : "A principal of IAM is root, user/NAME or role/NAME.";
  }
}
