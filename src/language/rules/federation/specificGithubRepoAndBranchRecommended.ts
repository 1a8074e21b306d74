import { allows, conditionsOn } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

export const specificGithubRepoAndBranchRecommended: StatementRule = {
  code: "SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED",
  type: "warning",
  scope: "statement",
  kinds: ["trust"],
  title: "Wildcard for GitHub's owner, repository or branch",
  why: "A wildcard in the subject of GitHub's tokens lets more workflows in than one: in the owner those of strangers, in the repository all of the owner's, behind it every branch and pull request. The last is a suggestion only.",
  fix: "Name owner, repository and branch: `repo:OWNER/REPO:ref:refs/heads/main`.",
  source: analyzerCheck("general-warning-specific-github-repo-and-branch-recommended"),
  *check(statement) {
    if (!allows(statement)) return;
    for (const { written, values } of conditionsOn(statement, "token.actions.githubusercontent.com:sub")) {
      if (written.negated || !written.base.endsWith("Like")) continue;
      for (const item of values.items) {
        const repository = item.value.split(":", 2).join(":");
        if (!/[*?]/.test(item.value)) continue;
        const wide = !/^repo:[^*?/]+\/[^*?:]+$/.test(repository);
        yield {
          span: item.span,
          message: wide
            ? "The wildcard covers more than one repository: name owner and repository."
            : "The wildcard covers every branch, tag and pull request that fits: name the branch.",
          ...(wide ? {} : { severity: "suggestion" as const }),
        };
      }
    }
  },
};
