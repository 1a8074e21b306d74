import { addCondition } from "../../fixes/conditionEdits.ts";
import { allows } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";
import { claimsOf, providersOf } from "./provider.ts";

const host = "token.actions.githubusercontent.com";

/** Claims that tie a token to a repository or an owner as `sub` does. */
const narrowing = [
  "sub",
  "repository",
  "repository_id",
  "repository_owner",
  "repository_owner_id",
  "job_workflow_ref",
  "enterprise_id",
];

export const missingGithubRepoConditionKey: StatementRule = {
  code: "MISSING_GITHUB_REPO_CONDITION_KEY",
  type: "securityWarning",
  scope: "statement",
  kinds: ["trust"],
  title: "GitHub Actions without the repository",
  why: "Every workflow on GitHub can get a token for AWS. Without a condition on `token.actions.githubusercontent.com:sub` workflows of strangers can assume the role.",
  fix: "Add a condition on `token.actions.githubusercontent.com:sub` with the repository and branch.",
  source: analyzerCheck("security-warning-missing-github-repo-condition-key"),
  *check(statement, { text }) {
    if (!allows(statement)) return;
    for (const { text: item, issuer } of providersOf(statement)) {
      if (issuer.toLowerCase() !== host) continue;
      if (claimsOf(statement, issuer).some((claim) => narrowing.includes(claim))) continue;
      const edit = addCondition(
        text,
        statement,
        "StringEquals",
        `${host}:sub`,
        "repo:<OWNER>/<REPO>:ref:refs/heads/main",
      );
      yield {
        span: item.span,
        message: `Workflows of any repository on GitHub can assume the role: add a condition on ${host}:sub.`,
        fixes:
          edit === undefined
            ? []
            : [{ title: `Add ${host}:sub`, edits: [edit], safe: false, placeholder: true }],
      };
    }
  },
};
