/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export const statementElements: readonly string[] = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];
